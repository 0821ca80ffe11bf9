import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints what a release consists of: artifact, size, what it brings along and under which terms, from the bills of materials
 * that {@code mvn -P release package} wrote. Libraries marked optional are not brought along, and not counted.
 *
 * <p>{@code java -cp 'aegis-runner/target/lib/*' aegis-runner/src/test/scripts/Artifacts.java [REPOSITORY]}
 */
final class Artifacts {

    public static void main(String[] args) throws IOException {
        Path repository = Path.of(
                args.length > 0 ? args[0] : System.getProperty("user.home") + "/.m2/repository".replace('/', File.separatorChar));
        System.out.println("| Artifact | Jar, KB | Jars with it | MB together | Terms of what it brings |");
        System.out.println("|---|---|---|---|---|");
        for (Path bill : bills()) {
            String row = row(bill, repository);
            if (!row.isEmpty()) {
                System.out.println(row);
            }
        }
        System.out.println();
        System.out.println("| Archive | MB |");
        System.out.println("|---|---|");
        for (Path archive : files(Path.of("aegis-runner", "target"), "aegis-.*\\.(tar\\.gz|zip)", 1)) {
            System.out.printf(Locale.ROOT, "| `%s` | %.1f |%n", archive.getFileName(), Files.size(archive) / 1e6);
        }
    }

    private static List<Path> bills() throws IOException {
        return files(Path.of("."), "aegis-.*\\.cdx\\.json", 4).stream()
                .filter(bill -> bill.getParent().endsWith("target"))
                .toList();
    }

    private static List<Path> files(Path folder, String name, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    /** Empty for a POM without a jar. */
    private static String row(Path bill, Path repository) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(bill.toFile());
        JsonNode own = tree.at("/metadata/component");
        long size = size(bill.getParent(), own);
        if (size == 0) {
            return "";
        }
        long together = size;
        int jars = 1;
        Map<String, Integer> terms = new TreeMap<>();
        for (JsonNode component : tree.path("components")) {
            if (!component.path("scope").asText("required").equals("required")) {
                continue;
            }
            jars++;
            boolean ours = component.path("group").asText().equals("io.aegismatrix");
            together += ours ? size(module(component), component) : size(repository, component);
            if (!ours) {
                terms.merge(terms(component), 1, Integer::sum);
            }
        }
        return String.format(Locale.ROOT, "| `%s` | %d | %d | %.1f | %s |", own.path("name").asText(),
                (size + 500) / 1000, jars, together / 1e6, said(terms));
    }

    private static String said(Map<String, Integer> terms) {
        if (terms.isEmpty()) {
            return "–";
        }
        StringBuilder said = new StringBuilder();
        terms.forEach((term, count) -> said.append(said.isEmpty() ? "" : ", ").append(term).append(" ×").append(count));
        return said.toString();
    }

    private static String terms(JsonNode component) {
        StringBuilder terms = new StringBuilder();
        for (JsonNode licence : component.path("licenses")) {
            JsonNode named = licence.path("license");
            String term = licence.has("expression")
                    ? licence.path("expression").asText()
                    : named.path("id").asText(named.path("name").asText());
            terms.append(terms.isEmpty() ? "" : " or ").append(term);
        }
        return terms.isEmpty() ? "unknown" : terms.toString();
    }

    private static Path module(JsonNode component) {
        return Path.of(component.path("name").asText(), "target");
    }

    /** Bytes of a jar, in the folder of a build or in a repository; 0 where there is none. */
    private static long size(Path folder, JsonNode component) throws IOException {
        String name = component.path("name").asText();
        String version = component.path("version").asText();
        String purl = component.path("purl").asText();
        String classifier = purl.contains("classifier=") ? "-" + purl.replaceAll(".*classifier=([^&]+).*", "$1") : "";
        for (Path jar : List.of(
                folder.resolve(name + "-" + version + ".jar"),
                folder.resolve(name.equals("aegis-runner") ? "aegis.jar" : "none"),
                folder.resolve(component.path("group").asText().replace('.', '/'))
                        .resolve(name)
                        .resolve(version)
                        .resolve(name + "-" + version + classifier + ".jar"))) {
            if (Files.exists(jar)) {
                return Files.size(jar);
            }
        }
        return 0;
    }
}
