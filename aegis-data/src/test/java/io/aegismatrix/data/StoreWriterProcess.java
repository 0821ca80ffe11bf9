package io.aegismatrix.data;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Another process that writes numbered rows into a store and tells each one once its save has returned. */
final class StoreWriterProcess implements AutoCloseable {

    /** The start of the one-minute bar that stands for row 0. */
    private static final Instant START = Instant.parse("2024-12-17T03:45:00Z");

    private final Process process;
    private final BufferedReader told;

    private StoreWriterProcess(Process process) {
        this.process = process;
        this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a process that writes rows {@code first}, {@code first + step}, … below {@code end}. */
    static StoreWriterProcess start(Path file, int first, int step, int end) throws IOException {
        return new StoreWriterProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        StoreWriterProcess.class.getName(),
                        file.toString(),
                        String.valueOf(first),
                        String.valueOf(step),
                        String.valueOf(end))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The class path of the tests, also where Surefire hides it in a jar. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The same class path without the jars whose file name starts with {@code prefix}. */
    static String classPathWithout(String prefix) {
        return Arrays.stream(classPath().split(File.pathSeparator, -1))
                .filter(entry -> !new File(entry).getName().startsWith(prefix))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The next row that was acknowledged, or -1 once there are no more. */
    int next() throws IOException {
        String line = told.readLine();
        return line == null ? -1 : Integer.parseInt(line);
    }

    /**
     * Ends the process as {@code kill -9} does, and gives the last row it had acknowledged, or {@code before}. Goes
     * through the handle, because {@link Process#destroyForcibly} throws away what was told and not read yet.
     */
    int kill(int before) throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        int last = before;
        for (int row = next(); row >= 0; row = next()) {
            last = row;
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        told.close();
    }

    /** One row: a bar inside a session and the request that brought it, which must stand or fall together. */
    static MarketFetch row(int number) {
        Instant start = START.plus(Duration.ofMinutes(number));
        IntradayBar bar = new IntradayBar(start, 100, 101, 99, 100);
        return new MarketFetch(
                start.plus(Duration.ofMinutes(1)),
                List.of(
                        new MarketFetch.Daily(
                                "test",
                                BarSeries.of(
                                        "NIFTY50",
                                        List.of(new DailyBar(LocalDate.of(2024, 12, 16), 100, 101, 99, 100, 0)))),
                        new MarketFetch.Intraday(
                                "test",
                                IntradaySeries.of(
                                        "NIFTY50",
                                        Duration.ofMinutes(1),
                                        MarketSources.nseCalendar().zone(),
                                        List.of(bar)))),
                List.of(StoreFixtures.attempt(start, "https://a.example/" + number)));
    }

    public static void main(String[] arguments) {
        MarketStore store = MarketStores.sqlite(Path.of(arguments[0]));
        int step = Integer.parseInt(arguments[2]);
        for (int number = Integer.parseInt(arguments[1]); number < Integer.parseInt(arguments[3]); number += step) {
            store.save(row(number));
            System.out.println(number);
        }
    }
}
