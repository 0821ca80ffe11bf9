package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.learn.CalibrationSlope;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the unit of past moves ({@link MoveUnit}) is made of, by horizon: a share of a volatility forecast, the rest the
 * volatility index, and of both together only as much of their distance from the usual level as will last. A share of 0 is
 * legal: with nothing lost on the way the unit is then the index alone, to the bit. Known events are in
 * the unit only where the forecast that knows them has a share: few years tell little of them either. Immutable.
 *
 * <p>A forecast earns its share out of sample ({@link #learned}): what {@link CalibrationSlope#share} makes of how far
 * paths went beside what the forecasts of the day had said, both as logs relative to the index. So a few years of
 * 30-session paths prove little, and the share then is 0 or near it.
 *
 * <p>High volatility falls and low volatility rises while a path runs, the more so the longer it is. Past paths say how much
 * of a unit's distance from its mean came true ({@link CalibrationSlope#overstatement}); half of what they take away is taken.
 * Few paths are independent, and two estimates in equal parts, here all and nothing of it, are hard to beat (Bates and
 * Granger 1969).
 */
public final class UnitWeights {

    private static final UnitWeights INDEX_ALONE = same(0);

    private final SortedMap<Integer, Share> byHorizon;

    /**
     * One horizon.
     *
     * @param weight share of the forecast, in [0, 1]
     * @param kept share of the unit's distance from its usual level that is kept, in [0, 1]
     * @param level the usual level: mean log of the unit, annualised; of no effect if all is kept
     */
    record Share(float weight, float kept, float level) {

        Share {
            if (!(kept >= 0 && kept <= 1) || !Float.isFinite(level)) {
                throw new IllegalArgumentException(
                        "kept must be in [0, 1] and level finite, was " + kept + " and " + level);
            }
        }

        static Share of(float weight) {
            return new Share(weight, 1, 0);
        }
    }

    private UnitWeights(SortedMap<Integer, Share> byHorizon) {
        byHorizon.forEach((horizon, share) -> {
            if (!(share.weight() >= 0 && share.weight() <= 1)) {
                throw new IllegalArgumentException(
                        "weight over " + horizon + " sessions must be in [0, 1], was " + share.weight());
            }
        });
        this.byHorizon = byHorizon;
    }

    /** The volatility index alone. */
    public static UnitWeights indexAlone() {
        return INDEX_ALONE;
    }

    /** The same share at every horizon, all of it kept. @throws IllegalArgumentException if it is not in [0, 1] */
    public static UnitWeights same(double weight) {
        return of(Collections.nCopies(Excursions.HORIZONS.size(), Share.of((float) weight)));
    }

    /** Shares in the order of {@link Excursions#HORIZONS}. */
    static UnitWeights of(List<Share> shares) {
        SortedMap<Integer, Share> byHorizon = new TreeMap<>();
        for (int i = 0; i < Excursions.HORIZONS.size(); i++) {
            byHorizon.put(Excursions.HORIZONS.get(i), shares.get(i));
        }
        return new UnitWeights(byHorizon);
    }

    /**
     * The shares that the record of past forecasts justifies. Of the weights only its newer half is asked: older forecasts had
     * learned from less than half of what the newest one has, and tell little of it.
     *
     * @param path forecasts as they would have been made at the time
     * @param firstRow first decision row to use
     * @param lastKnown row by whose close outcomes must be known
     */
    public static UnitWeights learned(VolatilityPath path, int firstRow, int lastKnown) {
        int first = Math.max(firstRow, path.firstRow());
        SortedMap<Integer, Share> byHorizon = new TreeMap<>();
        for (int h : Excursions.HORIZONS) {
            Past all = Past.of(path, first, lastKnown, h);
            // What is stored is a float: units must be the same before saving and after loading.
            float weight = (float)
                    all.since(first + Math.max(0, lastKnown - first) / 2).share();
            byHorizon.put(h, all.kept(weight));
        }
        return new UnitWeights(byHorizon);
    }

    /** Share of the forecast at a horizon; between kept horizons interpolated, outside them the nearest one's. */
    public double at(double sessions) {
        return at(sessions, Share::weight);
    }

    /**
     * One unit of a horizon as a log move.
     *
     * @param forecast forecast volatility over the horizon, annualised decimal
     * @param vix volatility index in points: what counts where the forecast has no share
     * @param index the same with the known events of the horizon: what counts beside the forecast, which knows them
     * @return NaN if an input is missing
     */
    double unit(double forecast, double vix, double index, double sessions) {
        double weight = at(sessions);
        double unit = MoveUnit.of(forecast, weight > 0 ? index : vix, weight, sessions);
        double kept = at(sessions, Share::kept);
        return kept == 1 ? unit : Math.pow(unit, kept) * Math.pow(usual(sessions), 1 - kept);
    }

    private double usual(double sessions) {
        return MoveUnit.of(Math.exp(at(sessions, Share::level)), sessions);
    }

    private double at(double sessions, ToDoubleFunction<Share> part) {
        int below = byHorizon.firstKey();
        int above = byHorizon.lastKey();
        for (int horizon : byHorizon.keySet()) {
            below = horizon <= sessions ? horizon : below;
            above = horizon >= sessions ? Math.min(above, horizon) : above;
        }
        double low = part.applyAsDouble(share(below));
        return above <= below
                ? low
                : low + (sessions - below) / (above - below) * (part.applyAsDouble(share(above)) - low);
    }

    private Share share(int horizon) {
        Share share = byHorizon.get(horizon);
        if (share == null) {
            throw new IllegalArgumentException("no weight over " + horizon + " sessions");
        }
        return share;
    }

    /** The shares in the order of {@link Excursions#HORIZONS}. */
    List<Share> shares() {
        return new ArrayList<>(byHorizon.values());
    }

    /** Forecasts over one horizon and what came of them, by row from the first on, all as annualised logs. */
    private static final class Past {

        private final int first;
        private final int horizon;
        private final double[] forecasts;
        private final double[] vix;
        private final double[] index;
        private final double[] went;

        private Past(int first, int horizon, int size) {
            this.first = first;
            this.horizon = horizon;
            this.forecasts = new double[size];
            this.vix = new double[size];
            this.index = new double[size];
            this.went = new double[size];
        }

        /** Those whose outcome was known. */
        static Past of(VolatilityPath path, int first, int lastKnown, int h) {
            ExcursionLabels paths = ExcursionLabels.of(path.history(), h);
            Past past = new Past(first, h, Math.max(0, lastKnown - h - first + 1));
            double year = Math.sqrt((double) h / TradingCalendar.SESSIONS_PER_YEAR);
            for (int i = 0; i < past.went.length; i++) {
                double reach = Math.max(paths.up(first + i), paths.down(first + i));
                past.forecasts[i] = Math.log(path.annualized(first + i, h));
                past.vix[i] = Math.log(path.history().vix(first + i) / 100);
                past.index[i] = Math.log(path.index(first + i, h) / 100);
                past.went[i] = reach > 0 ? Math.log(reach / year) : Double.NaN;
            }
            return past;
        }

        /** What forecasts from a row on proved, relative to the index. */
        CalibrationSlope since(int row) {
            int from = Math.min(went.length, row - first);
            double[] said = new double[went.length - from];
            double[] came = new double[said.length];
            for (int i = 0; i < said.length; i++) {
                said[i] = forecasts[from + i] - index[from + i];
                came[i] = went[from + i] - index[from + i];
            }
            return CalibrationSlope.of(said, came, horizon);
        }

        /** The share with a weight, and as much of it kept as the whole record speaks for. */
        Share kept(float weight) {
            double[] units = new double[went.length];
            double sum = 0;
            int known = 0;
            for (int i = 0; i < units.length; i++) {
                units[i] = weight > 0 ? weight * forecasts[i] + (1 - weight) * index[i] : vix[i];
                if (Double.isFinite(units[i])) {
                    sum += units[i];
                    known++;
                }
            }
            double lost = CalibrationSlope.of(units, went, horizon).overstatement() / 2;
            return lost == 0 ? Share.of(weight) : new Share(weight, (float) (1 - lost), (float) (sum / known));
        }
    }
}
