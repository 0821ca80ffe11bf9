package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of threats in OPERATIONS.md names, in every row, tests that there are. */
class ThreatTableTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void every_threat_has_its_answer_and_a_test_that_is_there() throws IOException {
        Set<String> tests = tests();
        List<String> rows = rows();

        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
            List<String> cells =
                    Stream.of(row.split("\\|", -1)).map(String::strip).toList();
            assertThat(cells).hasSize(6);
            assertThat(cells.subList(1, 5)).allSatisfy(cell -> assertThat(cell).isNotEmpty());
            List<String> named = TEST.matcher(cells.get(4))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
            assertThat(named).isNotEmpty();
            assertThat(tests).containsAll(named);
        });
        assertThat(rows).doesNotHaveDuplicates();
    }

    private static List<String> rows() throws IOException {
        String text = Files.readString(Path.of("OPERATIONS.md"));
        String section = text.substring(text.indexOf("\n# Threats\n") + 1);
        return section.lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("# "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Threat "))
                .toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            List<Path> roots = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
            Set<String> names = new TreeSet<>();
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    names.addAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Test.java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet()));
                }
            }
            return names;
        }
    }
}
