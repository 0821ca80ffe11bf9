package io.aegismatrix.runner.cli;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.MissedRuns;
import io.aegismatrix.runner.runs.MissedSession;
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
        description =
                "Lists the sessions in which infer missed half-hour slots, of a single session the slots. Exit code 1"
                        + " if any.")
final class RunsMissedCommand implements Callable<Integer> {

    private static final ZoneId ZONE = MarketSources.nseCalendar().zone();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private static final List<TableColumn<MissedSlot>> SLOTS = List.of(
            TableColumn.left("session", missed -> missed.slot().session().toString()),
            TableColumn.left(
                    "slot (" + ZONE + ")",
                    missed -> time(missed.slot().start()) + " to "
                            + time(missed.slot().end())),
            TableColumn.left("why", MissedSlot::reason));

    private static final List<TableColumn<MissedSession>> SESSIONS = List.of(
            TableColumn.left("session", missed -> missed.session().toString()),
            TableColumn.right("missed", missed -> missed.missed() + " of " + missed.expected()),
            TableColumn.left("why, most often", MissedSession::reason));

    /** So many sessions are told, the newest. */
    private static final int MOST_SESSIONS = 20;

    private final AegisCommand aegis;

    @Mixin
    private LedgerFlag ledger = new LedgerFlag();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "First session to look at, not before the ledger begins. Default: today")
    private @Nullable String since;

    @Option(names = "--all", description = "List every slot since the ledger begins, or since --since.")
    private boolean all;

    @Mixin
    private WideFlag wide = new WideFlag();

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
        MissedRuns runs = runs(kept);
        LocalDate first = first(runs, now.atZone(ZONE).toLocalDate());
        List<MissedSlot> missed = runs.find(first, now);
        int expected = slots().ended(first, now).size();
        String summary = missed.size() + " of " + expected + " slots since " + first + " were missed";
        if (missed.isEmpty()) {
            aegis.context().out().println(summary);
            return ExitCode.DONE.status();
        }
        show(missed);
        throw new CommandException(ExitCode.INTERNAL, summary);
    }

    /** Nobody promised a run before the ledger began. */
    private LocalDate first(MissedRuns runs, LocalDate today) {
        Optional<LocalDate> began =
                runs.began().map(moment -> moment.atZone(ZONE).toLocalDate());
        LocalDate wanted = Optional.ofNullable(since)
                .map(text -> aegis.day("--since", text))
                .orElseGet(() -> all ? began.orElse(today) : today);
        LocalDate first = began.filter(wanted::isBefore).orElse(wanted);
        if (since != null && first.isAfter(wanted)) {
            aegis.console().progress("the ledger begins on " + first + ": no session before it is looked at");
        }
        return first;
    }

    private void show(List<MissedSlot> missed) {
        int width = wide.width(aegis.context());
        List<MissedSession> sessions = MissedSession.of(missed, slots());
        if (all || sessions.size() == 1) {
            aegis.print(Tables.of(missed, SLOTS, width), width);
            return;
        }
        List<MissedSession> newest = sessions.subList(Math.max(0, sessions.size() - MOST_SESSIONS), sessions.size());
        aegis.print(Tables.of(newest, SESSIONS, width), width);
        aegis.console()
                .progress("the newest " + newest.size() + " of " + sessions.size()
                        + " sessions with a missed slot; --all lists every slot");
    }

    private static SessionSlots slots() {
        return SessionSlots.of(MarketSources.nseCalendar());
    }

    private static MissedRuns runs(RunLedger kept) {
        try {
            return MissedRuns.of(slots(), kept);
        } catch (LedgerException e) {
            throw CommandException.of(e);
        }
    }
}
