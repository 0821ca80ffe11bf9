package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the distribution is told to carry, and what its own README says of it. */
final class DistributionTest {

    private static final Path DIST = Path.of("src", "main", "dist");
    private static final Pattern SOURCE = Pattern.compile("<(?:source|directory)>([^<]+)</");

    @Test
    void carries_what_a_run_needs_and_a_reader_asks_for() throws IOException {
        assertThat(sources("dist.xml"))
                .contains(
                        "src/main/dist",
                        "src/main/dist/bin",
                        "${project.build.directory}/lib",
                        "${project.build.directory}/aegis.jar",
                        "${project.basedir}/../models",
                        "schedules",
                        "src/main/resources/reference.conf",
                        "${project.basedir}/../LICENSE",
                        "${project.basedir}/../NOTICE");
        assertThat(DIST).isDirectoryContaining("glob:**/{README,THIRD-PARTY}.md");
    }

    @Test
    void everything_it_carries_is_there() throws IOException {
        for (String descriptor : List.of("dist.xml", "archives.xml")) {
            for (String source : sources(descriptor)) {
                if (!source.startsWith("${project.build.directory}")) {
                    assertThat(Path.of(source.replace("${project.basedir}", ".")))
                            .exists();
                }
            }
        }
    }

    @Test
    void its_readme_names_every_folder() throws IOException {
        String readme = Files.readString(DIST.resolve("README.md"));

        assertThat(Stream.of(
                        "`bin/aegis`",
                        "`models/`",
                        "`conf/aegis.conf`",
                        "`schedules/`",
                        "`lib/`",
                        "`licenses/`",
                        "`NOTICE`"))
                .allSatisfy(name -> assertThat(readme).contains(name));
    }

    @Test
    void every_platform_of_the_page_has_its_profile_and_no_other() throws IOException {
        String page = Files.readString(Path.of("docs", "DISTRIBUTION.md"));
        List<String> profiles = Pattern.compile("<pytorch.platform>([^<]+)<")
                .matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .map(platform -> platform.group(1))
                .toList();

        assertThat(profiles).containsExactly("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");
        assertThat(Pattern.compile("\\| `([a-z]+-[a-z0-9_]+)`, \\d+ MB \\|")
                        .matcher(page)
                        .results())
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(profiles);
    }

    private static List<String> sources(String descriptor) throws IOException {
        return SOURCE.matcher(Files.readString(Path.of("src", "main", "assembly", descriptor)))
                .results()
                .map(source -> source.group(1))
                .toList();
    }
}
