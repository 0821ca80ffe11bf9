package io.aegismatrix.runner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose settings are followed: what others put into the environment or the working folder is told of, not obeyed. */
class SettingsTrustTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path folder;

    private Path local;

    @BeforeEach
    void a_file_of_our_own() throws IOException {
        local = Files.writeString(folder.resolve("aegis.conf"), "aegis.seed = 5\n");
        mode(local, "rw-r--r--");
        mode(folder, "rwxr-xr-x");
    }

    private static void mode(Path path, String rights) throws IOException {
        assumeTrue(path.getFileSystem().supportedFileAttributeViews().contains("posix"), "no rights on this system");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    /** @return the result, whose output holds every setting */
    private Result shown(String... more) {
        Result result = new CommandLineRun(folder).run("doctor --show-config", more);
        assertThat(result.status()).as(result.err()).isZero();
        return result;
    }

    private void assertRead() {
        Result result = shown();
        assertThat(result.out()).containsPattern("seed +\\| 5 +\\| .*aegis.conf: 1");
        assertThat(result.err()).isEmpty();
    }

    private void assertIgnored(String why) {
        Result result = shown();
        assertThat(result.out()).containsPattern("seed +\\| 20241231 +\\| default");
        assertThat(result.err()).contains("aegis: warning: ", "aegis.conf is ignored: " + why, "--config");
        assertThat(new CommandLineRun(folder).run("doctor").out())
                .containsPattern("settings +\\| WARN +\\| .*aegis.conf is ignored");
    }

    @Test
    void a_file_of_the_working_folder_that_is_ours_alone_is_read() {
        assertRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw-rw-rw-"})
    void a_file_that_others_can_write_is_ignored_unless_it_is_named(String rights) throws IOException {
        mode(local, rights);
        assertIgnored("it can be written by others");
        Result named = shown("--config", "aegis.conf");
        assertThat(named.out()).containsPattern("seed +\\| 5 +\\| .*aegis.conf: 1");
        assertThat(named.err()).isEmpty();
    }

    @Test
    void a_file_in_a_folder_that_others_can_write_is_ignored_unless_each_may_only_touch_what_is_theirs()
            throws IOException {
        mode(folder, "rwxrwxrwx");
        assertIgnored("its folder can be written by others (mode 777)");
        Files.setAttribute(folder, "unix:mode", 01777);
        assertRead();
    }

    @Test
    void a_file_or_link_of_another_user_is_ignored() throws IOException {
        assumeTrue(isRoot(), "only root may give files away");
        Files.setAttribute(local, "unix:uid", NOBODY);
        assertIgnored("it belongs to user " + NOBODY);

        Path theirs = folder.resolve("theirs.conf");
        Files.move(local, theirs);
        Files.createSymbolicLink(local, theirs);
        assertIgnored("it belongs to user " + NOBODY);

        Files.setAttribute(theirs, "unix:uid", 0);
        assertRead();
        Files.setAttribute(local, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        assertIgnored("it belongs to user " + NOBODY);
    }

    private boolean isRoot() throws IOException {
        return Files.getAttribute(folder, "unix:uid").equals(0);
    }

    @Test
    void what_is_no_file_is_ignored() throws IOException {
        Files.delete(local);
        Files.createDirectory(local);
        assertIgnored("it is no regular file");
    }

    @Test
    void nobody_is_told_of_a_failure_where_a_file_of_others_says() throws IOException {
        Files.writeString(local, "aegis { ledger = runs.jsonl, nosuch = 1 }");
        mode(local, "rw-rw-rw-");
        Result result = new CommandLineRun(folder).run("infer --source nowhere");
        assertThat(result.status()).isEqualTo(2);
        assertThat(folder.resolve("runs.jsonl")).doesNotExist();
    }

    @Test
    void a_file_beside_the_first_is_included_by_its_name() throws IOException {
        mode(Files.writeString(folder.resolve("more.conf"), "aegis.seed = 5\n"), "rw-r--r--");
        Files.writeString(local, "aegis.folds = 4\ninclude \"more.conf\"\n");
        assertThat(shown().out()).containsPattern("seed +\\| 5 +\\| .*more.conf: 1");
        Files.writeString(local, "include required(file(\"more.conf\"))\n");
        assertThat(shown().out()).containsPattern("seed +\\| 5 +\\| .*more.conf: 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include url(\"http://127.0.0.1:PORT/S3CRET\")",
                "include \"http://127.0.0.1:PORT/S3CRET\"",
                "include required(url(\"http://127.0.0.1:PORT/S3CRET\"))",
                "include url(\"file:///etc/hostname\")",
                "include \"/etc/hostname\"",
                "include file(\"../aegis.conf\")",
                "include \"..\"",
                "include classpath(\"reference.conf\")",
                "include \"aegis.conf\"",
                "include \"missing.conf\"",
                "aegis { include url(\"http://127.0.0.1:PORT/\") }",
                "aegis.seed = ${HOME}"
            })
    void no_file_reaches_out_of_its_folder_or_into_the_environment(String text) throws IOException {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(ok("aegis.seed = 7")));
            String asked = text.replace("PORT", String.valueOf(server.port()));
            Files.writeString(local, asked + "\naegis.ledger = runs.jsonl\n");
            Result result = new CommandLineRun(folder).run("infer --source synthetic");
            assertThat(result.status()).as(result.err()).isEqualTo(2);
            assertThat(result.err()).contains("aegis.conf: ").doesNotContain("S3CRET");
            assertThat(server.getAllServeEvents()).isEmpty();
            // It is ours, so where it says to tell is told all the same.
            assertThat(folder.resolve("runs.jsonl")).content().doesNotContain("S3CRET");
        } finally {
            server.stop();
        }
    }

    @Test
    void an_included_file_is_held_to_the_same_trust() throws IOException {
        mode(Files.writeString(folder.resolve("more.conf"), "aegis.seed = 7\n"), "rw-rw-rw-");
        Files.writeString(local, "include \"more.conf\"\n");
        Result result = new CommandLineRun(folder).run("doctor --show-config");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("include \"more.conf\": it can be written by others");
    }

    static List<String> growing() {
        StringBuilder text = new StringBuilder("a0 = lol\n");
        StringBuilder lists = new StringBuilder("a0 = [1]\n");
        for (int i = 1; i < 40; i++) {
            String before = "${a" + (i - 1) + "}";
            text.append("a" + i + " = " + before.repeat(10) + "\n");
            lists.append("a" + i + " = [" + before + ", " + before + "]\n");
        }
        return List.of(
                text.toString(),
                lists.toString(),
                "include \"more.conf\"\n".repeat(17),
                "aegis.out = " + "[".repeat(20_000),
                "aegis { a = ".repeat(5_000),
                "a.".repeat(30_000) + "a = 1");
    }

    /** Each of these took all memory, hours, or the stack. */
    @ParameterizedTest
    @MethodSource("growing")
    void a_small_file_that_grows_without_end_is_refused_at_once(String text) throws IOException {
        mode(Files.writeString(folder.resolve("more.conf"), "aegis.seed = 5\n"), "rw-r--r--");
        Files.writeString(local, text);

        Result result = assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> new CommandLineRun(folder).run("infer --source synthetic"));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(".conf must have").doesNotContain("internal failure");
    }

    @Test
    void settings_may_still_repeat_each_other() throws IOException {
        Files.writeString(local, "base = 7\naegis.seed = ${base}\naegis.folds = ${base}\n");
        Result result = new CommandLineRun(folder).run("infer --source synthetic");
        // Resolved before it is asked whether there is a setting of that name.
        assertThat(result.err()).contains("base is no setting");
        Files.writeString(local, "aegis.seed = 7\naegis.folds = ${aegis.seed}\n");
        assertThat(shown().out()).containsPattern("folds +\\| 7 +\\| .*aegis.conf: \\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out = S", "models = S", "ledger = S", "metrics = S", "store = S", "lock = S"})
    void half_a_character_names_no_file_and_is_shown_escaped(String setting) throws IOException {
        Files.writeString(local, "aegis." + setting.replace("S", "\"\\ud800\""));
        Result result = new CommandLineRun(folder).run("infer --source synthetic");
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("\\ud800", "aegis.conf: 1").doesNotContain("\ud800", "internal failure");
    }

    @Test
    void a_file_without_end_is_refused() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "no endless file on this system");
        Result result = new CommandLineRun(folder).run("doctor --config /dev/zero");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("/dev/zero must hold at most 65536 bytes");
    }
}
