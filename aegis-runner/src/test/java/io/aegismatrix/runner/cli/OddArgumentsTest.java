package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a person can mistype or point a command at is told in a sentence, and is no internal failure. */
class OddArgumentsTest {

    /** A file that is not there, a folder, an empty file, rubbish, one below a file, a name that is too long. */
    private static final List<String> ODD_FILES =
            List.of("nowhere", "a-folder", "empty", "rubbish", "rubbish/below", "x".repeat(300));

    /** Every flag that takes a file or a folder to read, in a command that comes to reading it. */
    private static final List<String> READING = List.of(
            "dashboard --payload %s",
            "serve --port 0 --payload %s",
            "infer --source csv:%s --as-of 2024-12-30",
            "infer --source store --store %s --as-of 2024-12-30",
            "infer --source synthetic --as-of 2024-12-30 --models %s",
            "train --source csv:%s --as-of 2024-12-30",
            "backtest --source csv:%s --from 2024-01-01 --to 2024-06-28",
            "fetch --source csv:%s",
            "score --source synthetic --log %s",
            "score --source csv:%s --log predictions.db",
            "log show --log %s",
            "log export --log %s",
            "models verify --models %s",
            "models show seller --models %s",
            "models rollback seller --models %s",
            "models promote seller 20241231-0123456789ab --models %s",
            "doctor --config %s --show-config",
            "runs list --config %s --ledger runs.jsonl");

    /** Every flag that takes a file or a folder to write. */
    private static final List<String> WRITING = List.of(
            "dashboard --payload payload.json --out %s",
            "fetch --source synthetic --store %s", "log export --out %s", "runs list --ledger %s");

    private static final List<String> WORDS = List.of(
            "infer --source synthetic --as-of %s",
            "train --source synthetic --from %s",
            "backtest --source synthetic --from %s --to 2024-06-28",
            "backtest --source synthetic --from 2024-01-01 --to %s",
            "runs list --ledger runs.jsonl --since %s",
            "runs missed --ledger runs.jsonl --since %s",
            "train --source synthetic --seed %s",
            "train --source synthetic --folds %s",
            "train --source synthetic --epochs %s",
            "demo --seed %s",
            "fetch --source synthetic --years %s",
            "backtest --source synthetic --from 2024-01-01 --to 2024-06-28 --refit %s",
            "train --source synthetic --engine %s",
            "serve --port %s",
            "log export --format %s",
            "models show %s",
            "infer --source %s",
            "infer --source synthetic:%s");

    @TempDir
    private Path folder;

    @BeforeEach
    void puts_odd_files_there() throws IOException {
        Files.createDirectories(folder.resolve("a-folder"));
        Files.createFile(folder.resolve("empty"));
        Files.write(folder.resolve("rubbish"), new byte[] {(byte) 0xFF, 0, 1, 2, '{', (byte) 0xC3});
    }

    static Stream<String> reading() {
        return READING.stream().flatMap(command -> ODD_FILES.stream().map(file -> command.formatted(file)));
    }

    static Stream<String> words() {
        return WORDS.stream()
                .flatMap(
                        command -> Stream.of("x", "-1", "1e9", "99999999999999999999", "٣", "2024-02-30", "%s", "../..")
                                .map(word -> command.formatted(word)));
    }

    static Stream<String> writing() {
        return WRITING.stream()
                .flatMap(command -> Stream.of("rubbish/below", "x".repeat(300)).map(file -> command.formatted(file)));
    }

    private static void assertTold(Result result) {
        assertThat(result.status()).as(result.err()).isNotEqualTo(1);
        assertThat(result.err()).doesNotContain("Exception", "java.", "internal failure", "\tat ");
        if (result.status() != 0) {
            assertThat(result.err().lines().filter(line -> line.startsWith("aegis: ")))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource({"reading", "writing", "words"})
    void no_odd_argument_is_an_internal_failure(String command) {
        assertTold(new CommandLineRun(folder).run(command));
    }

    @Test
    void a_payload_that_is_not_there_yet_is_told_with_what_makes_it() {
        Result result = new CommandLineRun(folder).run("dashboard");
        assertThat(result.status()).isEqualTo(11);
        assertThat(result.err()).contains("there is no payload; 'aegis infer' publishes one, --payload names another");
    }

    @Test
    void a_port_in_use_is_told_without_names_of_java() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("old.json"), "{\"market\":{\"spot\":24000}}");
            Result result = new CommandLineRun(folder).run("serve --payload old.json --port " + taken.getLocalPort());
            assertThat(result.status()).as(result.err()).isEqualTo(2);
            assertThat(result.err()).contains("Address already in use; --port 0 takes a free one");
        }
    }

    @Test
    void a_row_that_cannot_be_read_names_the_flag_that_passes_over_it() throws IOException {
        Path market = MarketFolder.write(folder.resolve("market"));
        Path daily = market.resolve("nifty50_daily.csv");
        List<String> lines = Files.readAllLines(daily);
        lines.set(100, lines.get(100).replaceFirst(",[^,]*,", ",no price,"));
        Files.write(daily, lines);
        Result result = new CommandLineRun(folder).run("infer --source csv:market --as-of 2024-12-30");
        assertThat(result.status()).as(result.err()).isEqualTo(10);
        assertThat(result.err()).contains("--lenient");
    }
}
