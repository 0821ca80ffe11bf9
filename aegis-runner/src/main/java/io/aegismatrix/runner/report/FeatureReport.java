package io.aegismatrix.runner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.features.FeatureRedundancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** What the models rely on, and which features say the same. */
final class FeatureReport {

    private static final int STRONGEST = 10;
    private static final int MOST_INFLATED = 20;

    private FeatureReport() {}

    /** Adds the figures to the back-test's. */
    static void addTo(
            ObjectNode root,
            SortedMap<String, SortedMap<String, Double>> importance,
            Optional<FeatureRedundancy> redundancy) {
        ObjectNode models = root.putObject("importance");
        importance.forEach((model, gains) -> {
            ObjectNode shares = models.putObject(model);
            shares(gains).forEach(share -> shares.put(share.getKey(), rounded(share.getValue(), 10_000)));
        });
        redundancy.ifPresent(features -> add(root.putObject("features"), features));
    }

    private static void add(ObjectNode node, FeatureRedundancy features) {
        node.put("sessions", features.rows());
        ArrayNode names = node.putArray("names");
        ArrayNode inflation = node.putArray("variance_inflation");
        ArrayNode correlation = node.putArray("spearman");
        for (int i = 0; i < features.names().size(); i++) {
            names.add(features.names().get(i));
            inflation.add(rounded(features.inflation(i), 10));
            ArrayNode row = correlation.addArray();
            for (int j = 0; j <= i; j++) {
                row.add(rounded(features.correlation(i, j), 100));
            }
        }
        ArrayNode pairs = node.putArray("redundant_pairs");
        features.pairs()
                .forEach(pair ->
                        pairs.addArray().add(pair.first()).add(pair.second()).add(rounded(pair.correlation(), 1_000)));
        ArrayNode clusters = node.putArray("clusters");
        features.clusters().forEach(cluster -> cluster.forEach(clusters.addArray()::add));
    }

    private static double rounded(double value, double steps) {
        return Math.rint(value * steps) / steps;
    }

    /** Shares of the whole gain, the largest first. */
    private static List<Map.Entry<String, Double>> shares(SortedMap<String, Double> gains) {
        double sum = gains.values().stream().mapToDouble(Double::doubleValue).sum();
        return gains.entrySet().stream()
                .map(gain -> Map.entry(gain.getKey(), sum > 0 ? gain.getValue() / sum : 0))
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** The same as Markdown. */
    static String markdown(
            SortedMap<String, SortedMap<String, Double>> importance, Optional<FeatureRedundancy> redundancy) {
        StringBuilder text = new StringBuilder();
        if (!importance.isEmpty()) {
            text.append("\n## What the trees rely on\n\nShare of the mean gain, the ")
                    .append(STRONGEST);
            text.append(" strongest inputs of trees grown on the whole history. A network has no such number.\n\n");
            text.append(Markdown.row(List.of("Model", "Inputs"))).append(Markdown.rule(2));
            importance.forEach((model, gains) -> text.append(Markdown.row(List.of(model, strongest(gains)))));
        }
        redundancy.ifPresent(features -> append(text, features));
        return text.toString();
    }

    private static String strongest(SortedMap<String, Double> gains) {
        List<String> words = shares(gains).stream()
                .limit(STRONGEST)
                .map(share -> ScoreSections.decimal("%s %.1f %%", share.getKey(), 100 * share.getValue()))
                .toList();
        return words.isEmpty() ? "none: the trees did not split" : String.join(", ", words);
    }

    private static void append(StringBuilder text, FeatureRedundancy features) {
        text.append("\n## Features that say the same\n\n")
                .append(ScoreSections.decimal(
                        "Spearman's rank correlation of %d features over %d sessions; %d pairs above %.1f either way, in"
                                + " these groups:%n%n",
                        features.names().size(),
                        features.rows(),
                        features.pairs().size(),
                        FeatureRedundancy.SAME));
        features.clusters()
                .forEach(cluster -> text.append("- ")
                        .append(Markdown.escape(String.join(", ", cluster)))
                        .append('\n'));
        text.append('\n')
                .append(Markdown.row(List.of("Feature", "And", "Correlation")))
                .append(Markdown.rule(3));
        features.pairs()
                .forEach(pair -> text.append(Markdown.row(
                        List.of(pair.first(), pair.second(), ScoreSections.decimal("%+.3f", pair.correlation())))));
        text.append("\nVariance inflation, the largest:\n\n")
                .append(Markdown.row(List.of("Feature", "Inflation")))
                .append(Markdown.rule(2));
        mostInflated(features)
                .forEach(i -> text.append(Markdown.row(
                        List.of(features.names().get(i), ScoreSections.decimal("%.1f", features.inflation(i))))));
    }

    private static List<Integer> mostInflated(FeatureRedundancy features) {
        List<Integer> positions = new ArrayList<>(
                IntStream.range(0, features.names().size()).boxed().toList());
        positions.sort(Comparator.comparingDouble(i -> -features.inflation(i)));
        return positions.subList(0, Math.min(MOST_INFLATED, positions.size()));
    }
}
