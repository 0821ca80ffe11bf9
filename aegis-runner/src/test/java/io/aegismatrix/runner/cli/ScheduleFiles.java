package io.aegismatrix.runner.cli;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schedules that ship, read as the schedulers read them. */
final class ScheduleFiles {

    static final Path FOLDER = Path.of("schedules").toAbsolutePath();

    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Pattern ON_CALENDAR =
            Pattern.compile("(?:(\\p{Alpha}{3}) )?\\*-\\*-\\* ([\\d.]+):([\\d,]+):00 (\\S+)");
    private static final Pattern AEGIS_COMMAND = Pattern.compile(
            "(?:aegis\\.jar|\\$AEGIS) ([a-z][^;&|>}\\n]*?)(?= *(?:\\d?>>|&&|\\|\\||;|}|$))", Pattern.MULTILINE);

    private ScheduleFiles() {}

    /** A rule for the times of a job: five fields of a Unix cron line, in a zone. */
    record Rule(String cron, ZoneId zone) {

        List<Instant> runs(Instant from, Instant to) {
            ExecutionTime time = ExecutionTime.forCron(UNIX.parse(cron));
            List<Instant> runs = new ArrayList<>();
            Optional<ZonedDateTime> next =
                    time.nextExecution(from.minusSeconds(1).atZone(zone));
            while (next.isPresent() && next.get().toInstant().isBefore(to)) {
                runs.add(next.get().toInstant());
                next = time.nextExecution(next.get());
            }
            return runs;
        }
    }

    /** The rules of one scheduler for a job. */
    record Job(String scheduler, String name, List<Rule> rules) {

        /** When the job runs in {@code [from, to)}, earliest first. */
        List<Instant> runs(Instant from, Instant to) {
            TreeSet<Instant> all = new TreeSet<>();
            rules.forEach(rule -> all.addAll(rule.runs(from, to)));
            return List.copyOf(all);
        }

        @Override
        public String toString() {
            return scheduler + " " + name;
        }
    }

    /** What all four schedulers do for a job. */
    static List<Job> jobs(String name) throws IOException {
        return List.of(systemd(name), cron(name), github(name), kubernetes(name));
    }

    private static Job systemd(String name) throws IOException {
        String timer = Files.readString(FOLDER.resolve("systemd/aegis-" + name + ".timer"));
        String text = timer.lines()
                .filter(line -> line.startsWith("OnCalendar="))
                .map(line -> line.substring("OnCalendar=".length()))
                .findFirst()
                .orElseThrow();
        Matcher matcher = ON_CALENDAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not understood: OnCalendar=" + text);
        }
        String weekday = Optional.ofNullable(matcher.group(1)).orElse("*");
        String cron = matcher.group(3) + " " + matcher.group(2).replace("..", "-") + " * * " + weekday;
        return new Job("systemd", name, List.of(new Rule(cron, ZoneId.of(matcher.group(4)))));
    }

    private static Job cron(String name) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("cron/aegis.crontab"));
        ZoneId zone = lines.stream()
                .filter(line -> line.startsWith("CRON_TZ="))
                .map(line -> ZoneId.of(line.substring("CRON_TZ=".length())))
                .findFirst()
                .orElseThrow();
        List<Rule> rules = lines.stream()
                .filter(line -> line.contains("$AEGIS " + name + " "))
                .map(line ->
                        new Rule(String.join(" ", List.of(line.split(" ", -1)).subList(0, 5)), zone))
                .toList();
        return new Job("cron", name, rules);
    }

    /** GitHub knows no zone but UTC, and tells jobs apart by the rule that started them. */
    private static Job github(String name) throws IOException {
        JsonNode workflow = new YAMLMapper()
                .readTree(FOLDER.resolve("github-actions/aegis.yml").toFile());
        String condition = "";
        for (JsonNode step : workflow.at("/jobs/aegis/steps")) {
            if (step.path("name").asText().equals(name)) {
                condition = step.path("if").asText();
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode schedule : workflow.at("/on/schedule")) {
            String cron = schedule.path("cron").asText();
            if (starts(condition, cron)) {
                rules.add(new Rule(cron, ZoneId.of("UTC")));
            }
        }
        return new Job("github", name, rules);
    }

    /** Conditions are equalities, or inequalities joined by and. */
    private static boolean starts(String condition, String cron) {
        return condition.contains("!=")
                ? !condition.contains("!= '" + cron + "'")
                : condition.contains("== '" + cron + "'");
    }

    private static Job kubernetes(String name) throws IOException {
        try (MappingIterator<JsonNode> documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .readValues(FOLDER.resolve("kubernetes/aegis.yaml").toFile())) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.at("/metadata/name").asText().equals("aegis-" + name)) {
                    Rule rule = new Rule(
                            document.at("/spec/schedule").asText(),
                            ZoneId.of(document.at("/spec/timeZone").asText()));
                    return new Job("kubernetes", name, List.of(rule));
                }
            }
        }
        throw new IllegalArgumentException("no job aegis-" + name);
    }

    /** Every aegis command in a file, as it would be typed. */
    static List<String> commands(Path file) throws IOException {
        String text = Files.readString(file)
                .replaceAll("(?s)command: \\[java, -jar, (\\S+)\\]\\s+args: \\[([^\\]]*)\\]", "$1 $2")
                .replace(", ", " ");
        return AEGIS_COMMAND
                .matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }
}
