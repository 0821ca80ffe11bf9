package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The first Java sample under a heading of a README, compiled and run as a reader would: in a process of its own. */
record ReadmeSample(String code) {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    static ReadmeSample of(String readme, String heading) {
        int start = readme.indexOf("\n" + heading + "\n");
        assertThat(start).as("heading '%s'", heading).isNotNegative();
        Matcher block = BLOCK.matcher(readme);
        assertThat(block.find(start)).as("a Java sample under '%s'", heading).isTrue();
        return new ReadmeSample(block.group(1));
    }

    /** The sample as a program, with the imports its types need. */
    private String program() {
        return """
                import io.aegismatrix.buyer.*;
                import io.aegismatrix.data.*;
                import io.aegismatrix.data.source.*;
                import io.aegismatrix.engine.*;
                import io.aegismatrix.engine.forecast.*;
                import io.aegismatrix.engine.gate.GateResult;
                import io.aegismatrix.engine.metric.Skill;
                import io.aegismatrix.engine.record.*;
                import io.aegismatrix.engine.score.SafeTensors;
                import io.aegismatrix.engine.volatility.*;
                import io.aegismatrix.features.*;
                import io.aegismatrix.features.ta4j.*;
                import io.aegismatrix.payload.*;
                import io.aegismatrix.runner.*;
                import io.aegismatrix.runner.backtest.BacktestRun;
                import io.aegismatrix.runner.publish.*;
                import io.aegismatrix.seller.*;
                import java.io.IOException;
                import java.nio.file.Files;
                import java.nio.file.Path;
                import java.time.Instant;
                import java.time.LocalDate;
                import java.util.ArrayList;
                import java.util.Arrays;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;
                import java.util.Set;
                import java.util.TreeMap;
                import java.util.stream.IntStream;
                import java.util.stream.Stream;
                import org.ta4j.core.indicators.RSIIndicator;
                import org.ta4j.core.indicators.helpers.ClosePriceIndicator;

                public class Sample {
                    public static void main(String[] arguments) {
                """ + code + "    }\n}\n";
    }

    /** What it prints, run in {@code folder}. */
    String run(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Sample.java"), program());
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, source.toString());
        assertThat(compiled).isZero();
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + classPath,
                        "Sample")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
