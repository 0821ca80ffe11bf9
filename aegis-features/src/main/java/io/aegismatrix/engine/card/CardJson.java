package io.aegismatrix.engine.card;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** An engine's card as JSON. */
final class CardJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CardJson() {}

    static String of(EngineCard card) {
        ModelManifest manifest = card.manifest();
        ObjectNode root = MAPPER.createObjectNode()
                .put("engine", manifest.engine().id())
                .put("version", manifest.version())
                .put("trained_at", card.trainedAt().map(Instant::toString).orElse(null))
                .put("trained_from", manifest.trainedFrom().toString())
                .put("trained_through", manifest.trainedThrough().toString())
                .put("sessions", manifest.sessions())
                .put("seed", manifest.seed())
                .put("data_sha256", manifest.dataSha256())
                .put("feature_schema_version", manifest.featureSchemaVersion())
                .put("feature_schema_sha256", manifest.featureSchemaSha256());
        ObjectNode libraries = root.putObject("libraries");
        manifest.libraries().forEach(libraries::put);
        ObjectNode requires = root.putObject("requires");
        manifest.requires().forEach(requires::put);
        ArrayNode models = root.putArray("models");
        card.models().forEach(model -> add(models.addObject(), model));
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, EngineCard.Model model) {
        node.put("model", model.card().model()).put("rows", model.card().rows());
        ArrayNode columns = node.putArray("inputs");
        model.card().columns().forEach(columns::add);
        ObjectNode parameters = node.putObject("parameters");
        model.card().parameters().forEach(parameters::put);
        ArrayNode importance = node.putArray("importance");
        model.importance()
                .forEach(one -> importance.addObject().put("input", one.input()).put("share", one.share()));
        ArrayNode outputs = node.putArray("outputs");
        model.outputs().forEach(output -> add(outputs.addObject(), output));
        ArrayNode watched = node.putArray("watched_for_drift");
        model.watched().forEach(watched::add);
        node.put("unwatched_reason", model.unwatchedReason().orElse(null));
    }

    private static void add(ObjectNode node, EngineCard.Output output) {
        OutputScore score = output.score();
        node.put("output", score.output())
                .put("horizon", score.horizon())
                .put("metric", score.metric())
                .put("loss", score.loss())
                .put("baseline", score.baseline())
                .put("baseline_loss", score.baselineLoss())
                .put("skill", score.skill())
                .put("skill_lower", boxed(score.lower()))
                .put("skill_upper", boxed(score.upper()))
                .put("n", score.n())
                .put("auc", boxed(score.auc()))
                .put("weight", score.weight())
                .put("edge", score.edge());
        ArrayNode rates = node.putArray("base_rates");
        score.baseRates().forEach(rates::add);
        ArrayNode worst = node.putArray("worst_slices");
        output.worst().forEach(slice -> add(worst.addObject(), slice));
    }

    private static void add(ObjectNode node, FailureSlice slice) {
        node.put("cut_by", slice.kind())
                .put("slice", slice.slice())
                .put("n", slice.n())
                .put("loss", slice.loss())
                .put("baseline_loss", slice.baselineLoss())
                .put("skill", slice.skill());
        node.put("skill_lower", boxed(finite(slice.lower()))).put("skill_upper", boxed(finite(slice.upper())));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
