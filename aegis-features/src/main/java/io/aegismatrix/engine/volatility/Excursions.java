package io.aegismatrix.engine.volatility;

import com.google.common.base.Suppliers;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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

    private static final int BISECTIONS = 40;
    private static final int MOST_LEVELS = 16;

    private final UnitWeights weights;
    private final SortedMap<Integer, Sample> samples;

    /** Standardised moves of one horizon, path by path: how far up, how far down, and the signed close. */
    private static final class Sample {

        private final float[] up;
        private final float[] down;
        private final float[] close;
        private final Supplier<double[]> sortedUp;
        private final Supplier<double[]> sortedDown;
        private final Supplier<double[]> sortedClose;
        private final Map<Double, Band> pathBands = new ConcurrentHashMap<>();

        Sample(float[] up, float[] down, float[] close) {
            this.up = up;
            this.down = down;
            this.close = close;
            // When asked for: a forecast needs a few of the horizons, and sorting them all takes longer than reading
            // them.
            this.sortedUp = Suppliers.memoize(() -> sorted(up));
            this.sortedDown = Suppliers.memoize(() -> sorted(down));
            this.sortedClose = Suppliers.memoize(() -> sorted(close));
        }

        /** The few levels that are published are asked for again and again. */
        Band pathBand(double level) {
            if (pathBands.size() >= MOST_LEVELS) {
                pathBands.clear();
            }
            return pathBands.computeIfAbsent(level, asked -> findPathBand(this, asked));
        }

        private static double[] sorted(float[] values) {
            double[] copy = new double[values.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = values[i];
            }
            Arrays.sort(copy);
            return copy;
        }
    }

    /**
     * A range in units, both ends as distances from the decision close.
     *
     * @param down distance below, at least 0 for paths
     * @param up distance above, at least 0 for paths
     */
    public record Band(double down, double up) {

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

    private Excursions(UnitWeights weights, SortedMap<Integer, Sample> samples) {
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
        SortedMap<Integer, Sample> samples = new TreeMap<>();
        for (int h : HORIZONS) {
            samples.put(h, sample(path, weights, firstRow, lastKnown, labels.of(path.history(), h)));
        }
        return new Excursions(weights, samples);
    }

    private static Sample sample(
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
        return new Sample(Arrays.copyOf(up, count), Arrays.copyOf(down, count), Arrays.copyOf(close, count));
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
        return sample(horizon).up.length;
    }

    private Sample sample(int horizon) {
        Sample sample = samples.get(horizon);
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

    /**
     * Halves the range of tails until the share of paths inside is the level. Bands of a smaller tail are wider, so a path
     * that held in a narrower band, or broke in a wider one, need not be looked at again.
     */
    private static Band findPathBand(Sample sample, double level) {
        double low = (1 - level) / 4;
        double high = 1 - level;
        int[] open = IntStream.range(0, sample.up.length).toArray();
        int undecided = open.length;
        int held = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double tail = (low + high) / 2;
            int inside = insideFirst(sample, band(sample, tail), open, undecided);
            if ((double) (held + inside) / sample.up.length > level) {
                low = tail;
                undecided = inside;
            } else {
                high = tail;
                held += inside;
                System.arraycopy(open, inside, open, 0, undecided - inside);
                undecided -= inside;
            }
        }
        return band(sample, low);
    }

    /** Moves the paths inside a band to the front of the undecided ones, and counts them. */
    private static int insideFirst(Sample sample, Band band, int[] open, int undecided) {
        int inside = 0;
        for (int i = 0; i < undecided; i++) {
            int path = open[i];
            if (sample.up[path] <= band.up() && sample.down[path] <= band.down()) {
                open[i] = open[inside];
                open[inside] = path;
                inside++;
            }
        }
        return inside;
    }

    private static Band band(Sample sample, double tail) {
        return new Band(
                Quantiles.ofSorted(sample.sortedDown.get(), 1 - tail),
                Quantiles.ofSorted(sample.sortedUp.get(), 1 - tail));
    }

    /** The band the close ends in with probability {@code level}; the same tail on either side. */
    public Band closeBand(double sessions, double level) {
        return interpolate(sessions, horizon -> {
            double tail = (1 - raised(horizon, level)) / 2;
            double[] closes = sample(horizon).sortedClose.get();
            return new Band(-Quantiles.ofSorted(closes, tail), Quantiles.ofSorted(closes, 1 - tail));
        });
    }

    /**
     * The shortest band that held a share of the closes: where closes gather, not centred on anything. A negative end
     * means that the band lies wholly on the other side of the decision close.
     */
    public Band modalCloseBand(double sessions, double share) {
        return interpolate(
                sessions, horizon -> shortest(sample(horizon).sortedClose.get(), share));
    }

    private static Band shortest(double[] sorted, double share) {
        int inside = (int) Math.ceil(share * (sorted.length - 1));
        int best = 0;
        for (int start = 1; start + inside < sorted.length; start++) {
            if (sorted[start + inside] - sorted[start] < sorted[best + inside] - sorted[best]) {
                best = start;
            }
        }
        return new Band(-sorted[best], sorted[best + inside]);
    }

    /**
     * Odds that the path touches a distance.
     *
     * @param sessions a kept horizon
     * @param up distance above, in units
     * @param down distance below, in units
     */
    public Odds touch(int sessions, double up, double down) {
        Sample sample = sample(sessions);
        return odds(sample.up, up, sample.down, down);
    }

    /** Odds that the close ends beyond a distance; parameters as for {@link #touch}. */
    public Odds closeBeyond(int sessions, double up, double down) {
        double[] closes = sample(sessions).sortedClose.get();
        int ups = closes.length - Quantiles.below(closes, up);
        int downs = Quantiles.atMost(closes, -down);
        double n = closes.length;
        return new Odds(ups / n, downs / n, Math.min(1, (ups + downs) / n));
    }

    private static Odds odds(float[] upMoves, double up, float[] downMoves, double down) {
        int ups = 0;
        int downs = 0;
        int eithers = 0;
        for (int i = 0; i < upMoves.length; i++) {
            boolean above = upMoves[i] >= up;
            boolean below = downMoves[i] >= down;
            ups += above ? 1 : 0;
            downs += below ? 1 : 0;
            eithers += above || below ? 1 : 0;
        }
        double n = upMoves.length;
        return new Odds(ups / n, downs / n, eithers / n);
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
        double low = mean(sample(below).close, payoff);
        if (above == below) {
            return low;
        }
        double share = (sessions - below) / (above - below);
        return (1 - share) * low + share * mean(sample(above).close, payoff);
    }

    private static double mean(float[] closes, DoubleUnaryOperator payoff) {
        double sum = 0;
        for (float close : closes) {
            sum += payoff.applyAsDouble(close);
        }
        return sum / closes.length;
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
        SafeTensors.Builder builder = SafeTensors.builder();
        putShares(builder, "weight", UnitWeights.Share::weight);
        putShares(builder, "kept", UnitWeights.Share::kept);
        putShares(builder, "level", UnitWeights.Share::level);
        samples.forEach((horizon, sample) -> {
            int[] shape = {sample.up.length};
            builder.put("up_" + horizon, shape, sample.up);
            builder.put("down_" + horizon, shape, sample.down);
            builder.put("close_" + horizon, shape, sample.close);
        });
        return builder.build().toBytes();
    }

    private interface Part {
        float of(UnitWeights.Share share);
    }

    private void putShares(SafeTensors.Builder builder, String name, Part part) {
        float[] values = new float[HORIZONS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = part.of(weights.shares().get(i));
        }
        builder.put(name, new int[] {values.length}, values);
    }

    /** Reads what {@link #toBytes()} wrote. @throws ModelException if it is anything else */
    public static Excursions parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        SortedMap<Integer, Sample> samples = new TreeMap<>();
        for (int h : HORIZONS) {
            float[] up = tensors.floats("up_" + h);
            float[] down = tensors.floats("down_" + h);
            float[] close = tensors.floats("close_" + h);
            if (up.length < MINIMUM_PATHS || down.length != up.length || close.length != up.length) {
                throw new ModelException(what + ": excursions over " + h + " sessions are incomplete");
            }
            samples.put(h, new Sample(up, down, close));
        }
        return new Excursions(weights(tensors, what), samples);
    }

    /** One share a kept horizon; older files have one for all of them, and keep all of it. */
    private static UnitWeights weights(SafeTensors tensors, String what) {
        float[] stored = tensors.floats("weight");
        boolean legal = stored.length == 1 || stored.length == HORIZONS.size();
        for (float weight : stored) {
            legal &= weight >= 0 && weight <= 1;
        }
        if (!legal) {
            throw new ModelException(what + ": expected one weight in [0, 1], or one for each of " + HORIZONS
                    + " sessions, was " + Arrays.toString(stored));
        }
        if (stored.length == 1) {
            return UnitWeights.same(stored[0]);
        }
        float[] kept = tensors.contains("kept") ? tensors.floats("kept") : ones();
        float[] level = tensors.contains("level") ? tensors.floats("level") : new float[stored.length];
        if (kept.length != stored.length || level.length != stored.length) {
            throw new ModelException(what + ": expected kept and level for each of " + HORIZONS + " sessions");
        }
        try {
            return UnitWeights.of(IntStream.range(0, stored.length)
                    .mapToObj(i -> new UnitWeights.Share(stored[i], kept[i], level[i]))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ModelException(what + ": " + e.getMessage(), e);
        }
    }

    private static float[] ones() {
        float[] ones = new float[HORIZONS.size()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
