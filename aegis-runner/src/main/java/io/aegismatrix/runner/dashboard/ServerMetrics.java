package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.StreamSupport;

/**
 * The payload and the server in Prometheus' text format. What the metrics of a run have too bears the same name; what a
 * payload lacks is left out, never 0.
 */
final class ServerMetrics {

    /** The media type of the format. */
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double MILLIS = 1_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private ServerMetrics() {}

    /** What can be said now. */
    static String text(PayloadFeed.State state, ServerTally tally) {
        ServerMetrics metrics = new ServerMetrics();
        metrics.addPayload(state.payload().tree());
        metrics.gauge(
                "aegis_payload_readable",
                "Whether the file holds a payload now; if not, the rest is of the last one.",
                Tags.empty(),
                state.trouble().isPresent() ? 0 : 1);
        metrics.addServer(tally);
        return metrics.registry.scrape();
    }

    private void addPayload(JsonNode payload) {
        moment("aegis_payload_as_of_timestamp_seconds", "Market time of the newest datum.", payload.path("as_of"));
        moment("aegis_payload_generated_timestamp_seconds", "When it was published.", payload.path("generated_at"));
        number("aegis_market_spot_points", "The index.", payload.at("/market/spot"));
        number(
                "aegis_data_completeness_ratio",
                "Share of the calendar's sessions that have a bar.",
                payload.at("/data_quality/completeness"));
        JsonNode models = payload.path("models");
        if (models.isArray()) {
            gauge("aegis_models", "Models that took part.", Tags.empty(), models.size());
            StreamSupport.stream(models.spliterator(), false)
                    .mapToInt(model -> model.path("age_days").asInt())
                    .max()
                    .ifPresent(days -> gauge("aegis_model_age_days_max", "Of the oldest model.", Tags.empty(), days));
        }
        label("aegis_seller_flag", "The verdict on selling.", payload.at("/seller/seller_flag/label"));
        label("aegis_buyer_environment", "The verdict on buying.", payload.at("/buyer/buyer_environment/label"));
    }

    private void addServer(ServerTally tally) {
        gauge("aegis_serve_connections", "Connections now.", Tags.empty(), tally.connections());
        counter("aegis_serve_late", "Connections closed because their time was over.", Tags.empty(), tally.late());
        tally.answers()
                .forEach((status, count) ->
                        counter("aegis_serve_answers", "Answers.", Tags.of("status", String.valueOf(status)), count));
    }

    private void moment(String name, String help, JsonNode value) {
        try {
            gauge(name, help, Tags.empty(), Instant.parse(value.asText()).toEpochMilli() / MILLIS);
        } catch (DateTimeParseException e) {
            // A payload of the older system has another time, or none, and then has no such figure.
            return;
        }
    }

    private void number(String name, String help, JsonNode value) {
        if (value.isNumber()) {
            gauge(name, help, Tags.empty(), value.asDouble());
        }
    }

    private void label(String name, String help, JsonNode value) {
        if (value.isTextual()) {
            gauge(name, help, Tags.of("label", value.asText()), 1);
        }
    }

    private void gauge(String name, String help, Tags tags, double value) {
        Gauge.builder(name, () -> value)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private void counter(String name, String help, Tags tags, long count) {
        FunctionCounter.builder(name, this, any -> count)
                .description(help)
                .tags(tags)
                .register(registry);
    }
}
