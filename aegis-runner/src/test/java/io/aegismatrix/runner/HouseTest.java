package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The pictures of CONTRIBUTING.md, against POMs and sources. */
final class HouseTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.*?)` \\| (`[A-Z].*) \\|$");
    private static final Pattern TYPE = Pattern.compile("`(\\w+)`");

    /** In the order of the reactor, a step to the right for each arrow on the longest way. */
    private static final Map<String, Integer> STEPS = Map.of(
            "aegis-data", 0,
            "aegis-features", 1,
            "aegis-payload", 1,
            "aegis-direction", 2,
            "aegis-seller", 2,
            "aegis-buyer", 2,
            "aegis-runner", 3);

    private static String contributing() throws IOException {
        return Files.readString(PROJECT.resolve("CONTRIBUTING.md"));
    }

    @Test
    void modules_need_what_the_picture_shows() throws Exception {
        StringBuilder picture = new StringBuilder("```\naegis-data\n");
        for (String module : List.of(
                "aegis-features", "aegis-payload", "aegis-direction", "aegis-seller", "aegis-buyer", "aegis-runner")) {
            picture.append("  ".repeat(STEPS.getOrDefault(module, 0)))
                    .append(String.format("%-15s", module))
                    .append(" <- ")
                    .append(String.join(", ", needs(module)))
                    .append('\n');
        }

        assertThat(contributing()).contains(picture.append("```\n"));
        assertThat(needs("aegis-data")).isEmpty();
    }

    /** Modules of ours a module is compiled against, as its POM lists them. */
    private static List<String> needs(String module) throws ParserConfigurationException, SAXException, IOException {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(PROJECT.resolve(module).resolve("pom.xml").toFile())
                .getDocumentElement();
        List<String> needs = new ArrayList<>();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String name = text(dependency, "artifactId");
            if (name.startsWith("aegis-") && !text(dependency, "scope").equals("test")) {
                needs.add(name);
            }
        }
        return needs;
    }

    private static String text(Element element, String tag) {
        NodeList found = element.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    @Test
    void numbers_come_about_on_the_way_that_is_shown() throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> rows = ROW.matcher(contributing()).results().toList();

        assertThat(rows).hasSize(4);
        for (MatchResult row : rows) {
            List<String> way = TYPE.matcher(row.group(2))
                    .results()
                    .map(type -> type.group(1))
                    .toList();
            assertThat(sources.keySet()).as(row.group(1)).containsAll(way);
            for (int i = 1; i < way.size(); i++) {
                String before = way.get(i - 1);
                String after = way.get(i);
                assertThat(names(sources, before, after) || names(sources, after, before))
                        .as("%s: %s beside %s", row.group(1), before, after)
                        .isTrue();
            }
        }
    }

    private static boolean names(Map<String, String> sources, String type, String other) {
        return Pattern.compile("\\b" + other + "\\b")
                .matcher(sources.getOrDefault(type, ""))
                .find();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : STEPS.keySet()) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString();
                    sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
        }
        assertThat(Arrays.asList("Payload", "MarketSource")).allMatch(sources::containsKey);
        return sources;
    }
}
