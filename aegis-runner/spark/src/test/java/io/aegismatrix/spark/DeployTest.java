package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files to submit with, as text and by calling them. */
final class DeployTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern MANIFEST_SETTING = Pattern.compile("(?m)^ {4}(spark\\.[\\w.-]+): \"?(.*?)\"?$");
    private static final Pattern VERSION = Pattern.compile("<spark.version>(.*?)</spark.version>");

    @TempDir
    private Path folder;

    private static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String line : Files.readAllLines(DEPLOY.resolve("aegis-sweep.conf"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int end = line.indexOf(' ');
                settings.put(line.substring(0, end), line.substring(end + 1));
            }
        }
        return settings;
    }

    private static Map<String, String> manifest() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (MatchResult found : MANIFEST_SETTING
                .matcher(Files.readString(DEPLOY.resolve("kubernetes/aegis-sweep.yaml")))
                .results()
                .toList()) {
            settings.put(found.group(1), found.group(2));
        }
        return settings;
    }

    @Test
    void a_task_has_a_core_and_no_library_takes_more() throws IOException {
        assertThat(settings())
                .containsEntry("spark.task.cpus", "1")
                .containsEntry("spark.executorEnv.OMP_NUM_THREADS", "1")
                .containsEntry("spark.speculation", "false")
                .containsEntry("spark.executor.userClassPathFirst", "false");
        assertThat(settings().get("spark.executor.extraJavaOptions"))
                .contains(
                        "-XX:ActiveProcessorCount=1", "num_threads=1", "num_interop_threads=1", "-Duser.timezone=UTC");
    }

    @Test
    void the_manifest_has_the_settings_of_the_file() throws IOException {
        assertThat(manifest()).containsAllEntriesOf(settings());
    }

    @Test
    void manifest_and_image_are_of_the_spark_this_is_built_with() throws IOException {
        String version = VERSION.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(Files.readString(DEPLOY.resolve("kubernetes/aegis-sweep.yaml")))
                .contains("sparkVersion: \"" + version + "\"", "mainClass: " + SparkSweepMain.class.getName());
        assertThat(Files.readString(DEPLOY.resolve("kubernetes/Containerfile")))
                .contains("apache/spark:" + version + "-scala2.13-java17", SparkSweepMain.class.getName());
    }

    @Test
    void the_script_gives_spark_every_jar_and_both_addresses() throws Exception {
        Path submit = Files.createDirectories(folder.resolve("home/bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        Path built = folder.resolve("built");
        Files.createDirectories(built.resolve("lib"));
        for (String jar : List.of("aegis-spark-1.jar", "aegis-spark-1-sources.jar", "lib/a.jar", "lib/b.jar")) {
            Files.writeString(built.resolve(jar), "");
        }

        List<String> said = call(built, "spark://host:7077", "hdfs://names/sweep/", "--num-executors", "4")
                .lines()
                .toList();

        assertThat(said)
                .containsSubsequence("--master", "spark://host:7077", "--class", SparkSweepMain.class.getName())
                .containsSubsequence("--jars", built + "/lib/a.jar," + built + "/lib/b.jar", "--num-executors", "4")
                .containsSubsequence(
                        built + "/aegis-spark-1.jar",
                        "--plan",
                        "hdfs://names/sweep/plan.csv",
                        "--out",
                        "hdfs://names/sweep");
        assertThat(said).noneMatch(word -> word.endsWith("-sources.jar"));
        assertThat(call(built, "spark://host:7077")).startsWith("usage:");
    }

    private String call(Path built, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder call =
                new ProcessBuilder("sh", DEPLOY.resolve("aegis-sweep-submit").toString());
        call.command().addAll(List.of(arguments));
        call.environment().put("SPARK_HOME", folder.resolve("home").toString());
        call.environment().put("AEGIS_SPARK", built.toString());
        Process process = call.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
