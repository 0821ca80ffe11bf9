package io.aegismatrix.engine.card;

import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** An engine's card as Markdown. */
final class CardMarkdown {

    private static final int MOST_INPUTS = 10;

    private final StringBuilder text = new StringBuilder();

    private CardMarkdown() {}

    static String of(EngineCard card) {
        CardMarkdown markdown = new CardMarkdown();
        markdown.header(card);
        card.models().forEach(markdown::model);
        markdown.notes();
        return markdown.text.toString();
    }

    private void header(EngineCard card) {
        ModelManifest manifest = card.manifest();
        line("# " + manifest.engine().id() + " " + manifest.version());
        line("");
        line("| | |");
        line("|---|---|");
        line("| trained on | " + manifest.trainedFrom() + " to " + manifest.trainedThrough() + ", "
                + manifest.sessions() + " sessions |");
        line("| trained at | " + card.trainedAt().map(Instant::toString).orElse("not known") + " |");
        line("| seed | " + manifest.seed() + " |");
        line("| data SHA-256 | `" + manifest.dataSha256() + "` |");
        line("| features | version " + manifest.featureSchemaVersion() + ", `" + manifest.featureSchemaSha256()
                + "` |");
        line("| libraries | "
                + manifest.libraries().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + " |");
        manifest.requires().forEach((id, version) -> line("| trained beside | " + id + " " + version + " |"));
    }

    private void model(EngineCard.Model model) {
        line("");
        line("## " + model.card().model());
        line("");
        line(model.card().rows() + " rows, " + model.card().columns().size() + " inputs. Parameters: "
                + words(model.card().parameters().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList())
                + ".");
        line("");
        line("Most gain: "
                + words(model.importance().stream()
                        .limit(MOST_INPUTS)
                        .map(one -> "`" + one.input() + "` " + format("%.1f %%", 100 * one.share()))
                        .toList())
                + ".");
        line("");
        scores(model);
        slices(model);
        line("Watched for drift: "
                + model.unwatchedReason()
                        .orElseGet(() -> model.watched().size() + " of its inputs, against their training values")
                + ".");
    }

    private void scores(EngineCard.Model model) {
        line("| output | h | n | metric | loss | baseline | its loss | skill % | 95 % interval | weight | edge | base"
                + " rates |");
        line("|---|---:|---:|---|---:|---|---:|---:|---:|---:|---|---|");
        for (EngineCard.Output output : model.outputs()) {
            OutputScore score = output.score();
            line("| " + score.output() + " | " + score.horizon() + " | " + score.n() + " | " + score.metric() + " | "
                    + format("%.4f", score.loss()) + " | " + score.baseline() + " | "
                    + format("%.4f", score.baselineLoss()) + " | " + format("%+.2f", 100 * score.skill()) + " | "
                    + interval(score.lower(), score.upper()) + " | " + format("%.2f", score.weight()) + " | "
                    + (score.edge() ? "EDGE" : "NO_EDGE") + " | "
                    + words(score.baseRates().stream()
                            .map(rate -> format("%.3f", rate))
                            .toList())
                    + " |");
        }
        line("");
    }

    private void slices(EngineCard.Model model) {
        if (model.outputs().stream().allMatch(output -> output.worst().isEmpty())) {
            line("No output keeps losses enough to say where it did worst.");
            line("");
            return;
        }
        line("| did worst | cut by | slice | n | loss | baseline's | skill % | 95 % interval |");
        line("|---|---|---|---:|---:|---:|---:|---:|");
        for (EngineCard.Output output : model.outputs()) {
            for (FailureSlice slice : output.worst()) {
                line("| " + output.score().output() + " | " + slice.kind() + " | " + slice.slice() + " | " + slice.n()
                        + " | " + format("%.4f", slice.loss()) + " | " + format("%.4f", slice.baselineLoss()) + " | "
                        + format("%+.2f", 100 * slice.skill()) + " | " + interval(slice.lower(), slice.upper()) + " |");
            }
        }
        line("");
    }

    private void notes() {
        line("");
        line("Scores are walk-forward, on sessions the model was not trained on; skill is the share of the baseline's"
                + " loss that was saved, intervals are block bootstraps. The worst slice of several is low by"
                + " selection; its interval is not adjusted for that.");
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static String interval(OptionalDouble lower, OptionalDouble upper) {
        return interval(lower.orElse(Double.NaN), upper.orElse(Double.NaN));
    }

    private static String interval(double lower, double upper) {
        return Double.isFinite(lower) && Double.isFinite(upper)
                ? format("[%+.2f, ", 100 * lower) + format("%+.2f]", 100 * upper)
                : "?";
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
