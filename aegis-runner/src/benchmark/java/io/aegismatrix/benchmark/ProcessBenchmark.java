package io.aegismatrix.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whole processes, from their start to the published file: an inference by the launcher against one by {@code java -jar},
 * and an empty Java. The market is the CSV folder that the property {@code data} names, or else a synthetic one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProcessBenchmark {

    private static final int PATIENCE_MINUTES = 10;

    private Path distribution;
    private Path folder;
    private List<String> inference;

    /** Finds the distribution that {@code mvn package} made. */
    @Setup
    public void find() throws IOException {
        distribution = Path.of("target", "aegis-dist").toAbsolutePath();
        if (!Files.isRegularFile(distribution.resolve("aegis.jar"))) {
            throw new IOException(distribution + ": no distribution; run 'mvn package' first");
        }
        folder = Files.createTempDirectory("aegis-benchmark");
        String data = System.getProperty("data", "");
        inference = List.of(
                "infer",
                "--source",
                data.isEmpty() ? "synthetic:7" : "csv:" + Path.of(data).toAbsolutePath(),
                "--as-of",
                "2024-12-31",
                "--models",
                Path.of(System.getProperty("models", "../models")).toAbsolutePath().toString(),
                "--out",
                "aegismatrix.json",
                "--quiet");
    }

    /** {@code bin/aegis infer}. */
    @Benchmark
    public int launcher() throws IOException, InterruptedException {
        return run(List.of(distribution.resolve("bin").resolve("aegis").toString()), inference);
    }

    /** {@code java -jar aegis.jar infer}. */
    @Benchmark
    public int jar() throws IOException, InterruptedException {
        return run(List.of("java", "-jar", distribution.resolve("aegis.jar").toString()), inference);
    }

    /** {@code java -version}: what nobody gets below. */
    @Benchmark
    public int java() throws IOException, InterruptedException {
        return run(List.of("java", "-version"), List.of());
    }

    private int run(List<String> program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + ": failed; run it alone to see why");
        }
        return process.exitValue();
    }
}
