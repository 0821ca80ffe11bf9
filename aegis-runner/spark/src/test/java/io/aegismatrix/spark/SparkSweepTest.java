package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.engine.sweep.CodeHash;
import io.aegismatrix.engine.sweep.Coin;
import io.aegismatrix.engine.sweep.LocalSweepRunner;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepConflictException;
import io.aegismatrix.engine.sweep.SweepMarket;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.SweepWork;
import io.aegismatrix.engine.sweep.TaskReceipt;
import io.aegismatrix.engine.sweep.WorkerMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same plan on this machine, on Spark in this process, and on two executors of their own. */
final class SparkSweepTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final BacktestPeriod QUARTER =
            new BacktestPeriod(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 6, 28), 126);
    /** Between the newest closes of the markets: some have a back-test, some a reason why not. */
    private static final double BOUND = 25_000;

    @TempDir
    private Path folder;

    private Path here() {
        return folder.resolve("here");
    }

    private Path there() {
        return folder.resolve("there");
    }

    private static SweepPlan plan(Trainers trainers, int seeds, Path... folders) throws IOException {
        Collection<EngineTrainer> made = trainers.make();
        List<SweepTask> tasks = new ArrayList<>();
        for (int market = 1; market <= 2; market++) {
            byte[] bytes = SweepMarket.bytes(MarketSources.synthetic(market).snapshot(MarketRequest.nifty50(EVENING)));
            String input = "";
            for (Path one : folders) {
                input = ResultStore.folder(one).putMarket(bytes);
            }
            for (EngineTrainer trainer : made) {
                for (int seed = 1; seed <= seeds; seed++) {
                    tasks.add(new SweepTask(
                            "synthetic-" + market,
                            trainer.engine(),
                            QUARTER,
                            TrainingSettings.defaults().withSeed(seed),
                            input,
                            CodeHash.of(made)));
                }
            }
        }
        return SweepPlan.of(tasks);
    }

    private static void runHere(SweepPlan plan, Trainers trainers, Path folder) throws IOException {
        SweepWork work =
                new SweepWork(trainers.make(), ResultStore.folder(folder), WorkerMachine.here(Ticker.systemTicker()));
        new LocalSweepRunner(work, 1).run(plan, (task, receipt, progress) -> {});
    }

    private static void requireSame(SweepPlan plan, Path one, Path other) throws IOException {
        for (SweepTask task : plan.tasks()) {
            TaskReceipt first = ResultStore.folder(one).verify(task).orElseThrow();
            TaskReceipt second = ResultStore.folder(other).verify(task).orElseThrow();
            assertThat(second.status()).as(task.path()).isEqualTo(first.status());
            assertThat(second.reason()).as(task.path()).isEqualTo(first.reason());
            assertThat(second.dataSha256()).as(task.path()).isEqualTo(first.dataSha256());
        }
    }

    @Test
    void in_this_process_it_comes_to_the_same_bytes_and_does_nothing_twice() throws IOException {
        Trainers trainers = () -> List.of(new Coin(BOUND), BuyerEngine.trainer());
        SweepPlan plan = plan(trainers, 2, here(), there());
        runHere(plan, trainers, here());
        List<Integer> left = Collections.synchronizedList(new ArrayList<>());
        try (JavaSparkContext context = new JavaSparkContext(ClusterHome.conf("local[2]"))) {
            SparkSweepRunner runner = new SparkSweepRunner(context, there().toUri(), trainers);

            assertThat(runner.preflight(plan)).hasSize(1).first().asString().contains("XGBoost ready");
            SweepProgress end = runner.run(plan, (task, receipt, progress) -> left.add(progress.left()));

            assertThat(left).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
            assertThat(end.ok() + end.failed()).isEqualTo(8);
            requireSame(plan, here(), there());
            SweepTask first = plan.tasks().get(0);
            Path receipt = there().resolve("results").resolve(first.path()).resolve("receipt.json");
            byte[] before = Files.readAllBytes(receipt);
            Files.delete(there().resolve("results")
                    .resolve(plan.tasks().get(1).path())
                    .resolve("receipt.json"));

            runner.run(plan, (task, again, progress) -> {});

            assertThat(receipt).as("not done again").hasBinaryContent(before);
            requireSame(plan, here(), there());
        }
    }

    @Test
    void all_forecasts_come_back_from_one_dataset() throws IOException {
        Trainers trainers = () -> List.of(new Coin(BOUND), BuyerEngine.trainer());
        SweepPlan plan = plan(trainers, 2, here());
        runHere(plan, trainers, here());
        URI dataset = folder.resolve("dataset").toUri();
        List<String> kept = new ArrayList<>();
        ResultStore results = ResultStore.folder(here());
        for (SweepTask task : plan.tasks()) {
            if (results.find(task).orElseThrow().ok()) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(results.data(task)))) {
                    PredictionTable.read(in, task.path(), line -> kept.add(said(task, line)));
                }
            }
        }
        try (JavaSparkContext context = new JavaSparkContext(ClusterHome.conf("local[2]"))) {
            assertThat(SweepDataset.write(context, plan, here().toUri(), dataset))
                    .isEqualTo(kept.size());

            List<String> read =
                    SparkSession.builder().getOrCreate().read().parquet(dataset.toString()).collectAsList().stream()
                            .map(row -> String.join(
                                    " ",
                                    row.getAs("engine"),
                                    row.getAs("market"),
                                    String.valueOf(row.<Long>getAs("seed")),
                                    String.valueOf(row.<Date>getAs("as_of")),
                                    row.getAs("output"),
                                    String.valueOf(row.<Integer>getAs("horizon")),
                                    String.valueOf(row.<Double>getAs("parameter")),
                                    String.valueOf(row.<Double>getAs("value"))))
                            .toList();

            assertThat(read).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(folder.resolve("dataset/engine=buyer/market=synthetic-1"))
                    .isDirectory();
            assertThatThrownBy(() -> SweepDataset.write(context, plan, here().toUri(), dataset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("exists; name a new folder");
        }
    }

    private static String said(SweepTask task, PredictionTable.Line line) {
        double parameter = line.forecast().parameter();
        return String.join(
                " ",
                task.engine().id(),
                task.market(),
                String.valueOf(task.settings().seed()),
                line.asOf().toString(),
                line.forecast().output().text(),
                String.valueOf(line.forecast().horizon()),
                Double.isNaN(parameter) ? "null" : String.valueOf(parameter),
                String.valueOf(line.forecast().value()));
    }

    @Test
    void on_executors_of_their_own_it_comes_to_the_same_bytes() throws IOException {
        Trainers trainers = () -> List.of(new Coin(BOUND), BuyerEngine.trainer());
        SweepPlan plan = plan(trainers, 1, here(), there());
        runHere(plan, trainers, here());
        try (JavaSparkContext context = new JavaSparkContext(ClusterHome.conf("local-cluster[2,1,1024]"))) {
            new SparkSweepRunner(context, there().toUri(), trainers).run(plan, (task, receipt, progress) -> {});
        }
        requireSame(plan, here(), there());
    }

    @Test
    void trouble_ends_a_sweep_and_is_told() throws IOException {
        Trainers trainers = () -> List.of(new Coin(Double.MAX_VALUE));
        SweepPlan plan = plan(trainers, 1, there());
        SweepTask task = plan.tasks().get(0);
        SweepTask old = new SweepTask(
                task.market(), task.engine(), task.period(), task.settings(), task.input(), "0123456789abcdef");
        SweepTask lost = new SweepTask(
                task.market(), task.engine(), task.period(), task.settings(), "0".repeat(64), task.code());
        try (JavaSparkContext context = new JavaSparkContext(ClusterHome.conf("local[2]"))) {
            SparkSweepRunner runner = new SparkSweepRunner(context, there().toUri(), trainers);

            assertThatThrownBy(() -> runner.run(new SweepPlan(List.of(old)), (one, receipt, progress) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0123456789abcdef");
            assertThatThrownBy(() -> runner.run(new SweepPlan(List.of(lost)), (one, receipt, progress) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("0".repeat(64));
            assertThatThrownBy(() -> forged(context, plan))
                    .isInstanceOf(SweepConflictException.class)
                    .hasMessageContaining("one task, two results");
        }
    }

    /** A node that does not see what is there when it begins, and comes to other bytes. */
    private SweepProgress forged(JavaSparkContext context, SweepPlan plan) throws IOException {
        String folder = there().toString();
        String code = CodeHash.of(List.of(new ForgingCoin(there(), new SweepPlan(List.of()))));
        List<String> lines = plan.tasks().stream()
                .map(task -> new SweepTask(
                                task.market(), task.engine(), task.period(), task.settings(), task.input(), code)
                        .line())
                .toList();
        Trainers forging = () -> List.of(new ForgingCoin(Path.of(folder), parsed(lines)));
        return new SparkSweepRunner(context, there().toUri(), forging)
                .run(parsed(lines), (one, receipt, progress) -> {});
    }

    private static SweepPlan parsed(List<String> lines) {
        return new SweepPlan(lines.stream().map(SweepTask::parse).toList());
    }

    @Test
    void the_call_says_what_it_lacks_and_what_it_did() throws IOException {
        try (JavaSparkContext context = new JavaSparkContext(ClusterHome.conf("local[2]"))) {
            Said none = call(context, "--plan", "file:/x/plan.csv");
            Said unknown = call(context, "--what", "x");
            Said relative = call(context, "--plan", "plan.csv", "--out", "out");
            Said missing = call(
                    context,
                    "--plan",
                    folder.toUri() + "plan.csv",
                    "--out",
                    folder.toUri().toString());

            assertThat(none.err).contains("--out is missing");
            assertThat(unknown.err).contains("'--what'");
            assertThat(relative.status).isEqualTo(SparkSweepMain.USAGE);
            assertThat(missing.err).contains("plan.csv");

            Trainers trainers = () -> List.of(BuyerEngine.trainer());
            SweepPlan plan = plan(trainers, 1, there());
            plan.write(there().resolve(SweepPlan.FILE));
            Said said = call(
                    context,
                    "--plan",
                    there().resolve(SweepPlan.FILE).toUri().toString(),
                    "--out",
                    there().toUri().toString());

            assertThat(said.status).as(said.err).isZero();
            assertThat(said.out)
                    .contains("ready: ", "sweep 1/2 synthetic-", "left", "2 back-tests: 2 done, 0 without one, 0 left");
        }
    }

    private record Said(int status, String out, String err) {}

    private static Said call(JavaSparkContext context, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = SparkSweepMain.run(
                context, List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Said(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    @Test
    void a_plan_with_an_engine_nobody_ships_is_refused() {
        SweepTask task = new SweepTask(
                "M", new EngineId("coin"), QUARTER, TrainingSettings.defaults(), "0123456789", "0123456789");

        assertThatThrownBy(() -> Trainers.shipped(new SweepPlan(List.of(task))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'coin'");
    }
}
