package io.aegismatrix.runner.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.io.DraftFile;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The state of the last run of a command as a Prometheus text file, one file a command, for a collector of text files
 * such as node_exporter's. A reader sees the old file or the new one, never a part.
 */
public final class RunMetrics {

    private static final double MILLIS = 1_000;

    private final RunEnd end;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private RunMetrics(RunEnd end) {
        this.end = end;
    }

    /**
     * Writes the file {@code aegis_<command>.prom}, or {@code aegis_<command>_<index>.prom}.
     *
     * @param folder where the collector looks
     * @param end how the run ended
     * @param history how all runs ended, this one included; empty if there is no ledger
     * @param figures further figures by metric name, such as {@code aegis_data_completeness_ratio}
     * @param underlying the index, where it is one of several
     * @throws IOException if it cannot be written; what was there before is untouched
     */
    public static void write(
            Path folder,
            RunEnd end,
            List<RunEnd> history,
            SortedMap<String, Double> figures,
            Optional<String> underlying)
            throws IOException {
        RunMetrics metrics = new RunMetrics(end);
        // Two files of a folder must not say the same of different things.
        underlying.ifPresent(index -> metrics.registry.config().commonTags("underlying", index));
        metrics.addRun();
        metrics.addHistory(history);
        figures.forEach((name, value) -> metrics.gauge(name, "Of the last run.", Tags.empty(), value));
        Files.createDirectories(folder);
        // Collectors read *.prom only, so that a draft a crash left behind is never read.
        byte[] text = metrics.registry.scrape().getBytes(UTF_8);
        String index =
                underlying.map(name -> "_" + name.toLowerCase(Locale.ROOT)).orElse("");
        DraftFile.replace(
                folder.resolve("aegis_" + (end.command() + index).replace(' ', '_') + ".prom"), out -> out.write(text));
    }

    /**
     * Writes figures that stand for more than one run, such as where a sweep stands.
     *
     * @param file whose name should end with {@code .prom}, or no collector reads it
     * @param help what they are of, a sentence
     * @param figures by metric name
     * @throws IOException if it cannot be written; what was there before is untouched
     */
    public static void write(Path file, String help, SortedMap<String, Double> figures) throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        figures.forEach((name, value) -> gauge(registry, name, help, Tags.empty(), value));
        byte[] text = registry.scrape().getBytes(UTF_8);
        DraftFile.replace(file, out -> out.write(text));
    }

    private void addRun() {
        gauge("aegis_run_exit_code", "Exit code of the last run.", command(), end.exitCode());
        gauge("aegis_run_end_timestamp_seconds", "When the last run ended.", command(), seconds(end.at()));
        gauge(
                "aegis_run_duration_seconds",
                "How long the last run took.",
                command(),
                end.duration().toMillis() / MILLIS);
        end.stagesMs()
                .forEach((stage, millis) -> gauge(
                        "aegis_run_stage_seconds",
                        "How long the stages of the last run took.",
                        command().and("stage", stage),
                        millis / MILLIS));
        end.publication()
                .ifPresent(publication -> gauge(
                        "aegis_payload_as_of_timestamp_seconds",
                        "Market time of the newest datum published.",
                        Tags.empty(),
                        seconds(publication.asOf())));
    }

    private void addHistory(List<RunEnd> history) {
        List<RunEnd> ours = history.stream()
                .filter(run -> run.command().equals(end.command()))
                .toList();
        Map<RunOutcome, Long> counts =
                ours.stream().collect(Collectors.groupingBy(RunEnd::outcome, TreeMap::new, Collectors.counting()));
        counts.forEach((outcome, count) ->
                gauge("aegis_runs", "Runs in the ledger.", command().and("outcome", outcome.id()), count));
        ours.stream()
                .filter(run -> run.exitCode() == 0)
                .reduce((older, newer) -> newer)
                .ifPresent(success -> gauge(
                        "aegis_run_success_timestamp_seconds",
                        "When the last run without failure ended.",
                        command(),
                        seconds(success.at())));
    }

    private Tags command() {
        return Tags.of("command", end.command());
    }

    private void gauge(String name, String help, Tags tags, double value) {
        gauge(registry, name, help, tags, value);
    }

    private static void gauge(PrometheusMeterRegistry registry, String name, String help, Tags tags, double value) {
        Gauge.builder(name, () -> value)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static double seconds(Instant moment) {
        return moment.toEpochMilli() / MILLIS;
    }
}
