package io.aegismatrix.engine.volatility;

import com.google.common.base.Suppliers;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.Excursions.Odds;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Standardised moves of past paths over one horizon. Immutable and thread-safe; its arrays are its own. */
final class PathSample {

    private static final int BISECTIONS = 40;
    private static final int MOST_LEVELS = 16;

    private final float[] up;
    private final float[] down;
    private final float[] close;
    private final Supplier<double[]> sortedUp;
    private final Supplier<double[]> sortedDown;
    private final Supplier<double[]> sortedClose;
    private final Map<Double, Band> pathBands = new ConcurrentHashMap<>();

    /**
     * Moves path by path, in units.
     *
     * @param up how far up each went
     * @param down how far down
     * @param close where it ended, signed
     */
    PathSample(float[] up, float[] down, float[] close) {
        this.up = up;
        this.down = down;
        this.close = close;
        // When asked for: a forecast needs a few of the horizons, and sorting them all takes longer than reading them.
        this.sortedUp = Suppliers.memoize(() -> sorted(up));
        this.sortedDown = Suppliers.memoize(() -> sorted(down));
        this.sortedClose = Suppliers.memoize(() -> sorted(close));
    }

    private static double[] sorted(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        Arrays.sort(copy);
        return copy;
    }

    /** Number of paths. */
    int paths() {
        return up.length;
    }

    float[] up() {
        return up;
    }

    float[] down() {
        return down;
    }

    float[] close() {
        return close;
    }

    /**
     * The band that a share of the whole paths stayed in, with the same chance of breaking on either side. The few levels that
     * are published are asked for again and again.
     */
    Band pathBand(double level) {
        if (pathBands.size() >= MOST_LEVELS) {
            pathBands.clear();
        }
        return pathBands.computeIfAbsent(level, this::findPathBand);
    }

    /**
     * Halves the range of tails until the share of paths inside is the level. Bands of a smaller tail are wider, so a path
     * that held in a narrower band, or broke in a wider one, need not be looked at again.
     */
    private Band findPathBand(double level) {
        double low = (1 - level) / 4;
        double high = 1 - level;
        int[] open = IntStream.range(0, up.length).toArray();
        int undecided = open.length;
        int held = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double tail = (low + high) / 2;
            int inside = insideFirst(band(tail), open, undecided);
            if ((double) (held + inside) / up.length > level) {
                low = tail;
                undecided = inside;
            } else {
                high = tail;
                held += inside;
                System.arraycopy(open, inside, open, 0, undecided - inside);
                undecided -= inside;
            }
        }
        return band(low);
    }

    /** Moves the paths inside a band to the front of the undecided ones, and counts them. */
    private int insideFirst(Band band, int[] open, int undecided) {
        int inside = 0;
        for (int i = 0; i < undecided; i++) {
            int path = open[i];
            if (up[path] <= band.up() && down[path] <= band.down()) {
                open[i] = open[inside];
                open[inside] = path;
                inside++;
            }
        }
        return inside;
    }

    private Band band(double tail) {
        return new Band(Quantiles.ofSorted(sortedDown.get(), 1 - tail), Quantiles.ofSorted(sortedUp.get(), 1 - tail));
    }

    /** The band that all but {@code tail} of the closes on either side ended in. */
    Band closeBand(double tail) {
        double[] closes = sortedClose.get();
        return new Band(-Quantiles.ofSorted(closes, tail), Quantiles.ofSorted(closes, 1 - tail));
    }

    /** The shortest band that held a share of the closes. */
    Band shortestCloseBand(double share) {
        double[] sorted = sortedClose.get();
        int inside = (int) Math.ceil(share * (sorted.length - 1));
        int best = 0;
        for (int start = 1; start + inside < sorted.length; start++) {
            if (sorted[start + inside] - sorted[start] < sorted[best + inside] - sorted[best]) {
                best = start;
            }
        }
        return new Band(-sorted[best], sorted[best + inside]);
    }

    /** Share of paths that touched a distance above, below, either. */
    Odds touch(double above, double below) {
        int ups = 0;
        int downs = 0;
        int eithers = 0;
        for (int i = 0; i < up.length; i++) {
            boolean wentUp = up[i] >= above;
            boolean wentDown = down[i] >= below;
            ups += wentUp ? 1 : 0;
            downs += wentDown ? 1 : 0;
            eithers += wentUp || wentDown ? 1 : 0;
        }
        double n = up.length;
        return new Odds(ups / n, downs / n, eithers / n);
    }

    /** Share of closes beyond a distance above, below, either. */
    Odds closeBeyond(double above, double below) {
        double[] closes = sortedClose.get();
        int ups = closes.length - Quantiles.below(closes, above);
        int downs = Quantiles.atMost(closes, -below);
        double n = closes.length;
        return new Odds(ups / n, downs / n, Math.min(1, (ups + downs) / n));
    }

    /** Mean of what the closes pay. */
    double meanOfClose(DoubleUnaryOperator payoff) {
        double sum = 0;
        for (float end : close) {
            sum += payoff.applyAsDouble(end);
        }
        return sum / close.length;
    }
}
