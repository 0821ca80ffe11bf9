package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @TempDir
    private Path folder;

    private Result run(String command) {
        return new CommandLineRun(folder).run(command);
    }

    @ParameterizedTest
    @CsvSource({
        "trian, 'did you mean train?'",
        "models, 'there are list, show, promote, rollback, verify'",
        "sweep, 'there are plan, run, status, collect'",
        "sweep run, 'there is no plan; make one with ''sweep plan --out aegis-sweep'''",
        "sweep run --workers 0, '--workers must be at least 1, was 0'",
        "sweep plan --market MARS --from 2024-01-01 --to 2024-06-30, 'no market named ''MARS'''",
        "sweep plan --market synthetic:5..2 --from 2024-01-01 --to 2024-06-30, 'in ascending order'",
        "sweep plan --from 2024-06-30 --to 2024-01-01, 'must not end before it begins'",
        "runs, 'there are list, missed, alerts'",
        "runs alerts, 'nobody is to be told: set alerts.changes.ntfy'",
        "runs list, 'runs list needs a run ledger; give --ledger FILE or set AEGIS_LEDGER'",
        "runs missed --ledger runs.jsonl --since then, '--since must be a date'",
        "infer --source synthetic:5 --once-per-slot, '--once-per-slot needs a run ledger'",
        "log, 'there are show, export, verify'",
        "log export --format xml, '--format must be jsonl or csv, was ''xml'''",
        "score --source synthetic --log off, 'no prediction log is kept'",
        "models show, ENGINE",
        "models show core, 'no engine named ''core'''",
        "infer, 'no market data source'",
        "infer --source reuters, 'must be csv:DIR, store, upstox, yahoo, nse, auto or synthetic[:SEED], was ''reuters'''",
        "fetch --source store, '--source store is what fetch fills'",
        "fetch --years 0, '--years must be from 1 to 40, was 0'",
        "infer --source csv:, 'must be csv:DIR, store, upstox, yahoo, nse, auto or synthetic[:SEED], was ''csv:'''",
        "infer --source synthetic:x, 'must be synthetic:SEED with a whole number'",
        "infer --source synthetic --as-of yesterday, '--as-of must be a date'",
        "infer --source synthetic --at 2024-12-31, 'did you mean --as-of?'",
        "infer --source synthetic --as-of 2024-02-30, '2024-02-30'",
        "infer --source synthetic --as-of 2025-01-01, 'lies in the future'",
        "infer --out, --out",
        "train --source synthetic --engine core, '--engine: no engine named ''core'''",
        "train --source synthetic --from then, '--from must be a date'",
        "train --source synthetic --folds 1, 'folds must be in [2, 50], was ''1'' (--folds)'",
        "train --source synthetic --epochs x, 'epochs must be a whole number, was ''x'' (--epochs)'",
        "demo --seed x, '--seed must be a whole number'",
        "serve --port 70000, '--port must be a number from 0 to 65535, was ''70000'''",
        "backtest, backtest",
        "doctor --config nowhere.conf, nowhere.conf"
    })
    void explains_what_cannot_be_understood_and_ends_with_2(String command, String told) {
        Result result = run(command);

        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("aegis: ").contains(told);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "train",
                "infer",
                "models",
                "models list",
                "models show",
                "models verify",
                "score",
                "log show",
                "log export",
                "log verify",
                "runs",
                "runs list",
                "runs missed",
                "runs alerts",
                "serve",
                "schema",
                "doctor"
            })
    void every_command_has_help(String command) {
        Result result = run(command + " --help");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Usage: aegis").contains("--quiet");
        assertThat(result.out().contains("Exit codes:")).isEqualTo(command.isEmpty());
        assertThat(result.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void without_a_command_the_help_is_told_in_groups_with_examples() {
        Result result = run("");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("First steps", "Every day", "Every week", "Research", "Care", "Examples:", "Exit codes:")
                .endsWith("aegis: no command given; try 'aegis --help'" + System.lineSeparator());
    }

    @Test
    void completion_in_bash_knows_commands_and_flags() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"), run("generate-completion").out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "compopt() { :; }; source '" + script
                                + "'; COMP_WORDS=(aegis inf); COMP_CWORD=1; _complete_aegis; echo \"${COMPREPLY[*]}\";"
                                + " COMP_WORDS=(aegis infer --once); COMP_CWORD=2; _complete_aegis; echo \"${COMPREPLY[*]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said.lines()).containsExactly("infer", "--once-per-slot");
    }

    @Test
    void completion_is_listed() {
        assertThat(run("--help").out()).contains("generate-completion");
        assertThat(run("generate-completion").out()).contains("complete").contains("aegis");
    }

    @Test
    void prints_the_schema_and_nothing_else() {
        assertThat(run("schema").out().strip()).isEqualTo(PayloadSchema.text().strip());
    }

    @Test
    void tells_errors_as_json_where_asked() {
        Result result = run("infer --json");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("{\"timestamp\":\"2024-12-31T14:00:00Z\",\"level\":\"ERROR\",\"message\":\"no market data");
    }
}
