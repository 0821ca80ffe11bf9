package io.aegismatrix.direction.internal;

import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Standardizes features by mean and standard deviation of the sessions a network learned from, and clips at
 * ±{@value #CLIP} so that one crash does not drown the rest.
 *
 * @param features names, in order
 * @param means mean of each feature
 * @param deviations standard deviation (n − 1) of each feature, positive; 1 for a feature that did not vary
 */
public record FeatureScaler(List<String> features, List<Double> means, List<Double> deviations) {

    /** Most standard deviations a value may be away from its mean. */
    static final double CLIP = 5;

    /** Checks lengths and values. */
    public FeatureScaler {
        features = List.copyOf(features);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != features.size() || deviations.size() != features.size()) {
            throw new ModelException("scaler: expected " + features.size() + " means and deviations, was "
                    + means.size() + " and " + deviations.size());
        }
        for (int i = 0; i < features.size(); i++) {
            if (!Double.isFinite(means.get(i)) || !(deviations.get(i) > 0 && Double.isFinite(deviations.get(i)))) {
                throw new ModelException("scaler: mean and deviation of " + features.get(i)
                        + " must be finite and the deviation positive, was " + means.get(i) + " and "
                        + deviations.get(i));
            }
        }
    }

    /** Fits on the table's sessions up to a position, inclusive. */
    static FeatureScaler fit(SequenceTable table, int lastPosition) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int column = 0; column < SequenceTable.FEATURES.size(); column++) {
            double mean = mean(table, column, lastPosition);
            double deviation = deviation(table, column, lastPosition, mean);
            means.add(mean);
            deviations.add(deviation > 0 ? deviation : 1);
        }
        return new FeatureScaler(SequenceTable.FEATURES, means, deviations);
    }

    private static double mean(SequenceTable table, int column, int last) {
        double sum = 0;
        for (int position = 0; position <= last; position++) {
            sum += table.value(position, column);
        }
        return sum / (last + 1);
    }

    private static double deviation(SequenceTable table, int column, int last, double mean) {
        double sum = 0;
        for (int position = 0; position <= last; position++) {
            double distance = table.value(position, column) - mean;
            sum += distance * distance;
        }
        return Math.sqrt(sum / Math.max(1, last));
    }

    /** Standardized sessions of the table at positions {@code [from, to)}. */
    float[][] standardize(SequenceTable table, int from, int to) {
        float[][] scaled = new float[to - from][features.size()];
        for (int position = from; position < to; position++) {
            for (int column = 0; column < features.size(); column++) {
                double value = (table.value(position, column) - means.get(column)) / deviations.get(column);
                scaled[position - from][column] = (float) Math.max(-CLIP, Math.min(CLIP, value));
            }
        }
        return scaled;
    }

    /** The standardized sequence that ends at a position. */
    public float[][] sequence(SequenceTable table, int position) {
        return standardize(table, position - SequenceTable.WINDOW + 1, position + 1);
    }
}
