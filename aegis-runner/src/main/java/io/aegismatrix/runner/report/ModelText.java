package io.aegismatrix.runner.report;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelChange;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelState;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** One trained engine for people: how good it is first, then where it came from, what it is made of, and its hashes. */
public final class ModelText {

    private static final int TOP = 5;

    private final ModelManifest manifest;
    private final StringBuilder text = new StringBuilder();

    private ModelText(ModelManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * The text.
     *
     * @param changes what was in use when
     * @param width how many characters a line of its tables may have
     */
    public static String of(ModelBundle bundle, ModelState state, List<ModelChange> changes, int width) {
        ModelText model = new ModelText(bundle.manifest());
        model.line(
                "%s %s, %s", bundle.manifest().engine().id(), bundle.manifest().version(), state.id());
        model.text.append('\n').append(ScoreTable.of(bundle.manifest(), width)).append("\n\n");
        model.origin(bundle);
        model.manifest.models().forEach(model::model);
        model.text
                .append('\n')
                .append(changes.isEmpty() ? "No change of what is in use is recorded." : ChangeTable.of(changes, width))
                .append("\n\n");
        model.hashes();
        return model.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void pair(String name, Object value) {
        line("  %-12s %s", name, value);
    }

    private void origin(ModelBundle bundle) {
        pair("trained on", manifest.trainedFrom() + " to " + manifest.trainedThrough());
        pair("sessions", manifest.sessions());
        pair(
                "trained at",
                bundle.trainedAt()
                        .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("?"));
        pair("seed", manifest.seed());
        pair("features", "version " + manifest.featureSchemaVersion());
        manifest.requires().forEach((id, version) -> pair("beside", id + " " + version));
        pairs("libraries", manifest.libraries());
    }

    private void model(ModelCard card) {
        text.append('\n').append(card.model()).append('\n');
        pair("rows", card.rows());
        pair("inputs", card.columns().size());
        if (!card.importance().isEmpty()) {
            pair("most gain", mostGain(card));
        }
        pairs("parameters", card.parameters());
    }

    /** Several of a kind, one a line, aligned among themselves. */
    private void pairs(String title, SortedMap<String, String> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        line("  %s", title);
        int longest = pairs.keySet().stream().mapToInt(String::length).max().orElseThrow();
        pairs.forEach((name, value) -> line("    %-" + longest + "s  %s", name, value));
    }

    private void hashes() {
        text.append("SHA-256\n");
        pair("data", manifest.dataSha256());
        pair("features", manifest.featureSchemaSha256());
    }

    private static String mostGain(ModelCard card) {
        return card.importance().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
