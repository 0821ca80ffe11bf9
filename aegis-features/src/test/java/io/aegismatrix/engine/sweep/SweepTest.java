package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Ticker;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.engine.backtest.Predictions;
import io.aegismatrix.features.FeatureSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final BacktestPeriod YEAR =
            new BacktestPeriod(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31), 63);
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults();
    private static final MarketSnapshot MARKET = MarketSources.synthetic(3).snapshot(MarketRequest.nifty50(EVENING));

    @TempDir
    private Path folder;

    private final Coin coin = new Coin(Double.MAX_VALUE);

    private ResultStore store() {
        return ResultStore.folder(folder);
    }

    private SweepWork work(Coin engine) {
        return new SweepWork(
                List.of(engine), store(), new SweepWork.Worker("here", "some cpu", 1, Ticker.systemTicker()));
    }

    private SweepTask task(long seed) throws IOException {
        return new SweepTask(
                "synthetic-3",
                Coin.ID,
                YEAR,
                SETTINGS.withSeed(seed),
                store().putMarket(SweepMarket.bytes(MARKET)),
                CodeHash.of(List.of(coin)));
    }

    private SweepPlan plan(int seeds) throws IOException {
        List<SweepTask> tasks = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            tasks.add(task(seed));
        }
        return SweepPlan.of(tasks);
    }

    private Path file(SweepTask task, String name) {
        return folder.resolve("results").resolve(task.path()).resolve(name);
    }

    @Test
    void a_task_is_a_line_and_its_key_depends_on_all_of_it() {
        String input = "0123456789abcdef".repeat(4);
        SweepTask task = new SweepTask("NIFTY50", Coin.ID, YEAR, SETTINGS, input, "89abcdef01234567");

        assertThat(task.line())
                .isEqualTo("NIFTY50,coin,2024-01-01,2024-12-31,63,20241231,6,5,50," + input + ",89abcdef01234567");
        assertThat(SweepTask.parse(task.line())).isEqualTo(task);
        // Golden: sha256sum of that line.
        assertThat(task.key()).isEqualTo("72dcadebd602c2da");
        assertThat(List.of(
                        new SweepTask("NIFTY", Coin.ID, YEAR, SETTINGS, input, "89abcdef01234567"),
                        new SweepTask(
                                "NIFTY50", Coin.ID, YEAR.withRefitSessions(21), SETTINGS, input, "89abcdef01234567"),
                        new SweepTask("NIFTY50", Coin.ID, YEAR, SETTINGS.withSeed(2), input, "89abcdef01234567"),
                        new SweepTask("NIFTY50", Coin.ID, YEAR, SETTINGS, "1" + input.substring(1), "89abcdef01234567"),
                        new SweepTask("NIFTY50", Coin.ID, YEAR, SETTINGS, input, "99abcdef01234567")))
                .extracting(SweepTask::key)
                .doesNotContain(task.key())
                .doesNotHaveDuplicates();
        assertThat(new SweepTask("NIFTY50", Coin.ID, YEAR, SETTINGS.withThreads(7), input, "89abcdef01234567").key())
                .as("no byte depends on threads")
                .isEqualTo(task.key());
    }

    @Test
    void lines_and_names_that_are_none_are_quoted() {
        assertThatThrownBy(() -> SweepTask.parse("NIFTY50,coin"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NIFTY50,coin");
        assertThatThrownBy(() -> new SweepTask("../up", Coin.ID, YEAR, SETTINGS, "0123456789", "0123456789"))
                .hasMessageContaining("'../up'");
        assertThatThrownBy(() -> SweepPlan.parse(List.of("a,b"), "plan.csv")).hasMessageContaining("plan.csv: no plan");
        assertThatThrownBy(() -> SweepPlan.parse(List.of(String.join(",", SweepTask.COLUMNS), "x"), "plan.csv"))
                .hasMessageContaining("plan.csv:2:");
    }

    @Test
    void a_market_comes_back_as_it_was_and_one_changed_bar_is_another_market() {
        BarSeries night =
                BarSeries.of("SP500", List.of(new DailyBar(LocalDate.of(2024, 12, 27), 5900, 5950, 5880, 5940, 0)));
        MarketSnapshot market = MarketSnapshot.at(EVENING, MARKET.underlying(), MARKET.calendar())
                .daily(MARKET.daily())
                .volatilityIndex(MARKET.volatilityIndex())
                .companion(new CompanionSeries(Companion.SP500, "test", night))
                .synthetic(true)
                .assessQuality(List.of(), List.of())
                .build();
        byte[] bytes = SweepMarket.bytes(market);

        MarketSnapshot read = SweepMarket.parse(bytes, "market");

        assertThat(SweepMarket.bytes(read)).isEqualTo(bytes);
        assertThat(read.daily()).isEqualTo(market.daily());
        assertThat(read.volatilityIndex()).isEqualTo(market.volatilityIndex());
        assertThat(read.companion(Companion.SP500).orElseThrow().bars()).isEqualTo(night);
        assertThat(read.underlying()).isEqualTo(market.underlying());
        assertThat(read.synthetic()).isTrue();
        List<DailyBar> bars = new ArrayList<>(market.daily().bars());
        DailyBar last = bars.get(bars.size() - 1);
        bars.set(
                bars.size() - 1,
                new DailyBar(last.session(), last.open(), last.high(), last.low(), Math.nextUp(last.low()), 0));
        MarketSnapshot changed = MarketSnapshot.at(EVENING, market.underlying(), market.calendar())
                .daily(BarSeries.of(market.underlying().name(), bars))
                .volatilityIndex(market.volatilityIndex())
                .assessQuality(List.of(), List.of())
                .build();
        assertThat(SweepMarket.hash(SweepMarket.bytes(changed))).isNotEqualTo(SweepMarket.hash(bytes));
    }

    @Test
    void what_is_no_market_is_refused() {
        assertThatThrownBy(() -> SweepMarket.parse("no gzip".getBytes(UTF_8), "markets/x.csv.gz"))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("markets/x.csv.gz: no market of a sweep");
    }

    @Test
    void forecasts_come_back_from_their_table() throws IOException {
        FeatureSet features = FeatureSet.of(MARKET);
        Predictions predictions = new Predictions();
        coin.backtest(features, YEAR, SETTINGS, predictions, ProgressListener.silent());
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        PredictionTable.write(table, features.history(), predictions.sorted());

        assertThat(PredictionTable.read(
                        new ByteArrayInputStream(table.toByteArray()), features.history(), "predictions.csv"))
                .isEqualTo(predictions.sorted());
    }

    @Test
    void a_sweep_is_run_once_and_never_again() throws IOException {
        SweepPlan plan = plan(4);
        List<Integer> left = new ArrayList<>();

        SweepProgress first =
                new LocalSweepRunner(work(coin), 2).run(plan, (task, receipt, progress) -> left.add(progress.left()));
        SweepProgress second = new LocalSweepRunner(work(coin), 2).run(plan, (task, receipt, progress) -> {});

        assertThat(left).containsExactly(3, 2, 1, 0);
        assertThat(coin.walked()).isEqualTo(4);
        assertThat(first.ok()).isEqualTo(4);
        assertThat(second.left()).isZero();
        assertThat(first.secondsLeft()).isEqualTo(OptionalDouble.of(0));
        byte[] data = store().data(plan.tasks().get(0));
        try (GZIPInputStream rows = new GZIPInputStream(new ByteArrayInputStream(data))) {
            assertThat(new String(rows.readAllBytes(), UTF_8))
                    .startsWith("as_of,output,horizon,parameter,value\n2024-01-01");
        }
    }

    @Test
    void what_a_market_does_not_allow_is_a_result_and_stops_nothing() throws IOException {
        Coin picky = new Coin(0);
        SweepPlan plan = plan(2);

        SweepProgress end = new LocalSweepRunner(work(picky), 1).run(plan, (task, receipt, progress) -> {});
        new LocalSweepRunner(work(picky), 1).run(plan, (task, receipt, progress) -> {});

        assertThat(end.failed()).isEqualTo(2);
        assertThat(picky.walked()).as("another attempt would only repeat it").isEqualTo(2);
        assertThat(store().find(plan.tasks().get(0)).orElseThrow().reason()).isEqualTo("the newest close is above 0.0");
    }

    @Test
    void damaged_results_are_found_and_made_again_to_the_same_bytes() throws IOException {
        SweepTask task = task(1);
        work(coin).run(task, 1);
        byte[] data = store().data(task);
        byte[] receipt = Files.readAllBytes(file(task, "receipt.json"));
        byte[] flipped = data.clone();
        flipped[data.length / 2] ^= 1;
        List<Callable<Path>> damages = List.of(
                () -> Files.write(file(task, "predictions.csv.gz"), flipped),
                () -> Files.write(file(task, "predictions.csv.gz"), new byte[0]),
                () -> Files.write(file(task, "receipt.json"), new byte[0]),
                () -> Files.write(file(task, "receipt.json"), "{\"key\":".getBytes(UTF_8)),
                () -> Files.writeString(
                        file(task, "receipt.json"), new String(receipt, UTF_8).replace(task.key(), "0".repeat(16))),
                () -> {
                    Files.delete(file(task, "predictions.csv.gz"));
                    return folder;
                });
        int walked = 1;
        for (Callable<Path> damage : damages) {
            call(damage);

            assertThat(store().verify(task)).isEmpty();
            assertThat(work(coin).run(task, 2).attempt()).isEqualTo(2);
            assertThat(store().data(task)).isEqualTo(data);
            assertThat(coin.walked()).isEqualTo(++walked);
        }
    }

    private static void call(Callable<Path> damage) {
        try {
            damage.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void several_runners_on_one_folder_come_to_one_result() throws Exception {
        SweepPlan plan = plan(6);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<SweepProgress>> runners = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runners.add(() -> new LocalSweepRunner(work(coin), 2).run(plan, (task, receipt, progress) -> {}));
            }
            for (Future<SweepProgress> runner : threads.invokeAll(runners)) {
                assertThat(runner.get().ok()).isEqualTo(6);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(SweepProgress.of(plan, store()).left()).isZero();
    }

    @Test
    void a_task_planned_with_other_code_is_refused() throws IOException {
        SweepTask task = task(1);
        SweepTask old = new SweepTask(
                task.market(), task.engine(), task.period(), task.settings(), task.input(), "0123456789abcdef");

        assertThatThrownBy(() -> work(coin).run(old, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0123456789abcdef")
                .hasMessageContaining("plan again");
        assertThat(coin.walked()).isZero();
    }

    @Test
    void a_market_that_was_changed_in_the_folder_ends_the_run() throws IOException {
        SweepTask task = task(1);
        Files.write(folder.resolve("markets").resolve(task.input() + ".csv.gz"), new byte[] {1});

        assertThatThrownBy(() -> new LocalSweepRunner(work(coin), 1)
                        .run(new SweepPlan(List.of(task)), (one, receipt, progress) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its bytes are not those it was planned with");
    }

    @Test
    void a_plan_begins_with_what_takes_longest_and_has_each_task_once() throws IOException {
        SweepPlan plan = plan(3);
        Path file = folder.resolve(SweepPlan.FILE);
        plan.write(file);

        assertThat(SweepPlan.read(file)).isEqualTo(plan);
        SweepTask task = plan.tasks().get(0);
        assertThatThrownBy(() -> new SweepPlan(List.of(task, task))).hasMessageContaining(task.line());
        assertThat(SweepPlan.of(List.of(named("buyer"), named("seller"), named("direction")))
                        .tasks())
                .extracting(one -> one.engine().id())
                .containsExactly("direction", "seller", "buyer");
    }

    private static SweepTask named(String engine) {
        return new SweepTask("M", new EngineId(engine), YEAR, SETTINGS, "0123456789", "0123456789");
    }

    @Test
    void what_is_left_is_told_by_what_was_needed() throws IOException {
        SweepPlan plan = plan(4);
        SweepProgress.Tally tally = new SweepProgress.Tally(plan);
        assertThat(tally.progress().secondsLeft()).isEmpty();
        tally.add(plan.tasks().get(0), receipt(plan.tasks().get(0), 10));
        tally.add(plan.tasks().get(1), receipt(plan.tasks().get(1), 20));

        assertThat(tally.progress().secondsLeft().orElseThrow()).isCloseTo(30, within(1e-9));
        assertThat(tally.progress().secondsLeft(2).orElseThrow()).isCloseTo(15, within(1e-9));
        assertThat(tally.progress().meanSeconds()).containsEntry("coin", 15.0);
    }

    private static TaskReceipt receipt(SweepTask task, double seconds) {
        return new TaskReceipt(task.key(), TaskReceipt.Status.OK, "", 1, "0", 1, seconds, "h", "c", 1);
    }
}
