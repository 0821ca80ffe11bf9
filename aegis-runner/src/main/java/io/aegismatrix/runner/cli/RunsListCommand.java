package io.aegismatrix.runner.cli;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the runs of the ledger. */
@Command(name = "list", description = "Lists the runs of the ledger, oldest first.")
final class RunsListCommand implements Runnable {

    private static final List<TableColumn<RunEnd>> COLUMNS = List.of(
            TableColumn.left(
                    "started",
                    run -> run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
            TableColumn.left("command", RunEnd::command),
            TableColumn.right("exit", run -> Integer.toString(run.exitCode())),
            TableColumn.left("outcome", run -> run.outcome().id()),
            TableColumn.<RunEnd>left(
                            "slot",
                            run -> run.publication()
                                    .flatMap(published -> published.slot())
                                    .map(Instant::toString)
                                    .orElse(""))
                    .asExtra(),
            TableColumn.<RunEnd>left("ms by stage", RunsListCommand::stages).asExtra(),
            TableColumn.left("message", RunEnd::message));

    private final AegisCommand aegis;

    @Mixin
    private LedgerFlag ledger = new LedgerFlag();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "First day to list, in the exchange's zone. Default: all")
    private @Nullable String since;

    @Mixin
    private WideFlag wide = new WideFlag();

    RunsListCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        ledger.addTo(flags);
        aegis.configuration(flags.map());
        RunLedger kept = LedgerFlag.require(aegis.journal().settings(), "runs list");
        Optional<LocalDate> first = Optional.ofNullable(since).map(text -> aegis.day("--since", text));
        try {
            List<RunEnd> runs =
                    kept.ends().stream().filter(run -> isFrom(run, first)).toList();
            int width = wide.width(aegis.context());
            aegis.print(runs.isEmpty() ? "no runs in " + kept.file() : Tables.of(runs, COLUMNS, width), width);
        } catch (LedgerException e) {
            throw CommandException.of(e);
        }
    }

    private static boolean isFrom(RunEnd run, Optional<LocalDate> first) {
        TradingCalendar calendar = MarketSources.nseCalendar();
        LocalDate day = run.startedAt().atZone(calendar.zone()).toLocalDate();
        return first.filter(day::isBefore).isEmpty();
    }

    private static String stages(RunEnd run) {
        return run.stagesMs().entrySet().stream()
                .map(stage -> stage.getKey() + " " + stage.getValue())
                .collect(Collectors.joining(", "));
    }
}
