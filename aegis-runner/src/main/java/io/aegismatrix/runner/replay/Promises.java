package io.aegismatrix.runner.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.runner.log.LoggedForecast;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The walk-forward records that stood beside the forecasts when they were published: coverage of ranges as the payloads
 * said it, skill as the manifests of the models in use say it.
 */
public final class Promises {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<Range, Double> coverage = new HashMap<>();
    private final SortedMap<String, Missing> missing = new TreeMap<>();
    private final Map<Model, Map<String, OutputScore>> scores = new HashMap<>();
    private final ModelStore models;

    private record Range(Instant asOf, Topic<Target> topic) {}

    private record Model(EngineId engine, String version) {}

    /**
     * A block of the payload that said it has nothing to say.
     *
     * @param path where it stands in the payload
     * @param payloads in how many payloads
     * @param reason the reason in the last of them
     */
    public record Missing(String path, int payloads, String reason) {}

    private Promises(ModelStore models) {
        this.models = models;
    }

    /** Reads what was published. @throws IOException naming a payload that cannot be read */
    public static Promises of(ReplayFolder folder, List<StepResult> results, ModelStore models) throws IOException {
        Promises promises = new Promises(models);
        for (StepResult result : results) {
            if (result.kind() == ReplayStep.Kind.INFER && result.done()) {
                promises.read(folder.payload(result.at()));
            }
        }
        return promises;
    }

    private void read(Path file) throws IOException {
        JsonNode payload = MAPPER.readTree(BoundedFile.read(file, PayloadJson.MAX_READ_BYTES));
        Instant asOf = Instant.parse(payload.path("as_of").asText());
        for (JsonNode range : payload.path("seller").path("ranges")) {
            JsonNode record = range.path("coverage");
            JsonNode held = record.path("walk_forward").path("value");
            double value = (held.isNumber() ? held : record.path("value")).asDouble(Double.NaN);
            if (!range.hasNonNull("expiry") && !Double.isNaN(value)) {
                RangeKind kind = RangeKind.valueOf(range.path("kind").asText());
                Topic<Target> topic = new Topic<>(
                        kind == RangeKind.PATH ? Target.PATH_RANGE : Target.CLOSE_RANGE,
                        range.path("horizon_sessions").asInt(),
                        range.path("level").asDouble());
                coverage.put(new Range(asOf, topic), value);
            }
        }
        for (String block : List.of("market", "direction", "seller", "buyer")) {
            findMissing(block, payload.path(block));
        }
    }

    /** Blocks that hold blocks: without recursion, because a payload is somebody's file. */
    private void findMissing(String name, JsonNode root) {
        Deque<Map.Entry<String, JsonNode>> open = new ArrayDeque<>(List.of(Map.entry(name, root)));
        Map<String, String> reasons = new TreeMap<>();
        while (!open.isEmpty()) {
            Map.Entry<String, JsonNode> next = open.pop();
            JsonNode node = next.getValue();
            if (node.path("source").path("kind").asText().equals("UNAVAILABLE")) {
                reasons.put(next.getKey(), node.path("source").path("reason").asText());
            }
            node.properties()
                    .forEach(field -> open.push(Map.entry(next.getKey() + "." + field.getKey(), field.getValue())));
            if (node.isArray()) {
                node.forEach(element -> open.push(Map.entry(next.getKey() + "[]", element)));
            }
        }
        reasons.forEach((path, reason) -> missing.merge(
                path, new Missing(path, 1, reason), (before, one) -> new Missing(path, before.payloads() + 1, reason)));
    }

    /** Blocks that were not available, by path. */
    public List<Missing> missing() {
        return List.copyOf(missing.values());
    }

    /** Share of past ranges of the kind that had held, as the payload said beside this range. */
    OptionalDouble coverage(LoggedForecast range) {
        Double value = coverage.get(new Range(range.asOf(), range.topic()));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** How good the output of the model had proved to be when it was trained. */
    Optional<OutputScore> score(LoggedForecast forecast) {
        Map<String, OutputScore> outputs =
                scores.computeIfAbsent(new Model(forecast.engine(), forecast.version()), this::outputs);
        return Optional.ofNullable(outputs.get(output(forecast)));
    }

    private Map<String, OutputScore> outputs(Model model) {
        Map<String, OutputScore> outputs = new HashMap<>();
        models.load(model.engine(), model.version())
                .manifest()
                .models()
                .forEach(card -> card.outputs().forEach(score -> outputs.put(score.output(), score)));
        return outputs;
    }

    /** How manifests call what outcomes call by its target. */
    private static String output(LoggedForecast forecast) {
        int h = forecast.horizon();
        return switch (forecast.target()) {
            case EXPECTED_ABS_MOVE -> "move_" + h;
            case REALIZED_VOLATILITY -> "volatility_" + h;
            case TOUCH_EITHER_PROBABILITY -> "touch_" + h;
            case TRAP_PROBABILITY -> "trap";
            case BREAKOUT_PROBABILITY -> "breakout_" + h;
            case SPIKE_UP_PROBABILITY -> "spike_up";
            case LONG_STRADDLE_WIN_PROBABILITY -> "straddle_" + h;
            case REGIME -> "regime";
            case CLOSE_BEYOND_PROBABILITY, CLOSE_RANGE, DIRECTION, PATH_RANGE, PREOPEN_DIRECTION, PREOPEN_VOLATILITY ->
                forecast.target().text() + "_" + h;
        };
    }
}
