package io.aegismatrix.runner.report;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Scores of trained models beside their baselines', as a table for people. */
public final class ScoreTable {

    private static final List<ColumnData<Row>> COLUMNS = List.of(
            Tables.left("model", Row::model),
            Tables.left("output", row -> row.score().output()),
            Tables.right("n", row -> Integer.toString(row.score().n())),
            Tables.left("metric", row -> row.score().metric()),
            Tables.right("score", row -> decimal("%.4f", row.score().loss())),
            Tables.right("baseline", row -> decimal("%.4f", row.score().baselineLoss())),
            Tables.left("against", row -> row.score().baseline()),
            Tables.right("skill %", row -> decimal("%+.2f", 100 * row.score().skill())),
            Tables.right("95 % interval", row -> interval(row.score())),
            Tables.right("weight", row -> decimal("%.2f", row.score().weight())),
            Tables.left("edge", row -> row.score().edge() ? "EDGE" : "NO_EDGE"));

    private ScoreTable() {}

    private record Row(String model, OutputScore score) {}

    /** The scores of several engines. */
    public static String of(List<ModelBundle> bundles) {
        return table(bundles.stream().map(ModelBundle::manifest).toList());
    }

    /** The scores of one engine. */
    public static String of(ModelManifest manifest) {
        return table(List.of(manifest));
    }

    private static String table(List<ModelManifest> manifests) {
        List<Row> rows = manifests.stream()
                .flatMap(manifest -> manifest.models().stream())
                .flatMap(card -> card.outputs().stream().map(score -> new Row(card.model(), score)))
                .toList();
        return Tables.of(rows, COLUMNS);
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String interval(OutputScore score) {
        return "[" + percent(score.lower()) + ", " + percent(score.upper()) + "]";
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? decimal("%+.2f", 100 * value.getAsDouble()) : "?";
    }
}
