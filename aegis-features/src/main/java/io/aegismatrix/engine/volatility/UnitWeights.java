package io.aegismatrix.engine.volatility;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Share of a volatility forecast in the unit of past moves ({@link MoveUnit}), by horizon; the rest is the volatility
 * index. 0 is a legal share: the unit is then the index alone, to the bit. Immutable.
 *
 * <p>A forecast earns its share out of sample ({@link #learned}): share = slope · (1 − 1/F), at least 0 and at most 1.
 * The slope is that of how far paths went on what the forecasts of the day had said, both as logs relative to the index:
 * the calibration slope, which is also the factor that predicts the next outcomes best (Copas 1983). F is the slope's
 * square over its variance; the factor takes from an estimate what is expected to be luck in it, and everything while
 * luck alone would explain it (the positive part of James and Stein 1961). The variance counts n overlapping outcomes of
 * h sessions as n/h, less the two that a line takes and two for what luck alone makes of F with so few (d/(d − 2) on
 * average, for d left); so a few years of 30-session paths prove little, and the share then is 0 or near it.
 */
public final class UnitWeights {

    private static final UnitWeights INDEX_ALONE = same(0);

    private final SortedMap<Integer, Float> byHorizon;

    private UnitWeights(SortedMap<Integer, Float> byHorizon) {
        byHorizon.forEach((horizon, weight) -> {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException(
                        "weight over " + horizon + " sessions must be in [0, 1], was " + weight);
            }
        });
        this.byHorizon = byHorizon;
    }

    /** The volatility index alone. */
    public static UnitWeights indexAlone() {
        return INDEX_ALONE;
    }

    /** The same share at every horizon. @throws IllegalArgumentException if it is not in [0, 1] */
    public static UnitWeights same(double weight) {
        return of(Collections.nCopies(Excursions.HORIZONS.size(), (float) weight));
    }

    /** Shares in the order of {@link Excursions#HORIZONS}. */
    static UnitWeights of(List<Float> weights) {
        SortedMap<Integer, Float> byHorizon = new TreeMap<>();
        for (int i = 0; i < Excursions.HORIZONS.size(); i++) {
            byHorizon.put(Excursions.HORIZONS.get(i), weights.get(i));
        }
        return new UnitWeights(byHorizon);
    }

    /**
     * The shares that the record of past forecasts justifies. Only its newer half is asked: older forecasts had learned
     * from less than half of what the newest one has, and tell little of it.
     *
     * @param path forecasts as they would have been made at the time
     * @param firstRow first decision row to use
     * @param lastKnown row by whose close outcomes must be known
     */
    public static UnitWeights learned(VolatilityPath path, int firstRow, int lastKnown) {
        int first = Math.max(firstRow, path.firstRow());
        SortedMap<Integer, Float> byHorizon = new TreeMap<>();
        for (int h : Excursions.HORIZONS) {
            Calibration record = Calibration.of(path, first + Math.max(0, lastKnown - first) / 2, lastKnown, h);
            // What is stored is a float: units must be the same before saving and after loading.
            byHorizon.put(h, (float) record.share());
        }
        return new UnitWeights(byHorizon);
    }

    /** Share at a horizon; between kept horizons interpolated, outside them the nearest one's. */
    public double at(double sessions) {
        int below = byHorizon.firstKey();
        int above = byHorizon.lastKey();
        for (int horizon : byHorizon.keySet()) {
            below = horizon <= sessions ? horizon : below;
            above = horizon >= sessions ? Math.min(above, horizon) : above;
        }
        double low = kept(below);
        return above <= below ? low : low + (sessions - below) / (above - below) * (kept(above) - low);
    }

    private double kept(int horizon) {
        Float weight = byHorizon.get(horizon);
        if (weight == null) {
            throw new IllegalArgumentException("no weight over " + horizon + " sessions");
        }
        return weight;
    }

    /** The shares in the order of {@link Excursions#HORIZONS}. */
    float[] toArray() {
        float[] weights = new float[byHorizon.size()];
        int i = 0;
        for (float weight : byHorizon.values()) {
            weights[i++] = weight;
        }
        return weights;
    }

    /**
     * Forecasts and outcomes of one horizon, as logs relative to the index, each less its mean; row by row, NaN where
     * either is missing.
     */
    private static final class Calibration {

        private final double[] said;
        private final double[] went;
        private final int known;
        private final int horizon;

        private Calibration(double[] said, double[] went, int known, int horizon) {
            this.said = said;
            this.went = went;
            this.known = known;
            this.horizon = horizon;
        }

        static Calibration of(VolatilityPath path, int first, int lastKnown, int h) {
            MarketHistory history = path.history();
            ExcursionLabels paths = ExcursionLabels.of(history, h);
            int size = Math.max(0, lastKnown - h - first + 1);
            double[] said = new double[size];
            double[] went = new double[size];
            for (int i = 0; i < size; i++) {
                int row = first + i;
                double index = Math.log(history.vix(row) / 100);
                double reach = Math.max(paths.up(row), paths.down(row));
                said[i] = Math.log(path.annualized(row, h)) - index;
                went[i] = reach > 0 ? Math.log(reach) - index : Double.NaN;
                if (!Double.isFinite(said[i]) || !Double.isFinite(went[i])) {
                    said[i] = Double.NaN;
                    went[i] = Double.NaN;
                }
            }
            int known = (int)
                    IntStream.range(0, size).filter(i -> !Double.isNaN(said[i])).count();
            return new Calibration(centred(said, known), centred(went, known), known, h);
        }

        private static double[] centred(double[] values, int known) {
            double mean = Arrays.stream(values).filter(Double::isFinite).sum() / known;
            return IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i] - mean)
                    .toArray();
        }

        /** Sum of products over the rows where both are known. */
        private static double product(double[] one, double[] other) {
            return IntStream.range(0, one.length)
                    .mapToDouble(i -> one[i] * other[i])
                    .filter(Double::isFinite)
                    .sum();
        }

        double share() {
            double spread = product(said, said);
            double together = product(said, went);
            double independent = (double) known / horizon;
            if (!(together > 0) || !(independent > 4)) {
                return 0;
            }
            double slope = together / spread;
            double unexplained = product(went, went) - slope * together;
            double variance = unexplained / spread / (independent - 4);
            return Math.min(1, slope) * Math.max(0, 1 - variance / (slope * slope));
        }
    }
}
