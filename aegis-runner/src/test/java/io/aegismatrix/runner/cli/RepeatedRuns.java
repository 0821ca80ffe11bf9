package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.process.RunContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another process that runs one command, or several in turn, again and again, a while of its clock later each time, and tells
 * each run once it has ended: what was told is what the process has acknowledged.
 */
final class RepeatedRuns implements AutoCloseable {

    /** When run 0 starts by its clock: in the last session of 2024, a quarter of an hour after the opening. */
    static final Instant START = Instant.parse("2024-12-31T04:00:00Z");

    static final String LEDGER = "runs.jsonl";
    static final String LOCK = "aegis.lock";

    private final Process process;
    private final BufferedReader told;

    private RepeatedRuns(Process process) {
        this.process = process;
        this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * What the process does; {@code <run>} in the command stands for the run's number, {@code ;} stands between commands of
     * one run, and {@code step} is how much later by its clock the next run is.
     */
    record Task(Path folder, String command, int first, int end, Duration step) {

        Task(Path folder, String command, int first, int end) {
            this(folder, command, first, end, Duration.ofMinutes(1));
        }

        private List<String> arguments() {
            return List.of(folder.toString(), command, String.valueOf(first), String.valueOf(end), step.toString());
        }
    }

    /** Starts the process, under another program if {@code wrapper} names one. */
    static RepeatedRuns start(Task task, String... wrapper) throws IOException {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RepeatedRuns.class.getName()));
        command.addAll(task.arguments());
        Path errors = task.folder().resolve("told.err");
        return new RepeatedRuns(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start());
    }

    /** How a run ended; a run that is less than 0 means that there are no more. */
    record Ended(int run, int status) {}

    Ended next() throws IOException {
        String line = told.readLine();
        if (line == null) {
            return new Ended(-1, -1);
        }
        String[] words = line.split(" ", -1);
        return new Ended(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    /**
     * Ends the process as {@code kill -9} does, and gives the last run it had acknowledged, or {@code before}. Goes
     * through the handle, because {@link Process#destroyForcibly} throws away what was told and not read yet.
     */
    int kill(int before) throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        return end(before);
    }

    /** Waits for the end of the process, and gives the last run it had acknowledged, or {@code before}. */
    int end(int before) throws IOException, InterruptedException {
        int last = before;
        for (Ended ended = next(); ended.run() >= 0; ended = next()) {
            last = ended.run();
        }
        process.waitFor();
        return last;
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        told.close();
    }

    /** The clock of a run. */
    static Instant moment(int run) {
        return START.plus(Duration.ofMinutes(run));
    }

    static Map<String, String> environment() {
        return Map.of("AEGIS_SOURCE", "synthetic:5", "AEGIS_LEDGER", LEDGER, "AEGIS_LOCK", LOCK);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int end = Integer.parseInt(arguments[3]);
        Duration step = Duration.parse(arguments[4]);
        int worst = 0;
        for (int run = Integer.parseInt(arguments[2]); run < end; run++) {
            awaitGate(folder, run);
            int status = 0;
            for (String command :
                    arguments[1].replace("<run>", String.valueOf(run)).split(";", -1)) {
                status = Math.max(status, run(folder, START.plus(step.multipliedBy(run)), command));
            }
            System.out.println(run + " " + status);
            worst = Math.max(worst, status);
        }
        System.exit(worst);
    }

    private static int run(Path folder, Instant moment, String command) {
        RunContext context = new RunContext(
                environment(),
                Clock.fixed(moment, ZoneOffset.UTC),
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                System.err,
                folder,
                false,
                new FakeEngines());
        return AegisMain.run(context, command.split(" ", -1));
    }

    /** Several processes start a run at once by waiting for the same file, if there is a folder for such files. */
    private static void awaitGate(Path folder, int run) {
        Path gates = folder.resolve("gates");
        while (Files.isDirectory(gates) && !Files.exists(gates.resolve(String.valueOf(run)))) {
            Thread.onSpinWait();
        }
    }
}
