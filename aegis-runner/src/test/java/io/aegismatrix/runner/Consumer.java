package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A stranger's program of {@code src/it/consumers}, compiled against the modules and run in a process of its own, with nothing
 * beside them but the jars that the artifacts it names bring along.
 *
 * @param name folder of the program; its package is {@code example.<package>}
 * @param jars beginnings of the names of those jars
 */
record Consumer(String name, List<String> jars) {

    /** What an engine brings along; also what whoever only reads a payload may see. */
    static final List<String> OF_AN_ENGINE = List.of(
            "commons-math3",
            "failureaccess",
            "fastcsv",
            "guava",
            "itu",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-datatype",
            "joda-",
            "json-schema-validator",
            "jspecify",
            "slf4j-api",
            "strata-");

    /** What the runner adds, but for what trains. */
    static final List<String> OF_THE_RUNNER = Stream.concat(
                    OF_AN_ENGINE.stream(),
                    Stream.of(
                            "HdrHistogram",
                            "ascii-table",
                            "config-",
                            "jline-",
                            "logback-",
                            "micrometer-",
                            "picocli",
                            "progressbar",
                            "prometheus-",
                            "sqlite-jdbc"))
            .toList();

    /** What it prints on the module path. */
    String runAsModule(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        Path classes = compiled(folder);
        List<String> command = new ArrayList<>(List.of(
                "-p",
                classes + File.pathSeparator + path(),
                "-m",
                program.substring(0, program.lastIndexOf('.')) + "/" + program));
        command.addAll(List.of(arguments));
        return java(folder, command);
    }

    /** What it prints on the class path. */
    String runOnClassPath(Path folder, String program, String... arguments) throws IOException, InterruptedException {
        Path classes = compiled(folder);
        List<String> command = new ArrayList<>(List.of("-cp", classes + File.pathSeparator + path(), program));
        command.addAll(List.of(arguments));
        return java(folder, command);
    }

    private Path compiled(Path folder) throws IOException {
        Path classes = folder.resolve(name);
        if (!Files.isDirectory(classes)) {
            List<String> command = new ArrayList<>(List.of(
                    "-d", Files.createDirectory(classes).toString(), "-p", path(), "-Xlint:all,-path", "-Werror"));
            try (Stream<Path> sources = Files.walk(Path.of("src/it/consumers", name, "src/main/java"))) {
                sources.map(Path::toString)
                        .filter(source -> source.endsWith(".java"))
                        .forEach(command::add);
            }
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)))
                    .as("compiling " + name)
                    .isZero();
        }
        return classes;
    }

    /** Our modules, as classes or as jars, and what they bring along. */
    private String path() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> Files.exists(Path.of(entry)))
                .filter(entry -> isOurs(entry) || isBrought(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOurs(String entry) {
        String file = Path.of(entry).getFileName().toString();
        return Path.of(entry).endsWith(Path.of("target", "classes"))
                || (file.startsWith("aegis-") && file.endsWith(".jar") && !file.endsWith("-tests.jar"));
    }

    private boolean isBrought(String entry) {
        String file = Path.of(entry).getFileName().toString();
        return jars.stream().anyMatch(file::startsWith) && !file.contains("dataformat");
    }

    private static String java(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
