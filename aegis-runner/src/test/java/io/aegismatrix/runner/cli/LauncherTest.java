package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher calls Java, and what it says if it cannot. Of its prepared classes see {@link PreparedClassesTest}. */
class LauncherTest {

    @TempDir
    private Path folder = Path.of("");

    private InstalledLauncher launcher;

    @BeforeEach
    void installs_the_launcher() throws IOException {
        launcher = InstalledLauncher.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infer", "doctor", "models", "--help"})
    void short_commands_start_quickly(String command) throws IOException, InterruptedException {
        assertThat(launcher.run(command, "--out", "a b.json")).isZero();
        assertThat(launcher.noted())
                .contains("-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:TieredStopAtLevel=1", "PASSIVE true")
                .containsSequence("-jar", launcher.jar().toString(), command, "--out", "a b.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "backtest", "replay", "demo"})
    void long_commands_get_the_whole_compiler_and_leave_no_archive(String command)
            throws IOException, InterruptedException {
        assertThat(launcher.run(command)).isZero();
        assertThat(launcher.noted())
                .contains("-XX:+UseSerialGC", "-Xmn192m", "PASSIVE true")
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .containsSequence("-jar", launcher.jar().toString(), command);
        assertThat(launcher.cache()).doesNotExist();
    }

    @Test
    void a_failed_command_keeps_its_exit_code() throws IOException, InterruptedException {
        launcher.with("STATUS", "14");
        assertThat(launcher.run("infer")).isEqualTo(14);
        assertThat(launcher.run("doctor")).isEqualTo(14);
        assertThat(launcher.run("train")).isEqualTo(14);
    }

    @Test
    void is_found_through_links() throws IOException, InterruptedException {
        Path there = Files.createSymbolicLink(folder.resolve("there"), launcher.file());
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("there"));
        for (Path link : List.of(there, near)) {
            assertThat(launcher.start(Path.of(""), link.toString(), "train")).isZero();
            assertThat(launcher.noted()).containsSequence("-jar", launcher.jar().toString(), "train");
        }
        assertThat(launcher.start(folder, "near", "train")).isZero();
        assertThat(launcher.noted()).containsSequence("-jar", launcher.jar().toString(), "train");
    }

    @Test
    void settings_of_the_caller_come_last_and_win() throws IOException, InterruptedException {
        launcher.with("JAVA_OPTS", "-Xmx300m -Da=b").with("OMP_WAIT_POLICY", "ACTIVE");
        assertThat(launcher.run("train")).isZero();
        assertThat(launcher.noted()).contains("ACTIVE true").containsSubsequence("-Xmx300m", "-Da=b", "-jar");
    }

    @Test
    void a_star_in_the_settings_of_the_caller_is_no_name_of_a_file() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("-Xmx1m"), "");
        launcher.with("JAVA_OPTS", "-Xmx* -Da=?");
        for (String command : List.of("train", "infer", "infer", "serve")) {
            launcher.start(folder, launcher.file().toString(), command);
            assertThat(launcher.noted()).contains("-Xmx*", "-Da=?").doesNotContain("-Xmx1m");
        }
    }

    @Test
    void engines_of_the_caller_stand_behind_the_shipped_jars() throws IOException, InterruptedException {
        launcher.with("AEGIS_CLASSPATH", "my own.jar:other.jar");
        for (String command : List.of("train", "infer", "infer")) {
            assertThat(launcher.run(command)).isZero();
            assertThat(launcher.noted())
                    .containsSequence(
                            "-cp",
                            launcher.jar() + ":my own.jar:other.jar",
                            "io.aegismatrix.runner.cli.AegisMain",
                            command)
                    .doesNotContain("-jar");
        }
    }

    @Test
    void serve_keeps_to_little_memory_unless_the_caller_gives_more() throws IOException, InterruptedException {
        launcher.with("JAVA_OPTS", "-Xmx300m");
        assertThat(launcher.run("serve")).isZero();
        assertThat(launcher.noted()).contains("-XX:+UseSerialGC").containsSubsequence("-Xmx128m", "-Xmx300m", "-jar");
    }

    @Test
    void says_which_java_it_looked_for() throws IOException, InterruptedException {
        launcher.with("JAVA_HOME", folder.resolve("nowhere").toString());
        assertThat(launcher.run("infer")).isEqualTo(2);
        assertThat(launcher.said()).content().contains("no Java found").contains("nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_292"})
    void an_old_java_is_named_and_not_started(String version) throws IOException, InterruptedException {
        launcher.java(version);
        assertThat(launcher.run("infer")).isEqualTo(2);
        assertThat(launcher.noted()).isEmpty();
        assertThat(launcher.said()).content().contains("is Java " + version).contains("install Java 17 or later");
    }

    @ParameterizedTest
    @CsvSource({
        "'echo openjdk version \\\"11.0.2\\\" >&2', 2, is Java 11.0.2",
        "'echo no memory >&2; exit 1', 2, does not start: no memory",
        "'echo openjdk version \\\"17.0.1\\\" >&2', 0, ''"
    })
    void a_java_whose_folder_does_not_say_its_version_is_asked(String does, int status, String says)
            throws IOException, InterruptedException {
        Path java = folder.resolve("unknown/bin/java");
        Files.createDirectories(folder.resolve("unknown/bin"));
        InstalledLauncher.executable(java, "#!/bin/sh\n" + does + "\n");
        launcher.with("JAVA_HOME", folder.resolve("unknown").toString());
        assertThat(launcher.run("models")).isEqualTo(status);
        assertThat(launcher.said()).content().contains(says);
    }

    @Test
    void a_distribution_without_its_jar_is_told_of() throws IOException, InterruptedException {
        Files.delete(launcher.jar());
        assertThat(launcher.run("infer")).isEqualTo(2);
        assertThat(launcher.said()).content().contains("there is no " + launcher.jar());
    }

    @Test
    void a_closed_stream_never_becomes_a_file_of_the_run() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/fd")), "the streams of a process are not shown here");
        launcher.with("DO", "open=$(ls -l /proc/$$/fd); echo \"$open\" >>\"$NOTES\"; echo said || exit 9");
        String closed = "'" + launcher.file() + "' schema <&- >&-";
        assertThat(launcher.start(Path.of(""), "-c", closed)).isEqualTo(9);
        assertThat(launcher.noted())
                .anyMatch(line -> line.endsWith(" 0 -> /dev/null"))
                .anyMatch(line -> line.matches("lr.* 1 -> /dev/null"));
    }
}
