package io.aegismatrix.runner.report;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Scores of trained models beside their baselines', as a table for people. */
public final class ScoreTable {

    private static final List<TableColumn<Row>> COLUMNS = List.of(
            TableColumn.<Row>left("model", Row::model).asExtra(),
            TableColumn.left("output", row -> row.score().output()),
            TableColumn.right("n", row -> Integer.toString(row.score().n())),
            TableColumn.<Row>left("metric", row -> row.score().metric()).asExtra(),
            TableColumn.<Row>right("score", row -> decimal("%.4f", row.score().loss()))
                    .asExtra(),
            TableColumn.<Row>right(
                            "baseline", row -> decimal("%.4f", row.score().baselineLoss()))
                    .asExtra(),
            TableColumn.<Row>left("against", row -> row.score().baseline()).asExtra(),
            TableColumn.right(
                    "skill %", row -> decimal("%+.2f", 100 * row.score().skill())),
            TableColumn.right("95 % interval", row -> interval(row.score())),
            TableColumn.<Row>right("weight", row -> decimal("%.2f", row.score().weight()))
                    .asExtra(),
            TableColumn.left("edge", row -> row.score().edge() ? "EDGE" : "NO_EDGE"));

    private ScoreTable() {}

    private record Row(String model, OutputScore score) {}

    /** The scores of several engines. */
    public static String of(List<ModelBundle> bundles, int width) {
        return table(bundles.stream().map(ModelBundle::manifest).toList(), width);
    }

    /** The scores of one engine. */
    public static String of(ModelManifest manifest, int width) {
        return table(List.of(manifest), width);
    }

    private static String table(List<ModelManifest> manifests, int width) {
        List<Row> rows = manifests.stream()
                .flatMap(manifest -> manifest.models().stream())
                .flatMap(card -> card.outputs().stream().map(score -> new Row(card.model(), score)))
                .toList();
        return Tables.of(rows, COLUMNS, width);
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
