package io.aegismatrix.runner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The units, manifests and container files that ship, as key and values. */
final class DeploymentFiles {

    private DeploymentFiles() {}

    /** All files of the schedules whose name ends so, at least one. */
    static List<Path> ending(String end) throws IOException {
        try (Stream<Path> files = Files.walk(ScheduleFiles.FOLDER)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).sorted().toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no file *" + end + " in " + ScheduleFiles.FOLDER);
            }
            return found;
        }
    }

    /** The settings of a unit's service, in their order; one that is repeated has many values. */
    static Map<String, List<String>> service(Path unit) throws IOException {
        String text = Files.readString(unit);
        String section = text.substring(text.indexOf("[Service]"))
                .lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("["))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .reduce("", (all, line) -> all + line + "\n");
        return keyed(section, "=");
    }

    /** The instructions of a container file. */
    static Map<String, List<String>> instructions(Path containerFile) throws IOException {
        String text =
                Files.readString(containerFile).replaceAll("(?m)^#.*\n|^\n", "").replaceAll("\\\\\n\\s*", "");
        return keyed(text, " ");
    }

    private static Map<String, List<String>> keyed(String text, String separator) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String[] parts = line.split(separator, 2);
            all.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1].strip());
        });
        return all;
    }

    /** Every document of a file of manifests. */
    static List<JsonNode> documents(Path manifests) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(manifests.toFile())) {
            return documents.readAll();
        }
    }

    /** Every description of a pod in a document, at whatever depth. */
    static List<JsonNode> pods(JsonNode document) {
        return document.findParents("containers");
    }
}
