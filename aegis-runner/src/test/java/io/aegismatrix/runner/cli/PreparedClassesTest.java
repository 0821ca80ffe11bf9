package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's prepared classes: made by a real inference, held against their sum, kept where nobody else can write. */
class PreparedClassesTest {

    private static final int NOBODY = 65534;

    @TempDir
    private Path folder = Path.of("");

    private InstalledLauncher launcher;

    @BeforeEach
    void installs_the_launcher() throws IOException {
        launcher = InstalledLauncher.in(folder);
    }

    private Path prepare() throws IOException, InterruptedException {
        assertThat(launcher.run("infer")).isZero();
        assertThat(launcher.prepared()).hasSize(1);
        return launcher.prepared().get(0);
    }

    private void assertUsed(String command) throws IOException, InterruptedException {
        assertThat(launcher.run(command)).isZero();
        assertThat(launcher.usedPrepared()).isTrue();
        assertThat(launcher.noted().stream().filter(word -> word.equals("-jar")))
                .hasSize(1);
    }

    private void assertPlain(String command) throws IOException, InterruptedException {
        assertThat(launcher.run(command)).isZero();
        assertThat(launcher.usedPrepared()).isFalse();
        assertThat(launcher.recorded()).isFalse();
        assertThat(launcher.noted()).contains("-jar", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "21.0.2", "25"})
    void the_first_inference_prepares_them_and_later_commands_use_them(String version)
            throws IOException, InterruptedException {
        launcher.java(version);
        assertPlain("doctor");
        assertThat(launcher.cache()).doesNotExist();

        Path prepared = prepare();
        assertThat(launcher.recorded()).isTrue();

        assertUsed("infer");
        assertUsed("doctor");
        assertThat(launcher.prepared()).containsExactly(prepared);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(launcher.cache())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @CsvSource({"DULL, yes", "STATUS, 10"})
    void a_run_that_publishes_nothing_or_fails_prepares_nothing(String variable, String value)
            throws IOException, InterruptedException {
        launcher.with(variable, value).run("infer", "--help");
        launcher.run("infer", "--market-hours");
        assertThat(launcher.recorded()).isTrue();
        assertThat(launcher.cache()).isEmptyDirectory();

        launcher.without(variable);
        prepare();
    }

    @ParameterizedTest
    @CsvSource({
        "17, mad",
        "17, ''",
        "17, madf",
        "17, of another",
        "17, 'made\nand more'",
        "25, mad",
        "25, ''",
        "25, of another"
    })
    void damaged_ones_never_cost_a_run_and_are_replaced(String version, String content)
            throws IOException, InterruptedException {
        launcher.java(version);
        Path prepared = prepare();
        Files.writeString(prepared, content);
        assertPlain("doctor");
        assertThat(prepared).doesNotExist();

        Files.writeString(prepared, content);
        assertThat(prepare()).hasSameBinaryContentAs(Files.writeString(folder.resolve("right"), "made\n"));
        assertUsed("infer");
    }

    @Test
    void a_link_in_their_place_is_not_followed() throws IOException, InterruptedException {
        Path prepared = prepare();
        Path elsewhere = Files.move(prepared, folder.resolve("elsewhere"));
        Files.createSymbolicLink(prepared, elsewhere);
        assertPlain("doctor");
        assertThat(elsewhere).exists();
    }

    @Test
    void a_folder_others_can_write_is_left_alone() throws IOException, InterruptedException {
        prepare();
        for (String mode : List.of("rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(launcher.cache(), PosixFilePermissions.fromString(mode));
            assertPlain("doctor");
        }
        assertThat(launcher.run("infer")).isZero();
        assertThat(launcher.prepared()).hasSize(1);
        assertThat(InstalledLauncher.preparedIn(launcher.userCache())).hasSize(1);
        assertUsed("infer");

        Files.setPosixFilePermissions(launcher.userCache(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertPlain("infer");
        assertThat(InstalledLauncher.named(launcher.userCache(), "draft.*")).isEmpty();
    }

    @Test
    void a_folder_or_file_of_another_user_is_left_alone() throws IOException, InterruptedException {
        Path prepared = prepare();
        own(prepared, NOBODY);
        assertPlain("doctor");
        prepare();
        own(launcher.cache(), NOBODY);
        assertPlain("doctor");
        assertThat(launcher.run("infer")).isZero();
        assertThat(InstalledLauncher.preparedIn(launcher.userCache())).hasSize(1);
        own(launcher.userCache(), NOBODY);
        assertPlain("infer");
    }

    @Test
    void an_installation_of_another_user_gets_nothing() throws IOException, InterruptedException {
        own(launcher.home(), NOBODY);
        assertThat(launcher.run("infer")).isZero();
        assertThat(launcher.cache()).doesNotExist();
        assertThat(InstalledLauncher.preparedIn(launcher.userCache())).hasSize(1);
    }

    private static void own(Path path, int user) throws IOException {
        try {
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            Assumptions.abort("this user may not give files away; the test is skipped");
        }
    }

    @Test
    void nobody_can_put_a_folder_or_a_link_in_the_way() throws IOException, InterruptedException {
        Files.createDirectory(launcher.cache());
        Files.setPosixFilePermissions(launcher.cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path mine = Files.createDirectory(folder.resolve("mine"));
        launcher.with("XDG_CACHE_HOME", shared.toString());

        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertPlain("infer");
        assertThat(shared).isEmptyDirectory();

        sticky(shared);
        assertThat(launcher.run("infer")).isZero();
        assertThat(InstalledLauncher.preparedIn(shared.resolve("aegis"))).hasSize(1);

        launcher.with("XDG_CACHE_HOME", shared.resolve("link").toString());
        Files.createSymbolicLink(shared.resolve("link"), mine);
        own(mine, NOBODY);
        assertPlain("infer");
        own(mine, 0);
        own(shared.resolve("link"), NOBODY);
        assertPlain("infer");
        assertThat(mine).isEmptyDirectory();
    }

    private static void sticky(Path shared) throws IOException {
        Files.setAttribute(shared, "unix:mode", 01777);
    }

    @Test
    void without_a_place_for_them_everything_works() throws IOException, InterruptedException {
        Files.writeString(launcher.cache(), "no folder");
        for (String cache : List.of(
                "relative", launcher.cache().toString(), folder.resolve("a:b").toString())) {
            launcher.with("XDG_CACHE_HOME", cache).with("HOME", launcher.cache().toString());
            assertPlain("infer");
            assertPlain("doctor");
        }
    }

    @Test
    void what_killed_runs_left_is_swept() throws IOException, InterruptedException {
        launcher.with("DO", "kill -9 $PPID");
        assertThat(launcher.run("infer")).isEqualTo(137);
        assertThat(InstalledLauncher.named(launcher.cache(), "draft.*")).hasSize(1);

        launcher.without("DO");
        assertPlain("doctor");
        assertThat(launcher.cache()).isEmptyDirectory();
        prepare();
    }

    @Test
    void one_start_at_a_time_prepares_them() throws IOException, InterruptedException {
        prepare();
        Files.delete(launcher.prepared().get(0));
        Path draft = Files.createDirectory(
                launcher.cache().resolve("draft." + ProcessHandle.current().pid() + ".abcdef"));
        assertPlain("infer");
        assertThat(draft).exists();

        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        prepare();
        assertThat(draft).doesNotExist();
    }

    @Test
    void a_run_told_to_stop_ends_in_good_order() throws IOException, InterruptedException {
        launcher.with("DO", "trap 'exit 43' TERM; kill -TERM $PPID; while :; do sleep 0.1; done");
        assertThat(launcher.run("infer")).isEqualTo(43);
        assertThat(launcher.cache()).isEmptyDirectory();
    }

    @Test
    void what_cannot_be_prepared_is_not_tried_at_every_start() throws IOException, InterruptedException {
        launcher.with("CREATE_STATUS", "1");
        assertThat(launcher.run("infer")).isZero();
        assertThat(launcher.recorded()).isTrue();
        assertPlain("infer");

        launcher.without("CREATE_STATUS");
        for (Path refused : InstalledLauncher.named(launcher.cache(), "refused-*")) {
            Files.setLastModifiedTime(refused, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        }
        prepare();
    }

    @Test
    void each_set_of_jars_and_java_has_its_own_and_only_the_newest_three_stay()
            throws IOException, InterruptedException {
        Path library = launcher.home().resolve("lib/other.jar");
        prepare();
        Files.writeString(launcher.jar(), "b jar");
        assertPreparedAnew();
        Files.writeString(library, "another");
        assertPreparedAnew();
        Files.setLastModifiedTime(library, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertPreparedAnew();
        launcher.java("17.0.16");
        assertPreparedAnew();
        launcher.with("JAVA_OPTS", "-Xmx300m");
        assertPreparedAnew();
        assertThat(launcher.prepared()).hasSize(3);
    }

    private void assertPreparedAnew() throws IOException, InterruptedException {
        assertThat(launcher.run("infer")).isZero();
        assertThat(launcher.recorded()).isTrue();
        assertUsed("infer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Da=b", "-Xlog:gc"})
    void settings_that_do_not_matter_to_them_leave_them(String settings) throws IOException, InterruptedException {
        prepare();
        launcher.with("JAVA_OPTS", settings);
        assertUsed("infer");
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_OPTS, -Xshare:off",
        "JAVA_OPTS, -XX:SharedArchiveFile=own",
        "JDK_JAVA_OPTIONS, -XX:AOTCache=own",
        "JAVA_TOOL_OPTIONS, -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=own"
    })
    void whoever_prepares_classes_himself_is_left_alone(String variable, String settings)
            throws IOException, InterruptedException {
        launcher.java("25");
        prepare();
        launcher.with(variable, settings);
        assertPlain("infer");
    }
}
