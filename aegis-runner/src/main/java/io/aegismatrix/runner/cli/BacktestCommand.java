package io.aegismatrix.runner.cli;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.backtest.BacktestRun;
import io.aegismatrix.runner.backtest.ListedOptions;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.publish.SnapshotGates;
import io.aegismatrix.runner.report.BacktestFiles;
import io.aegismatrix.runner.report.BacktestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Walks through a stretch of the past and tells what would have been published, and how good it was. */
@Command(
        name = "backtest",
        description =
                "Walks forward through the past: trains anew on the way, writes every forecast and how good it was.")
final class BacktestCommand implements Runnable {

    private final AegisCommand aegis;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Only this engine: direction, seller or buyer. Repeatable. Default: all")
    private List<String> engines = new ArrayList<>();

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First session to forecast from.")
    private String from = "";

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last session to forecast from.")
    private String to = "";

    @Option(
            names = "--refit",
            paramLabel = "quarterly|SESSIONS",
            description = "How often models are trained anew; the network every fourth time. Default: quarterly")
    private String refit = "quarterly";

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go. Default: aegis-backtest")
    private String out = "aegis-backtest";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random. Default: 20241231")
    private @Nullable String seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes of the sequence network. Default: 50")
    private @Nullable String epochs;

    @Mixin
    private WideFlag wide = new WideFlag();

    BacktestCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags().put(SettingKey.SEED, "--seed", seed).put(SettingKey.EPOCHS, "--epochs", epochs);
        market.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        BacktestPeriod period = period();
        MarketRequest request = new MarketRequest(settings.underlying(), market.asOf(aegis), Optional.empty());
        SourceOption source = settings.requireSource();
        MarketSnapshot snapshot = TrainingProgress.during(
                aegis.context(),
                aegis.console(),
                "reading the market",
                () -> source.source().snapshot(request));
        SnapshotGates.requireComplete(snapshot, settings.quality());
        Path folder = Configuration.path(aegis.context().folder(), "--out", out);
        FeatureSet features = TrainingProgress.during(
                aegis.context(), aegis.console(), "computing features", () -> FeatureSet.of(snapshot));
        // Read before hours of training: a broken file must be told at once.
        ListedOptions listed = ListedOptions.of(source, request, features);
        listed.noticed().forEach(anomaly -> aegis.console().progress(anomaly.code() + ": " + anomaly.detail()));
        BacktestRun.Result result;
        try (TrainingProgress progress = TrainingProgress.of(aegis.context(), aegis.console(), "training")) {
            result = new BacktestRun(aegis.context().engines())
                    .run(features, period, settings.training(), kinds(), listed, progress);
        }
        BacktestFiles.write(folder, period, result);
        int width = wide.width(aegis.context());
        aegis.print(BacktestReport.table(result.scores(), width), width);
        aegis.console().progress("wrote " + folder);
    }

    private Set<EngineId> kinds() {
        return EngineNames.parseAll(aegis.context().engines(), "--engine", engines);
    }

    private BacktestPeriod period() {
        try {
            return new BacktestPeriod(aegis.day("--from", from), aegis.day("--to", to), refitSessions());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private int refitSessions() {
        if (refit.equals("quarterly")) {
            return BacktestPeriod.QUARTER;
        }
        try {
            return Integer.parseInt(refit);
        } catch (NumberFormatException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--refit must be 'quarterly' or a number of sessions, was '" + refit + "'", e);
        }
    }
}
