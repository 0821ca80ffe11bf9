package io.aegismatrix.runner;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Scores of trained models beside their baselines', as a table for people. */
final class ScoreTable {

    private static final List<ColumnData<Row>> COLUMNS = List.of(
            left("model", Row::model),
            left("output", row -> row.score().output()),
            right("n", row -> Integer.toString(row.score().n())),
            left("metric", row -> row.score().metric()),
            right("score", row -> decimal("%.4f", row.score().loss())),
            right("baseline", row -> decimal("%.4f", row.score().baselineLoss())),
            left("against", row -> row.score().baseline()),
            right("skill %", row -> decimal("%+.2f", 100 * row.score().skill())),
            right("95 % interval", row -> interval(row.score())),
            right("weight", row -> decimal("%.2f", row.score().weight())),
            left("edge", row -> row.score().edge() ? "EDGE" : "NO_EDGE"));

    private ScoreTable() {}

    private record Row(String model, OutputScore score) {}

    /** The scores of several engines. */
    static String of(List<ModelBundle> bundles) {
        return table(bundles.stream().map(ModelBundle::manifest).toList());
    }

    /** The scores of one engine. */
    static String of(ModelManifest manifest) {
        return table(List.of(manifest));
    }

    private static String table(List<ModelManifest> manifests) {
        List<Row> rows = manifests.stream()
                .flatMap(manifest -> manifest.models().stream())
                .flatMap(card -> card.outputs().stream().map(score -> new Row(card.model(), score)))
                .toList();
        return AsciiTable.getTable(rows, COLUMNS);
    }

    private static ColumnData<Row> left(String header, Function<Row, String> value) {
        return column(header, HorizontalAlign.LEFT, value);
    }

    private static ColumnData<Row> right(String header, Function<Row, String> value) {
        return column(header, HorizontalAlign.RIGHT, value);
    }

    private static ColumnData<Row> column(String header, HorizontalAlign align, Function<Row, String> value) {
        return new Column().header(header).dataAlign(align).maxWidth(60).with(value);
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
