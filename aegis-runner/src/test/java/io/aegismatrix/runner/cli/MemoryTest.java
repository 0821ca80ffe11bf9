package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.Figures;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.direction.internal.EpochListener;
import io.aegismatrix.direction.internal.SequenceSettings;
import io.aegismatrix.direction.internal.SequenceTask;
import io.aegismatrix.direction.internal.SequenceTrainer;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What a process holds on to while it works on and on: nothing. */
@Tag("slow")
class MemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MIB = 1 << 20;
    private static final Instant AS_OF = Instant.parse("2024-12-31T12:00:00Z");

    @Test
    void a_thousand_inferences_leave_nothing_behind(TestReporter reporter) {
        ModelStore models = ModelStore.directory(Path.of("..", "models"));
        List<Engine<?>> engines =
                List.of(DirectionEngine.load(models), SellerEngine.load(models), BuyerEngine.load(models));
        MarketSnapshot market = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(AS_OF));
        infer(engines, market, 50);
        long before = heap();
        infer(engines, market, 950);
        long after = heap();

        Figures.tell(
                reporter,
                "heap",
                "after 50 inferences " + (before >> 10) + " KiB, after 1,000 " + (after >> 10) + " KiB");
        assertThat(after - before).isLessThan(MIB);
    }

    private static void infer(List<Engine<?>> engines, MarketSnapshot market, int times) {
        for (int i = 0; i < times; i++) {
            FeatureSet features = FeatureSet.forForecast(market);
            engines.forEach(engine -> assertThat(engine.evaluate(features)).isNotNull());
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void a_hundred_steps_of_training_leave_nothing_behind_outside_of_java_either(TestReporter reporter)
            throws IOException {
        assumeThat(STATUS).as("the system tells resident memory in " + STATUS).exists();
        SequenceSettings defaults = SequenceSettings.defaults(3);
        SequenceSettings once = defaults.withTraining(defaults.learningRate(), 1, 1);
        SequenceTask training = random(10 * once.batch(), once, 1);
        SequenceTask validation = random(once.batch(), once, 2);
        // The heap has grown to what training takes before the count begins.
        train(training, validation, once, 14);
        long before = resident();
        train(training, validation, once, 10);
        long after = resident();

        Figures.tell(
                reporter,
                "resident",
                "after 140 steps " + before / MIB + " MiB, after 100 more " + after / MIB + " MiB");
        assertThat(after - before).isLessThan(64 * MIB);
    }

    private static void train(SequenceTask training, SequenceTask validation, SequenceSettings settings, int times) {
        for (int i = 0; i < times; i++) {
            SequenceTrainer.train(training, validation, settings, EpochListener.none());
        }
    }

    private static SequenceTask random(int sequences, SequenceSettings settings, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[sequences + settings.window() - 1][26];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        int[][] classes = new int[sequences][settings.heads()];
        float[][] weights = new float[sequences][settings.heads()];
        for (int i = 0; i < sequences; i++) {
            for (int head = 0; head < settings.heads(); head++) {
                classes[i][head] = random.nextInt(3);
                weights[i][head] = 1;
            }
        }
        return SequenceTask.of(
                rows, IntStream.range(settings.window() - 1, rows.length).toArray(), classes, weights);
    }

    private static long resident() throws IOException {
        heap();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
