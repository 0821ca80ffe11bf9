package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * How far past paths went, in units of what was expected of them ({@link MoveUnit}): for each horizon the highest high,
 * the lowest low and the close, as standardised log moves from the decision close, or from the open after it. Ranges are their quantiles, touch
 * odds their exceedance frequencies. Immutable and thread-safe.
 */
public final class Excursions {

    /** Horizons that are kept, in sessions; between them results are interpolated. */
    public static final List<Integer> HORIZONS = List.of(1, 2, 3, 5, 7, 10, 15, 20, 25, 30);

    /** Least paths a horizon must have. */
    public static final int MINIMUM_PATHS = 100;

    private final UnitWeights weights;
    private final SortedMap<Integer, PathSample> samples;

    /**
     * A range in units, both ends as distances from the decision close.
     *
     * @param down distance below, at least 0 for paths
     * @param up distance above, at least 0 for paths
     */
    public record Band(double down, double up) {

        /**
         * The same as log moves.
         *
         * @param unit one unit as a log move
         */
        Band times(double unit) {
            return new Band(down * unit, up * unit);
        }

        /**
         * Whether a move stayed inside.
         *
         * @param wentUp how far it went up, as a log move
         * @param wentDown how far it went down, as a positive number
         * @param unit one unit as a log move
         */
        public boolean held(double wentUp, double wentDown, double unit) {
            return wentUp <= up * unit && wentDown <= down * unit;
        }
    }

    /**
     * Odds of going a distance.
     *
     * @param up of going that far up
     * @param down of going that far down
     * @param either of going that far up or down
     */
    public record Odds(double up, double down, double either) {}

    Excursions(UnitWeights weights, SortedMap<Integer, PathSample> samples) {
        this.weights = weights;
        this.samples = samples;
    }

    /**
     * Collects the paths whose end was known at the close of row {@code lastKnown}.
     *
     * @param path forecasts as they would have been made at the time
     * @param weights share of the forecast in the unit
     * @param firstRow first decision row to use
     * @throws MarketDataException if a horizon has fewer than {@value #MINIMUM_PATHS} paths
     */
    public static Excursions fit(VolatilityPath path, UnitWeights weights, int firstRow, int lastKnown) {
        return fit(path, weights, firstRow, lastKnown, ExcursionLabels::of);
    }

    /**
     * The same paths from the open after the decision close, in the same units: what a session that has begun is compared
     * with.
     */
    public static Excursions fitFromOpen(VolatilityPath path, UnitWeights weights, int firstRow, int lastKnown) {
        return fit(path, weights, firstRow, lastKnown, ExcursionLabels::fromOpen);
    }

    private interface Labels {
        ExcursionLabels of(MarketHistory history, int horizon);
    }

    private static Excursions fit(
            VolatilityPath path, UnitWeights weights, int firstRow, int lastKnown, Labels labels) {
        SortedMap<Integer, PathSample> samples = new TreeMap<>();
        for (int h : HORIZONS) {
            samples.put(h, sample(path, weights, firstRow, lastKnown, labels.of(path.history(), h)));
        }
        return new Excursions(weights, samples);
    }

    private static PathSample sample(
            VolatilityPath path, UnitWeights weights, int firstRow, int lastKnown, ExcursionLabels labels) {
        MarketHistory history = path.history();
        int h = labels.horizon();
        int most = Math.max(0, lastKnown - h + 1 - firstRow);
        float[] up = new float[most];
        float[] down = new float[most];
        float[] close = new float[most];
        int count = 0;
        for (int row = firstRow; row + h <= lastKnown; row++) {
            double unit = weights.unit(path.annualized(row, h), history.vix(row), path.index(row, h), h);
            if (Double.isFinite(unit)) {
                up[count] = (float) (labels.up(row) / unit);
                down[count] = (float) (labels.down(row) / unit);
                close[count] = (float) (labels.forwardReturn(row) / unit);
                count++;
            }
        }
        if (count < MINIMUM_PATHS) {
            throw new MarketDataException("too little history for ranges over " + h + " sessions: " + count
                    + " past paths, at least " + MINIMUM_PATHS + " are needed");
        }
        return new PathSample(Arrays.copyOf(up, count), Arrays.copyOf(down, count), Arrays.copyOf(close, count));
    }

    /** Shares of the volatility forecast in the unit. */
    public UnitWeights weights() {
        return weights;
    }

    /**
     * One unit of a horizon as a log move, in the shares of these excursions.
     *
     * @param forecast forecast volatility over the horizon, annualised decimal
     * @param vix volatility index in points
     * @param index the same with the known events of the horizon: {@link VolatilityForecast#index}
     */
    public double unit(double forecast, double vix, double index, double sessions) {
        return weights.unit(forecast, vix, index, sessions);
    }

    /** Number of past paths for a kept horizon. */
    public int paths(int horizon) {
        return sample(horizon).paths();
    }

    private PathSample sample(int horizon) {
        PathSample sample = samples.get(horizon);
        if (sample == null) {
            throw new ModelException("no excursions for " + horizon + " sessions; there are " + samples.keySet());
        }
        return sample;
    }

    /**
     * The band a whole path stays in with probability {@code level}: quantiles of the highest high and the lowest low
     * with the same chance of breaking on either side, asymmetric because falls are steeper.
     *
     * @param sessions horizon; at most the longest kept one, longer horizons use the longest
     */
    public Band pathBand(double sessions, double level) {
        return interpolate(sessions, horizon -> sample(horizon).pathBand(raised(horizon, level)));
    }

    /**
     * The level a sample's quantile must have so that the next path, too, stays inside with probability {@code level}:
     * split conformal prediction's level · (n + 1) / n, with n the number of paths that do not overlap. At most half of
     * what is missing to certainty is added.
     */
    private double raised(int horizon, double level) {
        double separate = (double) paths(horizon) / horizon;
        return Math.min(level * (separate + 1) / separate, (1 + level) / 2);
    }

    /** The band the close ends in with probability {@code level}; the same tail on either side. */
    public Band closeBand(double sessions, double level) {
        return interpolate(sessions, horizon -> sample(horizon).closeBand((1 - raised(horizon, level)) / 2));
    }

    /**
     * Path bands over growing horizons as log moves, none narrower than the one before.
     *
     * @param horizons sessions, ascending
     * @param unit one unit of a horizon as a log move
     */
    public List<Band> pathMoves(List<Integer> horizons, double level, IntToDoubleFunction unit) {
        List<Band> moves = new ArrayList<>();
        Band widest = new Band(0, 0);
        for (int h : horizons) {
            Band move = pathBand(h, level).times(unit.applyAsDouble(h));
            widest = new Band(Math.max(widest.down(), move.down()), Math.max(widest.up(), move.up()));
            moves.add(widest);
        }
        return moves;
    }

    /** Close bands of horizons as log moves; parameters as for {@link #pathMoves}. */
    public List<Band> closeMoves(List<Integer> horizons, double level, IntToDoubleFunction unit) {
        return horizons.stream()
                .map(h -> closeBand(h, level).times(unit.applyAsDouble(h)))
                .toList();
    }

    /**
     * The shortest band that held a share of the closes: where closes gather, not centred on anything. A negative end
     * means that the band lies wholly on the other side of the decision close.
     */
    public Band modalCloseBand(double sessions, double share) {
        return interpolate(sessions, horizon -> sample(horizon).shortestCloseBand(share));
    }

    /**
     * Odds that the path touches a distance.
     *
     * @param sessions a kept horizon
     * @param up distance above, in units
     * @param down distance below, in units
     */
    public Odds touch(int sessions, double up, double down) {
        return sample(sessions).touch(up, down);
    }

    /** Odds that the close ends beyond a distance; parameters as for {@link #touch}. */
    public Odds closeBeyond(int sessions, double up, double down) {
        return sample(sessions).closeBeyond(up, down);
    }

    /**
     * The mean of what a close pays.
     *
     * @param sessions horizon; at most the longest kept one, longer horizons use the longest. Between kept ones the means
     *     are interpolated
     * @param payoff of a signed close in units
     */
    public double meanOfClose(double sessions, DoubleUnaryOperator payoff) {
        int below = kept(sessions, true);
        int above = kept(sessions, false);
        double low = sample(below).meanOfClose(payoff);
        if (above == below) {
            return low;
        }
        double share = (sessions - below) / (above - below);
        return (1 - share) * low + share * sample(above).meanOfClose(payoff);
    }

    private interface BandAt {
        Band at(int horizon);
    }

    private static Band interpolate(double sessions, BandAt bands) {
        int below = kept(sessions, true);
        int above = kept(sessions, false);
        Band low = bands.at(below);
        if (above <= below) {
            return low;
        }
        Band high = bands.at(above);
        double share = (sessions - below) / (above - below);
        return new Band((1 - share) * low.down() + share * high.down(), (1 - share) * low.up() + share * high.up());
    }

    /** The longest kept horizon up to one, or the shortest from it on; the outermost where there is none. */
    private static int kept(double sessions, boolean below) {
        int last = HORIZONS.size() - 1;
        if (below) {
            return HORIZONS.stream().filter(h -> h <= sessions).reduce(HORIZONS.get(0), Math::max);
        }
        return HORIZONS.stream().filter(h -> h >= sessions).reduce(HORIZONS.get(last), Math::min);
    }

    /** The paths as a safetensors file. */
    public byte[] toBytes() {
        return ExcursionsFile.write(weights, samples);
    }

    /** Reads what {@link #toBytes()} wrote. @throws ModelException if it is anything else */
    public static Excursions parse(byte[] file, String what) {
        return ExcursionsFile.read(file, what);
    }
}
