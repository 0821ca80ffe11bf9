package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No market file, however damaged, ends a forecast in an internal failure: it is published or refused with a sentence. */
class DamagedMarketTest {

    private static final List<String> FILES = List.of("nifty50_daily.csv", "indiavix_daily.csv", "nifty50_5m.csv");

    /** One way to damage the lines below a header. */
    @FunctionalInterface
    private interface Damage {
        void inflict(List<String> lines, Random random);
    }

    private static final List<Damage> DAMAGES = List.of(
            (lines, random) -> lines.replaceAll(line -> prices(line, 100, 0)),
            (lines, random) -> lines.replaceAll(line -> prices(line, 100, 1e-4 * random.nextInt(3))),
            (lines, random) -> scale(lines, 0, lines.size(), 1e-9),
            (lines, random) -> scale(lines, 0, lines.size(), Math.pow(10, random.nextInt(9) - 4)),
            (lines, random) -> scaleSome(lines, random, 0),
            (lines, random) -> scaleSome(lines, random, 1e6),
            (lines, random) -> scaleSome(lines, random, 0.5 + random.nextDouble()),
            (lines, random) -> lines.clear(),
            (lines, random) -> lines.subList(0, lines.size() - 1).clear(),
            (lines, random) ->
                    lines.subList(0, lines.size() - 1 - random.nextInt(70)).clear(),
            (lines, random) -> {
                int from = random.nextInt(lines.size());
                lines.subList(from, Math.min(lines.size(), from + random.nextInt(80)))
                        .clear();
            },
            (lines, random) -> moveYears(lines, 0, lines.size() / 2, -10),
            (lines, random) -> moveYears(lines, lines.size() - 3, lines.size(), 10),
            (lines, random) -> moveYears(lines, 0, lines.size(), -20),
            (lines, random) -> lines.set(lines.size() - 1, prices(lines.get(lines.size() - 1), 1e-300, 0)),
            (lines, random) -> lines.set(random.nextInt(lines.size()), prices(lines.get(0), 1e300, 0)),
            (lines, random) -> lines.add(lines.get(random.nextInt(lines.size()))),
            (lines, random) -> {
                for (int i = 1; i < lines.size(); i += 2) {
                    lines.set(
                            i,
                            stamp(lines.get(i))
                                    + lines.get(i - 1)
                                            .substring(lines.get(i - 1).indexOf(',')));
                }
            });

    @TempDir
    private Path folder;

    @Test
    void ends_published_or_refused() throws IOException {
        run(new FakeEngines(), 60);
    }

    @Test
    @Tag("slow")
    void ends_published_or_refused_with_the_shipped_models() throws IOException {
        run(EngineLibrary.shipped(), 150);
    }

    private void run(EngineLibrary engines, int markets) throws IOException {
        Path models = Path.of("..", "models").toAbsolutePath();
        if (engines instanceof FakeEngines) {
            models = folder.resolve("models");
            Path market = MarketFolder.write(folder.resolve("market"));
            Result trained = new CommandLineRun(folder).run("train --models models --source", "csv:" + market);
            assertThat(trained.status()).as(trained.err()).isZero();
        }
        List<String> failures = new ArrayList<>();
        int published = 0;
        for (int seed = 0; seed < markets; seed++) {
            Path data = MarketFolder.writeAs(Underlying.NIFTY50, folder.resolve("data"), 700);
            Random random = new Random(seed);
            int damages = 1 + random.nextInt(2);
            for (int i = 0; i < damages; i++) {
                damage(data.resolve(FILES.get(random.nextInt(FILES.size()))), random);
            }
            String asOf = random.nextInt(3) == 0 ? "2024-12-31T06:30:00Z" : "2024-12-31T14:00:00Z";
            Result result = new CommandLineRun(folder)
                    .with(engines)
                    .run(
                            "infer --lenient --source csv:data --out published.json --as-of " + asOf + " --models",
                            models.toString());
            published += result.status() == 0 ? 1 : 0;
            if (result.status() != 0 && result.status() != 10) {
                failures.add("seed " + seed + ": exit " + result.status() + ": " + result.err());
            }
        }
        assertThat(failures).isEmpty();
        assertThat(published).as("some damage is harmless, most is not").isBetween(1, markets / 2);
    }

    private static void damage(Path file, Random random) throws IOException {
        List<String> all = Files.readAllLines(file);
        List<String> lines = new ArrayList<>(all.subList(1, all.size()));
        if (lines.size() > 100) {
            DAMAGES.get(random.nextInt(DAMAGES.size())).inflict(lines, random);
        }
        lines.add(0, all.get(0));
        Files.write(file, lines);
    }

    private static String stamp(String line) {
        return line.substring(0, line.indexOf(','));
    }

    private static String prices(String line, double price, double range) {
        return String.format(
                Locale.ROOT, "%s,%s,%s,%s,%s", stamp(line), price, price * (1 + range), price * (1 - range), price);
    }

    private static void scale(List<String> lines, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int k = 1; k <= 4; k++) {
                cells[k] = Double.toString(Double.parseDouble(cells[k]) * factor);
            }
            lines.set(i, String.join(",", cells));
        }
    }

    private static void scaleSome(List<String> lines, Random random, double factor) {
        int from = random.nextInt(lines.size());
        scale(lines, from, Math.min(lines.size(), from + 1 + random.nextInt(12)), factor);
    }

    private static void moveYears(List<String> lines, int from, int to, int years) {
        for (int i = from; i < to; i++) {
            String stamp = stamp(lines.get(i));
            String moved = LocalDate.parse(stamp.substring(0, 10)).plusYears(years) + stamp.substring(10);
            lines.set(i, moved + lines.get(i).substring(stamp.length()));
        }
    }
}
