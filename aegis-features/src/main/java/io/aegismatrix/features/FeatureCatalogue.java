package io.aegismatrix.features;

import io.aegismatrix.data.TradingCalendar;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The list of daily features, in column order, and how to compute them all for a history. Immutable and thread-safe.
 *
 * <p>Every feature is scale-free (no raw price, no points, no volume), causal to the bit, and finite once its lookback
 * has passed, except where the volatility index has no bar: there its features are NaN.
 */
public final class FeatureCatalogue {

    /** Raised when a formula changes without its name or words changing. */
    static final int VERSION = 1;

    private static final FeatureCatalogue DAILY = of(Stream.of(
                    ReturnFeatures.list(),
                    RealizedVolatilityFeatures.list(),
                    ImpliedVolatilityFeatures.list(),
                    MomentumFeatures.list(),
                    TrendFeatures.list(),
                    RangeFeatures.list(),
                    ShapeFeatures.list(),
                    CalendarFeatures.list())
            .flatMap(List::stream)
            .toList());

    private final List<Feature> features;
    private final FeatureSchema schema;

    private FeatureCatalogue(List<Feature> features) {
        this.features = features;
        this.schema = FeatureSchema.of(VERSION, features);
    }

    /** The features every engine learns from. */
    public static FeatureCatalogue daily() {
        return DAILY;
    }

    /**
     * A catalogue of other features.
     *
     * @throws IllegalArgumentException if two features share a name
     */
    public static FeatureCatalogue of(List<Feature> features) {
        return new FeatureCatalogue(List.copyOf(features));
    }

    /**
     * This catalogue and further features after it, such as a stranger's own or {@linkplain
     * io.aegismatrix.features.ta4j.Ta4jFeature an indicator of ta4j}. Models trained with it take features of it alone.
     *
     * @throws IllegalArgumentException if two features share a name
     */
    public FeatureCatalogue with(Feature... further) {
        return of(Stream.concat(features.stream(), Stream.of(further)).toList());
    }

    /** The features, in column order; unmodifiable. */
    public List<Feature> features() {
        return features;
    }

    /** Names, order and hash of the columns. */
    public FeatureSchema schema() {
        return schema;
    }

    /** Sessions of history the first complete row needs, itself included: the largest lookback. */
    public int lookback() {
        return schema.lookback();
    }

    /**
     * Computes every feature for every session of a history.
     *
     * @throws IllegalArgumentException if a feature gives an infinite value, naming feature and session
     */
    public FeatureFrame compute(MarketHistory history, TradingCalendar calendar) {
        FeatureWorkspace workspace = new FeatureWorkspace(history, calendar);
        double[][] columns = new double[features.size()][];
        for (int column = 0; column < columns.length; column++) {
            // Copied because two features may hand back the same shared intermediate.
            columns[column] =
                    features.get(column).computation().compute(workspace).clone();
        }
        return FeatureFrame.of(schema, history.sessions(), columns);
    }

    /**
     * The frame of {@link #compute}, to the bit, of which only the newest rows are computed at once: most of what a
     * forecast of today looks at, at a fraction of the work. The first time an earlier row is asked for, all are
     * computed.
     *
     * @param rows how many of the newest sessions are computed at once, at least 1
     */
    public FeatureFrame computeNewest(MarketHistory history, TradingCalendar calendar, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, was " + rows);
        }
        int first = Math.max(0, history.size() - rows);
        int start = startOfLookback(history, first);
        FeatureWorkspace all = new FeatureWorkspace(history, calendar);
        FeatureWorkspace recent = new FeatureWorkspace(history.from(start), calendar);
        double[][] columns = new double[features.size()][history.size()];
        for (int column = 0; column < columns.length; column++) {
            Feature feature = features.get(column);
            double[] values = feature.computation().compute(feature.cumulative() ? all : recent);
            int skipped = history.size() - values.length;
            Arrays.fill(columns[column], 0, first, Double.NaN);
            System.arraycopy(values, first - skipped, columns[column], first, history.size() - first);
        }
        return FeatureFrame.newest(schema, history.sessions(), columns, first, () -> compute(history, calendar));
    }

    /** Features of the volatility index look back over sessions on which it has a bar, so these are counted. */
    private int startOfLookback(MarketHistory history, int first) {
        int start = first;
        int needed = lookback();
        while (start > 0 && needed > 0) {
            start--;
            needed -= Double.isNaN(history.vix(start)) ? 0 : 1;
        }
        return start;
    }
}
