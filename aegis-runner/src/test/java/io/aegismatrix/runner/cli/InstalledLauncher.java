package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The launcher of the distribution, installed beside jars of no content and a Java that only notes how it was called. */
final class InstalledLauncher {

    static final Path SHELL = Path.of("/bin/sh");
    private static final Path LAUNCHER = Path.of("src", "main", "dist", "bin", "aegis");

    /** Notes its arguments, does to files what Java and aegis would, and ends with the code it is told to. */
    private static final String NOTING_JAVA = """
            #!/bin/sh
            echo "$OMP_WAIT_POLICY $DJL_OFFLINE" >>"$NOTES"
            archive= list= mode=
            for word in "$@"; do
                echo "$word" >>"$NOTES"
                case $word in
                    -XX:SharedArchiveFile=* | -XX:AOTCache=*) archive=${word#*=} ;;
                    -XX:DumpLoadedClassList=* | -XX:SharedClassListFile=* | -XX:AOTConfiguration=*) list=${word#*=} ;;
                    -Xshare:dump | -XX:AOTMode=create) mode=create ;;
                esac
            done
            if [ "$mode" = create ]; then
                [ -f "$list" ] && echo made >"$archive"
                exit "${CREATE_STATUS:-0}"
            fi
            if [ -f "$archive" ]; then
                [ "$(cat "$archive")" = made ] || exit 134
            fi
            [ -z "$list" ] || echo classes >"$list"
            if [ -n "${_AEGIS_PUBLISHED:-}" ] && [ -z "${DULL:-}" ]; then true >"$_AEGIS_PUBLISHED"; fi
            eval "${DO:-}"
            exit "${STATUS:-0}"
            """;

    private final Path folder;
    private final Path home;
    private final Path notes;
    private final Map<String, String> environment = new HashMap<>();

    private InstalledLauncher(Path folder) {
        this.folder = folder;
        this.home = folder.resolve("aegis home");
        this.notes = folder.resolve("notes");
    }

    /** Installs it in a folder, whose further folder {@code xdg} is the user's cache. */
    static InstalledLauncher in(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(SHELL), "no /bin/sh here");
        Assumptions.assumeTrue(Files.isRegularFile(LAUNCHER), "not started in the folder of the module");
        InstalledLauncher launcher = new InstalledLauncher(folder.toRealPath());
        Files.createDirectories(launcher.home.resolve("bin"));
        Files.createDirectories(launcher.home.resolve("lib"));
        executable(launcher.file(), Files.readString(LAUNCHER));
        Files.writeString(launcher.jar(), "a jar");
        Files.writeString(launcher.home.resolve("lib/aegis-data.jar"), "a library");
        launcher.java("17.0.15");
        launcher.with("NOTES", launcher.notes.toString());
        launcher.with("XDG_CACHE_HOME", launcher.folder.resolve("xdg").toString());
        return launcher;
    }

    InstalledLauncher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    InstalledLauncher without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Goes on with the Java of a version, whose folder says which it is. */
    void java(String version) throws IOException {
        Path java = folder.resolve("java " + version);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(java.resolve("bin/java"), NOTING_JAVA);
        with("JAVA_HOME", java.toString());
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Path home() {
        return home;
    }

    Path file() {
        return home.resolve("bin/aegis");
    }

    Path jar() {
        return home.resolve("aegis.jar");
    }

    /** The cache of the installation. */
    Path cache() {
        return home.resolve("cache");
    }

    /** The cache of the user. */
    Path userCache() {
        return folder.resolve("xdg/aegis");
    }

    /** Exit code of a call. */
    int run(String... arguments) throws IOException, InterruptedException {
        return start(Path.of(""), ObjectArrays.concat(file().toString(), arguments));
    }

    /** Exit code of a call by a shell, in a folder. */
    int start(Path from, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(notes);
        ProcessBuilder builder = new ProcessBuilder(ObjectArrays.concat(SHELL.toString(), arguments))
                .directory(from.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said().toFile());
        List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What the last call said. */
    Path said() {
        return folder.resolve("said");
    }

    /** What Java noted in the last call. */
    List<String> noted() throws IOException {
        return Files.exists(notes) ? Files.readAllLines(notes, StandardCharsets.UTF_8) : List.of();
    }

    /** Whether the last call told Java to use prepared classes. */
    boolean usedPrepared() throws IOException {
        return noted().stream()
                .anyMatch(word ->
                        word.matches("-XX:(SharedArchiveFile|AOTCache)=.*/classes-[0-9]+-[0-9]+-[0-9]+-[0-9]+"));
    }

    /** Whether the last call told Java to note its classes. */
    boolean recorded() throws IOException {
        return noted().stream()
                .anyMatch(word -> word.startsWith("-XX:DumpLoadedClassList=") || word.equals("-XX:AOTMode=record"));
    }

    /** Prepared classes in a cache. */
    static List<Path> preparedIn(Path cache) throws IOException {
        return named(cache, "classes-*");
    }

    static List<Path> named(Path cache, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(cache)) {
            try (var files = Files.newDirectoryStream(cache, pattern)) {
                files.forEach(found::add);
            }
        }
        return found;
    }

    List<Path> prepared() throws IOException {
        return preparedIn(cache());
    }
}
