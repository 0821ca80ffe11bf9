package io.aegismatrix.engine.volatility;

import io.aegismatrix.engine.learn.CalibrationSlope;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Share of a volatility forecast in the unit of past moves ({@link MoveUnit}), by horizon; the rest is the volatility
 * index. 0 is a legal share: the unit is then the index alone, to the bit. Immutable.
 *
 * <p>A forecast earns its share out of sample ({@link #learned}): what {@link CalibrationSlope#share} makes of how far
 * paths went beside what the forecasts of the day had said, both as logs relative to the index. So a few years of
 * 30-session paths prove little, and the share then is 0 or near it.
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
            double share = share(path, first + Math.max(0, lastKnown - first) / 2, lastKnown, h);
            // What is stored is a float: units must be the same before saving and after loading.
            byHorizon.put(h, (float) share);
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

    /** What forecasts of one horizon proved: of those whose outcome was known, logs of both relative to the index. */
    private static double share(VolatilityPath path, int first, int lastKnown, int h) {
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
        }
        return CalibrationSlope.of(said, went, h).share();
    }
}
