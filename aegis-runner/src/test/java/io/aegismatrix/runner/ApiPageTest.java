package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that tells API from internals, against the sources, what modules export, and what is compared with the last release. */
final class ApiPageTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(aegis-[a-z]+)` \\| (.*) \\| (.*) \\|$");
    private static final Pattern PACKAGE = Pattern.compile("`(io\\.aegismatrix\\.[a-z0-9.]+)`");
    private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([a-z0-9.]+);");

    /** What the page says of the packages of a module. */
    private record Said(Set<String> api, Set<String> internal) {}

    @Test
    void every_package_is_said_to_be_one_or_the_other() throws IOException {
        Map<String, Said> page = page();

        assertThat(page).hasSize(7);
        for (Map.Entry<String, Said> module : page.entrySet()) {
            Set<String> said = new TreeSet<>(module.getValue().api());
            said.addAll(module.getValue().internal());
            assertThat(said)
                    .as(module.getKey())
                    .hasSize(module.getValue().api().size()
                            + module.getValue().internal().size())
                    .isEqualTo(packages(module.getKey()));
        }
    }

    @Test
    void a_module_exports_to_everybody_what_is_api_and_nothing_else() throws IOException {
        for (Map.Entry<String, Said> module : page().entrySet()) {
            Path declaration = PROJECT.resolve(module.getKey()).resolve("src/main/java/module-info.java");
            if (Files.exists(declaration)) {
                assertThat(EXPORT.matcher(Files.readString(declaration)).results())
                        .as(module.getKey())
                        .extracting(export -> export.group(1))
                        .containsExactlyInAnyOrderElementsOf(module.getValue().api());
            }
        }
    }

    @Test
    void what_is_internal_is_left_out_of_the_comparison_with_the_last_release() throws IOException {
        List<String> internal = page().values().stream()
                .flatMap(said -> said.internal().stream())
                .toList();

        assertThat(Pattern.compile("<exclude>(io\\.aegismatrix\\.[a-z0-9.]+)</exclude>")
                        .matcher(Files.readString(PROJECT.resolve("pom.xml")))
                        .results())
                .extracting(exclude -> exclude.group(1))
                .containsExactlyInAnyOrderElementsOf(internal);
    }

    @Test
    void the_comparison_is_left_out_only_while_there_is_no_release() throws IOException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));

        assertThat(pom.contains("<api.skip>true</api.skip>"))
                .isEqualTo(pom.contains("<api.baseline>none</api.baseline>"));
    }

    private static Map<String, Said> page() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs", "API.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> new Said(names(row.group(2)), names(row.group(3))),
                        (one, two) -> two,
                        TreeMap::new));
    }

    private static Set<String> names(String cell) {
        return PACKAGE.matcher(cell)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packages(String module) throws IOException {
        Path sources = PROJECT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
