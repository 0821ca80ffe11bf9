package io.aegismatrix.runner.cli;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.publish.SnapshotGates;
import io.aegismatrix.runner.sweep.SweepDesign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes down what is to be run: each market once, and a line a back-test. */
@Command(
        name = "plan",
        description = "Keeps the markets of a sweep and lists its back-tests in plan.csv. Runs nothing.")
final class SweepPlanCommand implements Runnable {

    private static final Pattern SYNTHETIC = Pattern.compile("synthetic:(\\d+)(?:\\.\\.(\\d+))?");
    private static final int MOST_SYNTHETIC = 10_000;

    private final AegisCommand aegis;

    @Mixin
    private SweepFlag sweep = new SweepFlag();

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Option(
            names = "--market",
            paramLabel = "NAME",
            description = "NIFTY50, BANKNIFTY and so on from the source, one of underlying-files, or synthetic:SEED, or"
                    + " synthetic:1..6. Repeatable. Default: the configured underlying")
    private List<String> markets = new ArrayList<>();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Only this engine: direction, seller or buyer. Repeatable. Default: all")
    private List<String> engines = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First session to forecast from.")
    private String from = "";

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last session to forecast from.")
    private String to = "";

    @Option(
            names = "--refit",
            paramLabel = "SESSIONS",
            description = "How often models are trained anew, in sessions. Repeatable. Default: 63")
    private List<Integer> refits = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything random. Repeatable. Default: 20241231")
    private List<Long> seeds = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes of the sequence network. Default: 50")
    private @Nullable String epochs;

    SweepPlanCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags().put(SettingKey.EPOCHS, "--epochs", epochs);
        market.addTo(flags);
        Configuration configuration = aegis.configuration(flags.map());
        aegis.journal().begin(aegis.console());
        Settings settings = aegis.settings(configuration);
        Path folder = sweep.folder(aegis);
        SweepDesign design = new SweepDesign(
                List.copyOf(EngineNames.parseAll(aegis.context().engines(), "--engine", engines)),
                periods(),
                settings(settings));
        try {
            Files.createDirectories(folder);
            SweepPlan plan =
                    design.plan(aegis.context().engines(), markets(configuration, settings), sweep.store(aegis));
            plan.write(folder.resolve(SweepPlan.FILE));
            aegis.print(plan.tasks().size() + " back-tests in " + folder.resolve(SweepPlan.FILE));
        } catch (IOException e) {
            throw CommandException.of(folder + ": the sweep cannot be planned there", e);
        }
    }

    private List<BacktestPeriod> periods() {
        try {
            BacktestPeriod period =
                    new BacktestPeriod(aegis.day("--from", from), aegis.day("--to", to), BacktestPeriod.QUARTER);
            return refits.isEmpty()
                    ? List.of(period)
                    : refits.stream().map(period::withRefitSessions).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private List<TrainingSettings> settings(Settings settings) {
        return seeds.isEmpty()
                ? List.of(settings.training())
                : seeds.stream().map(settings.training()::withSeed).toList();
    }

    private SortedMap<String, Supplier<MarketSnapshot>> markets(Configuration configuration, Settings settings) {
        Instant asOf = market.asOf(aegis);
        SortedMap<String, Supplier<MarketSnapshot>> named = new TreeMap<>();
        if (markets.isEmpty()) {
            Underlying underlying = settings.underlying();
            named.put(underlying.name(), () -> read(settings, underlying, asOf));
        }
        for (String name : markets) {
            Matcher synthetic = SYNTHETIC.matcher(name);
            if (synthetic.matches()) {
                addSynthetic(named, synthetic, settings.underlying(), asOf);
            } else {
                Underlying underlying = configuration
                        .underlying(name)
                        .orElseThrow(
                                () -> CommandException.usage(
                                        "--market: no market named '" + name
                                                + "'; there are "
                                                + Underlying.KNOWN.stream()
                                                        .map(Underlying::name)
                                                        .toList()
                                                + ", the configured one, those of underlying-files, synthetic:SEED and synthetic:FIRST..LAST"));
                named.put(name, () -> read(settings, underlying, asOf));
            }
        }
        return named;
    }

    private static void addSynthetic(
            SortedMap<String, Supplier<MarketSnapshot>> named, Matcher seeds, Underlying underlying, Instant asOf) {
        long first = Long.parseLong(seeds.group(1));
        long last = seeds.group(2) == null ? first : Long.parseLong(seeds.group(2));
        if (last < first || last - first >= MOST_SYNTHETIC) {
            throw CommandException.usage("--market: synthetic:FIRST..LAST must be 1 to " + MOST_SYNTHETIC
                    + " seeds in ascending order, was " + seeds.group());
        }
        for (long seed = first; seed <= last; seed++) {
            String option = SourceOption.SYNTHETIC + ":" + seed;
            // Opened when it is wanted: a source keeps the market it has invented.
            named.put(
                    SourceOption.SYNTHETIC + "-" + seed,
                    () -> SourceOption.synthetic(option)
                            .source()
                            .snapshot(new MarketRequest(underlying, asOf, Optional.empty())));
        }
    }

    private static MarketSnapshot read(Settings settings, Underlying underlying, Instant asOf) {
        MarketSnapshot snapshot =
                settings.requireSource().source().snapshot(new MarketRequest(underlying, asOf, Optional.empty()));
        SnapshotGates.requireComplete(snapshot, settings.quality());
        return snapshot;
    }
}
