package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is published, by the POMs. */
final class ArtifactsTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path BOM = Path.of("bom", "pom.xml");
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    private static final Pattern ARTIFACT =
            Pattern.compile("(?s)<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern OWN = Pattern.compile("(?s)</parent>.*?<artifactId>([^<]+)</artifactId>");

    @Test
    void the_bom_names_every_artifact_of_ours() throws IOException {
        assertThat(managed()).extracting(artifact -> artifact.group(2)).containsAll(published());
    }

    @Test
    void the_bom_pins_nothing_of_anybody_else() throws IOException {
        assertThat(managed())
                .isNotEmpty()
                .allSatisfy(artifact -> assertThat(artifact.group(1)).isEqualTo("io.aegismatrix"));
    }

    @Test
    void every_artifact_says_what_it_is() throws IOException {
        for (Path pom : poms()) {
            String text = Files.readString(pom);
            assertThat(text).as(pom.toString()).contains("<name>AegisMatrix ").contains("<description>");
        }
        assertThat(Files.readString(PROJECT.resolve("pom.xml")))
                .contains("<url>", "<licenses>", "<developers>", "<scm ", "<issueManagement>");
    }

    @Test
    void nothing_is_signed_or_uploaded_unless_somebody_says_so() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("pom.xml")))
                .contains("<gpg.skip>true</gpg.skip>", "<central.dry>true</central.dry>")
                .contains("<skipPublishing>${central.dry}</skipPublishing>", "<autoPublish>false</autoPublish>");
    }

    private static List<MatchResult> managed() throws IOException {
        String text = Files.readString(BOM);
        return ARTIFACT.matcher(text.substring(text.indexOf("<dependencyManagement>"), text.indexOf("<build>")))
                .results()
                .toList();
    }

    private static List<Path> poms() throws IOException {
        List<Path> poms = new ArrayList<>();
        for (MatchResult module : MODULE.matcher(Files.readString(PROJECT.resolve("pom.xml")))
                .results()
                .toList()) {
            poms.add(PROJECT.resolve(module.group(1)).resolve("pom.xml"));
        }
        return poms;
    }

    /** Artifacts with content, of every module the root POM builds: all but the list itself. */
    private static List<String> published() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path pom : poms()) {
            OWN.matcher(Files.readString(pom))
                    .results()
                    .limit(1)
                    .map(name -> name.group(1))
                    .forEach(names::add);
        }
        names.remove("aegis-bom");
        assertThat(names).hasSizeGreaterThanOrEqualTo(7);
        return names;
    }
}
