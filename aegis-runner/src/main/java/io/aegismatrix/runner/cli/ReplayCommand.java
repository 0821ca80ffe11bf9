package io.aegismatrix.runner.cli;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.Replay;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.process.RunLock;
import io.aegismatrix.runner.replay.ReplayFolder;
import io.aegismatrix.runner.replay.ReplayPlan;
import io.aegismatrix.runner.replay.ReplaySummary;
import io.aegismatrix.runner.replay.ReplayTerms;
import io.aegismatrix.runner.replay.ReplayTerms.ReplayMarket;
import io.aegismatrix.runner.replay.Rhythm;
import io.aegismatrix.runner.replay.Slots;
import io.aegismatrix.runner.report.ReplayReport;
import java.nio.file.InvalidPathException;
import java.time.LocalDate;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lives a stretch of the past as a schedule would have, and tells what was published and what held. */
@Command(
        name = "replay",
        description =
                "Lives the past as a schedule would have, on a clock of its own: trains, infers, scores, session by"
                        + " session. Killed or stopped, it goes on where it was when it is run again.")
final class ReplayCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private SourceFlags market = new SourceFlags();

    @Mixin
    private IndicesFlag indices = new IndicesFlag();

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First day to publish on.")
    private String from = "";

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last day to publish on.")
    private String to = "";

    @Option(
            names = "--retrain",
            paramLabel = "weekly|monthly|quarterly",
            description = "How often seller and buyer are trained anew. Default: monthly")
    private String retrain = "monthly";

    @Option(
            names = "--retrain-network",
            paramLabel = "weekly|monthly|quarterly",
            description = "How often direction is, whose network takes most of the time. Default: quarterly")
    private String network = "quarterly";

    @Option(names = "--years", paramLabel = "N", description = "Years of history to train on. Default: 5")
    private String years = "5";

    @Option(
            names = "--slots",
            paramLabel = "close|HH:MM,...",
            description = "When to publish: after the close, or at times in the session, which need intraday bars."
                    + " Default: close")
    private String slots = "close";

    @Option(names = "--out", paramLabel = "DIR", description = "Where everything is kept. Default: aegis-replay")
    private String out = "aegis-replay";

    @Mixin
    private TrainingFlags training = new TrainingFlags();

    @Mixin
    private WideFlag wide = new WideFlag();

    ReplayCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        training.addTo(flags);
        market.addTo(flags);
        indices.addTo(flags);
        aegis.forEachIndex(flags.map(), this::replay);
    }

    private void replay(Settings settings) {
        SourceOption source = settings.requireSource();
        if (source.asksTheNetwork()) {
            throw CommandException.usage("replay reads the past, and " + source.text()
                    + " asks the network for the present; 'fetch' first, then --source store, or give csv:DIR");
        }
        ReplayPlan plan = plan();
        ReplayFolder folder = folder();
        RunLock.ofFolder(folder.root(), aegis.cache())
                .hold(
                        RunLock.Owner.current(
                                aegis.context(), "replay", aegis.journal().start()),
                        aegis.console()::warn,
                        () -> {
                            ReplayReport report =
                                    new ReplayReport(plan, source.text(), live(plan, terms(settings, source), folder));
                            report.write(folder);
                            int width = wide.width(aegis.context());
                            aegis.print(report.table(width), width);
                            aegis.console().progress("wrote " + folder.report() + " and " + folder.figures());
                        });
    }

    private ReplaySummary live(ReplayPlan plan, ReplayTerms terms, ReplayFolder folder) {
        TrainingProgress line =
                TrainingProgress.of(aegis.context(), aegis.console(), "reading the market of " + plan.from());
        ReplayProgress progress = new ReplayProgress(line, aegis.console(), aegis.clock(), aegis.termination());
        boolean over = false;
        try {
            ReplaySummary summary = Replay.of(aegis.context().engines()).run(plan, terms, folder.root(), progress);
            over = true;
            return summary;
        } catch (CancellationException e) {
            throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()), e);
        } finally {
            line.close();
            if (!over) {
                aegis.console()
                        .warn("the replay stopped " + progress.where() + "; run the same command again to go on from"
                                + " there");
            }
        }
    }

    private static ReplayTerms terms(Settings settings, SourceOption source) {
        return new ReplayTerms(
                new ReplayMarket(source.source(), source.text(), source.text().startsWith(SourceOption.SYNTHETIC)),
                settings.underlying(),
                settings.training(),
                settings.quality(),
                settings.expiry(),
                settings.degraded(),
                settings.modelsKeep());
    }

    private ReplayPlan plan() {
        LocalDate first = aegis.day("--from", from);
        LocalDate last = aegis.day("--to", to);
        LocalDate today = aegis.clock()
                .instant()
                .atZone(MarketSources.nseCalendar().zone())
                .toLocalDate();
        if (!last.isBefore(today)) {
            throw CommandException.usage("--to must be a day that is over, was " + last + ", and today is " + today);
        }
        Rhythm trees = parsed("--retrain", retrain, Rhythm::parse);
        Rhythm direction = parsed("--retrain-network", network, Rhythm::parse);
        Slots moments = parsed("--slots", slots, Slots::parse);
        int length = parsed("--years", years, Integer::parseInt);
        return parsed("replay", from, text -> new ReplayPlan(first, last, trees, direction, length, moments));
    }

    private static <T> T parsed(String flag, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new CommandException(ExitCode.USAGE, flag + " must be a whole number, was '" + text + "'", e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, flag + " " + e.getMessage(), e);
        }
    }

    private ReplayFolder folder() {
        try {
            return new ReplayFolder(aegis.place(out));
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, "--out must be a folder, was '" + out + "'", e);
        }
    }
}
