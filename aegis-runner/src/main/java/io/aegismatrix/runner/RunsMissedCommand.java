package io.aegismatrix.runner;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.MissedRuns;
import io.aegismatrix.runner.runs.MissedSlot;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.SessionSlots;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the half-hour slots of past sessions in which nothing was published. */
@Command(
        name = "missed",
        description = "Lists the half-hour slots of sessions in which infer published nothing. Exit code 1 if any.")
final class RunsMissedCommand implements Callable<Integer> {

    private static final ZoneId ZONE = MarketSources.nseCalendar().zone();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private static final List<ColumnData<MissedSlot>> COLUMNS = List.of(
            Tables.left("session", missed -> missed.slot().session().toString()),
            Tables.left(
                    "slot (" + ZONE + ")",
                    missed -> time(missed.slot().start()) + " to "
                            + time(missed.slot().end())),
            Tables.left("why", MissedSlot::reason));

    private final AegisCommand aegis;

    @Mixin
    private LedgerFlag ledger = new LedgerFlag();

    @Option(names = "--since", paramLabel = "DATE", description = "First session to look at. Default: today")
    private @Nullable String since;

    RunsMissedCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atZone(ZONE));
    }

    @Override
    public Integer call() {
        Flags flags = new Flags();
        ledger.addTo(flags);
        aegis.configuration(flags.map());
        RunLedger kept = LedgerFlag.require(aegis.journal().settings(), "runs missed");
        Instant now = aegis.clock().instant();
        LocalDate first = Optional.ofNullable(since)
                .map(LedgerFlag::since)
                .orElseGet(() -> now.atZone(ZONE).toLocalDate());
        List<MissedSlot> missed = missed(kept, first, now);
        int expected = slots().ended(first, now).size();
        String summary = missed.size() + " of " + expected + " slots since " + first + " were missed";
        if (missed.isEmpty()) {
            aegis.context().out().println(summary);
            return ExitCode.DONE.status();
        }
        aegis.context().out().println(Tables.of(missed, COLUMNS));
        throw new CommandException(ExitCode.INTERNAL, summary);
    }

    private static SessionSlots slots() {
        return SessionSlots.of(MarketSources.nseCalendar());
    }

    private static List<MissedSlot> missed(RunLedger kept, LocalDate first, Instant now) {
        try {
            return MissedRuns.of(slots(), kept).find(first, now);
        } catch (LedgerException e) {
            throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()), e);
        }
    }
}
