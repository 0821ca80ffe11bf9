package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every relative link of every page leads to a file that is there, and to a heading of it. */
final class LinksTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|<a href=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*?) *$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", "it");

    @Test
    void every_relative_link_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (String target : links(page)) {
                links++;
                if (!leadsSomewhere(page, target)) {
                    dead.add(PROJECT.relativize(page) + ": " + target);
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(40);
    }

    @Test
    void a_page_that_is_not_there_and_a_heading_that_is_not_there_are_found() {
        Path readme = PROJECT.resolve("README.md");

        assertThat(leadsSomewhere(readme, "aegis-data/README.md")).isTrue();
        assertThat(leadsSomewhere(readme, "#licence")).isTrue();
        assertThat(leadsSomewhere(readme, "aegis-data#no-such-heading")).isFalse();
        assertThat(leadsSomewhere(readme, "NO-SUCH-PAGE.md")).isFalse();
        assertThat(leadsSomewhere(PROJECT.resolve("aegis-data/README.md"), "LICENSE"))
                .isFalse();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT, 6)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of(
                                    PROJECT.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(NOT_OURS::contains))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(LinksTest::target)
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .toList();
    }

    private static String target(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(file);
        }
        Path text = Files.isDirectory(file) ? file.resolve("README.md") : file;
        return Files.isRegularFile(text) && anchors(text).contains(parts[1]);
    }

    /** Names of headings as GitHub makes them: lower case, no punctuation, a dash for every blank. */
    private static Set<String> anchors(Path page) {
        try {
            return HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(page.toString(), e);
        }
    }
}
