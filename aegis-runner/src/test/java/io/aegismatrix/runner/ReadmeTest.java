package io.aegismatrix.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, tried. */
final class ReadmeTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private static String readme() throws IOException {
        return Files.readString(PROJECT.resolve("README.md"));
    }

    /** The sample as a class, with the imports its types need. */
    private static String program(String sample) {
        return """
                import io.aegismatrix.data.*;
                import io.aegismatrix.engine.*;
                import io.aegismatrix.features.*;
                import io.aegismatrix.payload.*;
                import io.aegismatrix.seller.*;
                import java.nio.file.Path;
                import java.time.Instant;

                public class Sample {
                    public static void main(String[] arguments) {
                """ + sample + "    }\n}\n";
    }

    @Test
    void embedding_sample_compiles_and_prints_a_safe_range_from_the_shipped_models() throws Exception {
        Matcher sample = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(sample.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Sample.java"), program(sample.group(1)));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, source.toString());
        assertThat(compiled).isZero();

        copyModels(folder.resolve("models"));
        writeData(Files.createDirectory(folder.resolve("data")));
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
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output))
                .containsPattern("30 sessions, 90 %: \\d+ to \\d+")
                .containsPattern("held in \\d+\\.\\d % of \\d+")
                .contains("touches 2 % within 5 sessions: Modelled[");
        assertThat(process.exitValue()).isZero();
    }

    private static void copyModels(Path target) throws IOException {
        Path models = PROJECT.resolve("models");
        try (var files = Files.walk(models)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(models.relativize(file).toString()));
            }
        }
    }

    private static void writeData(Path data) throws IOException {
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        writeBars(data.resolve("nifty50_daily.csv"), market.daily());
        writeBars(data.resolve("indiavix_daily.csv"), market.volatilityIndex());
    }

    private static void writeBars(Path file, BarSeries series) throws IOException {
        StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
        for (DailyBar bar : series.bars()) {
            csv.append(String.format(
                    Locale.ROOT, "%s,%s,%s,%s,%s,0%n", bar.session(), bar.open(), bar.high(), bar.low(), bar.close()));
        }
        Files.write(file, csv.toString().getBytes(UTF_8));
    }

    @Test
    void names_every_command_and_no_other() throws IOException {
        String help = new CommandLineRun(folder).run("--help").out();
        List<String> commands = Pattern.compile("(?m)^  ([a-z]+)  ")
                .matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
                .results()
                .map(row -> row.group(1))
                .toList();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z]+)[ `]").matcher(readme().split("## Commands", 2)[1]);
        List<String> named = rows.results().map(row -> row.group(1)).toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void names_every_module() throws IOException {
        String readme = readme();
        Matcher modules =
                Pattern.compile("<module>(.*?)</module>").matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertThat(modules.results().map(module -> module.group(1)).toList())
                .hasSize(7)
                .allSatisfy(module -> assertThat(readme).contains("[`" + module + "`](" + module + ")"));
    }

    @Test
    void quotes_every_exit_code() throws IOException {
        String readme = readme();
        assertThat(List.of(ExitCode.values()))
                .allSatisfy(code -> assertThat(readme).containsPattern("[ ·]" + code.status() + " [a-z]"));
    }
}
