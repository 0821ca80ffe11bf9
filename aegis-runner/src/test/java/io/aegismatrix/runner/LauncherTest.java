package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of the distribution, started with a Java that only notes how it was called. */
class LauncherTest {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path LAUNCHER = Path.of("src", "main", "dist", "bin", "aegis");

    /** Notes its arguments, makes the file that Java would make, and ends with the code it is told to. */
    private static final String NOTING_JAVA = """
            #!/bin/sh
            echo "$OMP_WAIT_POLICY $DJL_OFFLINE" >>"$NOTES"
            for word in "$@"; do
                echo "$word"
                case $word in
                    -XX:SharedArchiveFile=* | -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
                        [ -f "${word#*=}" ] || echo made >"${word#*=}" ;;
                esac
            done >>"$NOTES"
            exit "${STATUS:-0}"
            """;

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path notes = Path.of("");
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void installs_the_launcher() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SHELL), "no /bin/sh here");
        Assumptions.assumeTrue(Files.isRegularFile(LAUNCHER), "not started in the folder of the module");
        home = Files.createDirectories(folder.resolve("aegis home"));
        notes = folder.resolve("notes");
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/aegis"), Files.readString(LAUNCHER));
        Files.writeString(home.resolve("aegis.jar"), "a jar");
        java("17.0.15");
        environment.put("NOTES", notes.toString());
    }

    private void java(String version) throws IOException {
        Path java = folder.resolve("java " + version);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(java.resolve("bin/java"), NOTING_JAVA);
        environment.put("JAVA_HOME", java.toString());
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Exit code of a call. */
    private int run(Path launcher, String... arguments) throws IOException, InterruptedException {
        return run(launcher, Path.of(""), arguments);
    }

    private int run(Path launcher, Path from, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(notes);
        ProcessBuilder builder = new ProcessBuilder(ObjectArrays.concat(
                        new String[] {SHELL.toString(), launcher.toString()}, arguments, String.class))
                .directory(from.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().remove("JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("bin/aegis"), arguments);
    }

    private List<String> noted() throws IOException {
        return Files.readAllLines(notes, StandardCharsets.UTF_8);
    }

    private String jar() throws IOException {
        return home.toRealPath().resolve("aegis.jar").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"infer", "doctor", "models", "--help"})
    void short_commands_start_quickly(String command) throws IOException, InterruptedException {
        assertThat(run(command, "--out", "a b.json")).isZero();
        assertThat(noted())
                .contains("-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:TieredStopAtLevel=1", "PASSIVE true")
                .containsSequence("-jar", jar(), command, "--out", "a b.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "backtest", "replay", "demo"})
    void long_commands_get_the_whole_compiler_and_leave_no_archive(String command)
            throws IOException, InterruptedException {
        assertThat(run(command)).isZero();
        assertThat(noted())
                .contains("-XX:+UseSerialGC", "-Xmn192m", "PASSIVE true")
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .containsSequence("-jar", jar(), command);
        assertThat(home.resolve("cache")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "21.0.2", "25"})
    void the_first_infer_prepares_classes_and_later_commands_use_them(String version)
            throws IOException, InterruptedException {
        java(version);
        assertThat(run("doctor")).isZero();
        assertThat(home.resolve("cache")).isEmptyDirectory();

        assertThat(run("infer")).isZero();
        List<Path> prepared = prepared();
        assertThat(prepared).hasSize(1);

        assertThat(run("infer")).isZero();
        assertThat(noted()).anyMatch(word -> word.endsWith("=" + prepared.get(0)));
        assertThat(noted().stream().filter(word -> word.equals("-jar"))).hasSize(1);
        assertThat(run("doctor")).isZero();
        assertThat(noted()).anyMatch(word -> word.endsWith("=" + prepared.get(0)));
        assertThat(prepared()).isEqualTo(prepared);
    }

    private List<Path> prepared() throws IOException {
        try (var files = Files.list(home.toRealPath().resolve("cache"))) {
            return files.toList();
        }
    }

    @Test
    void a_new_jar_is_prepared_anew() throws IOException, InterruptedException {
        assertThat(run("infer")).isZero();
        Path before = prepared().get(0);
        Files.writeString(home.resolve("aegis.jar"), "b jar");

        assertThat(run("infer")).isZero();
        assertThat(noted()).noneMatch(word -> word.equals("-XX:SharedArchiveFile=" + before));
        assertThat(prepared()).hasSize(1).doesNotContain(before);
    }

    @Test
    void a_failed_command_keeps_its_exit_code_and_prepares_nothing() throws IOException, InterruptedException {
        environment.put("STATUS", "14");
        assertThat(run("infer")).isEqualTo(14);
        assertThat(home.resolve("cache")).isEmptyDirectory();
        assertThat(run("train")).isEqualTo(14);
    }

    @Test
    void is_found_through_links() throws IOException, InterruptedException {
        Path there = Files.createSymbolicLink(folder.resolve("there"), home.resolve("bin/aegis"));
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("there"));
        assertThat(run(there, "train")).isZero();
        assertThat(noted()).containsSequence("-jar", jar(), "train");
        assertThat(run(near, "train")).isZero();
        assertThat(noted()).containsSequence("-jar", jar(), "train");
    }

    @Test
    void settings_of_the_caller_come_last_and_win() throws IOException, InterruptedException {
        environment.put("JAVA_OPTS", "-Xmx300m -Da=b");
        environment.put("OMP_WAIT_POLICY", "ACTIVE");
        assertThat(run("train")).isZero();
        assertThat(noted()).contains("ACTIVE true").containsSubsequence("-Xmx300m", "-Da=b", "-jar");
    }

    @Test
    void a_star_in_the_settings_of_the_caller_is_no_name_of_a_file() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("-Xmx1m"), "");
        environment.put("JAVA_OPTS", "-Xmx* -Da=?");
        for (String command : List.of("train", "infer", "serve")) {
            run(home.resolve("bin/aegis"), folder, command);
            assertThat(noted()).contains("-Xmx*", "-Da=?").doesNotContain("-Xmx1m");
        }
    }

    @Test
    void serve_keeps_to_little_memory_unless_the_caller_gives_more() throws IOException, InterruptedException {
        environment.put("JAVA_OPTS", "-Xmx300m");
        assertThat(run("serve")).isZero();
        assertThat(noted()).contains("-XX:+UseSerialGC").containsSubsequence("-Xmx128m", "-Xmx300m", "-jar");
    }

    @Test
    void says_which_java_it_looked_for() throws IOException, InterruptedException {
        environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
        assertThat(run("infer")).isEqualTo(2);
        assertThat(folder.resolve("said")).content().contains("no Java found").contains("nowhere");
    }
}
