package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.Termination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person reads fits a terminal of 80 columns: the help of every command, and what each prints when all is well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalWidthTest {

    private static final int COLUMNS = 80;
    private static final String PAST = "--source synthetic --from 2023-01-02 --to 2024-06-28";

    /** One of each command, in an order in which each finds what it needs. */
    private static final Map<String, String> USUAL = new LinkedHashMap<>();

    /** Commands that print for programs, or only to whoever visits their page. */
    private static final Set<String> NOT_FOR_A_TERMINAL =
            Set.of("schema", "generate-completion", "log export", "serve");

    /** The forecasts of engines that train in no time are no forecasts, so there is nothing to score. */
    private static final Set<String> SAYS_LITTLE = Set.of("score");

    static {
        USUAL.put("demo", "demo");
        USUAL.put("fetch", "fetch --source csv:market");
        USUAL.put("train", "train --source synthetic");
        USUAL.put("infer", "infer --source synthetic");
        USUAL.put("show", "show");
        USUAL.put("score", "score --source synthetic");
        USUAL.put("log show", "log show");
        USUAL.put("log verify", "log verify");
        USUAL.put("models list", "models list");
        USUAL.put("models show", "models show seller");
        USUAL.put("models verify", "models verify");
        USUAL.put("models rollback", "models rollback seller");
        USUAL.put("models promote", "models promote seller --force tried");
        USUAL.put("runs list", "runs list");
        USUAL.put("runs missed", "runs missed --since 2024-12-02");
        USUAL.put("runs alerts", "runs alerts --dry-run");
        USUAL.put("dashboard", "dashboard");
        USUAL.put("doctor", "doctor");
        USUAL.put("backtest", "backtest " + PAST);
        USUAL.put("replay", "replay --source synthetic:9 --from 2024-12-02 --to 2024-12-06 --years 4 --out past");
        USUAL.put(
                "sweep plan",
                "sweep plan --market synthetic:42..43 --engine seller " + PAST.substring(PAST.indexOf("--from")));
        USUAL.put("sweep run", "sweep run");
        USUAL.put("sweep status", "sweep status");
        USUAL.put("sweep collect", "sweep collect");
    }

    @TempDir
    private static Path folder;

    private final Map<String, Result> results = new LinkedHashMap<>();

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with("COLUMNS", "")
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_LOG_PREDICTIONS", "log.db")
                .with("AEGIS_ALERTS_CHANGES_HOOK", "http://127.0.0.1:1/nobody");
    }

    @BeforeAll
    void runs_every_command() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        line().at(Instant.parse("2024-12-02T06:30:00Z")).run("infer");
        line().at(Instant.parse("2024-12-30T14:00:00Z")).run("train --source synthetic");
        line().at(Instant.parse("2024-12-30T15:00:00Z")).run("train --source synthetic --challenger --seed 7");
        USUAL.forEach((name, command) -> results.put(name, line().run(command)));
    }

    private static CommandLine tree() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        RunContext context = new RunContext(
                Map.of(),
                Clock.fixed(CommandLineRun.NOW, ZoneOffset.UTC),
                nowhere,
                nowhere,
                Path.of(""),
                false,
                new FakeEngines());
        return AegisMain.commandLine(
                new AegisCommand(context, new Termination(Thread.currentThread()), List.of(), Optional.empty()),
                context);
    }

    /** Every command of the tree with the words that call it; those that only group others included. */
    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(TerminalWidthTest::commands));
    }

    private static String words(CommandLine command) {
        return command.getCommandSpec().qualifiedName(" ").replaceFirst("^aegis ?", "");
    }

    private static List<String> tooLong(String text) {
        return text.lines().filter(line -> line.length() > COLUMNS).toList();
    }

    @Test
    void the_help_of_every_command_fits() {
        assertThat(commands(tree()))
                .allSatisfy(command -> assertThat(tooLong(command.getUsageMessage()))
                        .as(words(command))
                        .isEmpty());
    }

    @Test
    void every_command_has_a_usual_call_here_or_a_reason_to_have_none() {
        Set<String> known = new TreeSet<>(NOT_FOR_A_TERMINAL);
        known.addAll(USUAL.keySet());

        assertThat(commands(tree())
                        .filter(command -> command.getSubcommands().isEmpty())
                        .map(TerminalWidthTest::words))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    /** The folder of the test is no part of what is printed: a path stays whole, however long it is. */
    @Test
    void what_every_command_prints_fits() {
        results.forEach((command, result) -> {
            if (!SAYS_LITTLE.contains(command)) {
                assertThat(result.out()).as(command + ": " + result.err()).isNotEmpty();
            }
            assertThat(tooLong(result.out().replace(folder + "/", "")))
                    .as(command)
                    .isEmpty();
        });
    }

    @Test
    void wide_tables_have_more_columns_than_narrow_ones() {
        for (String command : List.of("models list", "models show seller", "runs list")) {
            String narrow = line().run(command).out();
            String wide = line().run(command + " --wide").out();
            List<String> heads = new ArrayList<>();
            wide.lines().filter(line -> line.contains(" | ")).findFirst().ifPresent(heads::add);
            assertThat(wide).as(command).isNotEqualTo(narrow);
            assertThat(heads).as(command).hasSize(1);
        }
    }

    @Test
    void a_terminal_says_how_wide_it_is() {
        String narrow = line().with("COLUMNS", "60").run("doctor").out();
        String usual = line().run("doctor").out();

        assertThat(narrow.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(usual.lines()).anySatisfy(line -> assertThat(line).hasSizeGreaterThan(60));
    }
}
