package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The notices of the distribution against what it carries. */
final class ThirdPartyTest {

    private static final Path DIST = Path.of("src", "main", "dist");
    private static final Path NOTICES = DIST.resolve("THIRD-PARTY.md");
    /** Written by the build: the jars that are copied into {@code lib}. */
    private static final Path RUNTIME = Path.of("target", "runtime.classpath");

    /** What may be carried: nothing that asks anything of the code beside it. */
    private static final Set<String> ACCEPTED =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0");

    private static List<ThirdParty> carried = List.of();

    @BeforeAll
    static void read_what_is_carried() throws IOException {
        assumeTrue(Files.exists(RUNTIME), "built without Maven: nobody wrote " + RUNTIME);
        carried = Stream.of(Files.readString(RUNTIME).strip().split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> !jar.getFileName().toString().startsWith("aegis-"))
                .map(ThirdParty::of)
                .sorted(Comparator.comparing(ThirdParty::artifact))
                .toList();
    }

    @Test
    void every_library_is_named_with_its_version_and_terms() throws IOException {
        String table = carried.stream().map(ThirdParty::row).collect(Collectors.joining("\n"));
        String notices = Files.readString(NOTICES);

        assertThat(carried).hasSizeGreaterThan(50);
        assertThat(notices)
                .as("%s must hold this table, and no other row:%n%s%n", NOTICES, table)
                .contains("|---|---|---|\n" + table + "\n\n");
    }

    @Test
    void nothing_is_carried_whose_terms_reach_further_than_itself() {
        assertThat(carried)
                .allSatisfy(library -> assertThat(library.licences())
                        .as(library.artifact())
                        .isNotEmpty()
                        .containsAnyElementsOf(ACCEPTED));
    }

    @Test
    void terms_that_a_jar_lacks_lie_beside_it_with_whose_they_are() {
        assertThat(carried.stream().filter(library -> !library.carriesLicence()))
                .allSatisfy(library -> assertThat(text(library))
                        .as("terms of %s", library.artifact())
                        .contains(library.licences().contains("Apache-2.0") ? "" : name(library)));
    }

    private static String text(ThirdParty library) throws IOException {
        if (library.licences().contains("Apache-2.0")) {
            return Files.readString(Path.of("..", "LICENSE"));
        }
        String licence = library.licences().stream()
                .filter(ACCEPTED::contains)
                .findFirst()
                .orElseThrow();
        return Files.readString(DIST.resolve("licenses").resolve(licence + ".txt"));
    }

    private static String name(ThirdParty library) {
        return library.artifact().substring(library.artifact().indexOf(':') + 1);
    }
}
