package io.aegismatrix.engine.learn;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.features.FeatureFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The inputs of a model: catalogue features by name, then columns of the engine's own. One place builds the row for
 * training and for use, so the two cannot drift apart.
 */
public final class InputColumns {

    /** Most features a message names. */
    private static final int MOST_NAMES = 5;

    private final List<String> features;
    private final List<String> names;

    private InputColumns(List<String> features, List<String> names) {
        this.features = features;
        this.names = names;
    }

    /**
     * Inputs.
     *
     * @param features names of catalogue features
     * @param own names of the engine's own columns, in the order their values will be given
     */
    public static InputColumns of(List<String> features, List<String> own) {
        List<String> names = new ArrayList<>(features);
        names.addAll(own);
        return new InputColumns(List.copyOf(features), List.copyOf(names));
    }

    /** All names, in order. */
    public List<String> names() {
        return names;
    }

    /** The values of a row: features from the frame, then the engine's own. */
    public double[] values(FeatureFrame frame, int row, double... own) {
        if (own.length != names.size() - features.size()) {
            throw new IllegalArgumentException(
                    "expected " + (names.size() - features.size()) + " own values, was " + own.length);
        }
        double[] values = new double[names.size()];
        for (int i = 0; i < features.size(); i++) {
            values[i] = frame.value(row, features.get(i));
        }
        System.arraycopy(own, 0, values, features.size(), own.length);
        return values;
    }

    /** The values as the scorers take them. */
    public float[] floats(FeatureFrame frame, int row, double... own) {
        return Floats.narrowed(values(frame, row, own));
    }

    /**
     * Refuses a decision row with a feature missing.
     *
     * @throws MarketDataException naming the session and the features
     */
    public static void requireComplete(FeatureFrame frame, int row) {
        if (!frame.complete(row)) {
            List<String> missing = frame.missing(row);
            throw new MarketDataException("features are not known for " + frame.session(row) + ": "
                    + missing.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (missing.size() > MOST_NAMES ? " and " + (missing.size() - MOST_NAMES) + " more" : "")
                    + "; either the history is too short (" + (row + 1) + " sessions; "
                    + frame.schema().lookback() + " with the volatility index are needed) or the volatility "
                    + "index has no bar for that session");
        }
    }
}
