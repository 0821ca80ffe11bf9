package io.aegismatrix.engine.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a record says of forecasts that a baseline stands beside: how much more than the baseline happened where more had
 * been said (Copas 1983), and how sure that is.
 *
 * @param slope of what happened on what had been said, both relative to the baseline; 1 where forecasts are as strong as
 *     they should be, 0 where there is too little to tell or nothing in them
 * @param certainty 1 − 1/F, at least 0: F is the slope's square over its variance, so that all is taken from it that luck
 *     alone would explain (the positive part of James and Stein 1961)
 */
public record CalibrationSlope(double slope, double certainty) {

    private static final CalibrationSlope NOTHING = new CalibrationSlope(0, 0);

    /** Outcomes a line takes for itself, and two more for what luck makes of F with few: d/(d − 2) on average. */
    private static final int SPENT = 4;

    /**
     * The slope of a record. Its variance counts n overlapping outcomes of h sessions as n/h, so a few years of long
     * horizons prove little.
     *
     * @param said forecasts less the baseline, in time order; not finite where there is none
     * @param went outcomes less the baseline; not finite where they are not known
     * @param horizon sessions an outcome takes
     */
    public static CalibrationSlope of(double[] said, double[] went, int horizon) {
        int[] known = IntStream.range(0, said.length)
                .filter(i -> Double.isFinite(said[i]) && Double.isFinite(went[i]))
                .toArray();
        double[] forecasts = centred(said, known);
        double[] outcomes = centred(went, known);
        double spread = product(forecasts, forecasts);
        double together = product(forecasts, outcomes);
        double independent = (double) known.length / horizon;
        if (!(together > 0) || !(independent > SPENT)) {
            return NOTHING;
        }
        double slope = together / spread;
        double unexplained = product(outcomes, outcomes) - slope * together;
        double variance = unexplained / spread / (independent - SPENT);
        return new CalibrationSlope(slope, Math.max(0, 1 - variance / (slope * slope)));
    }

    /** Share of the forecast, in [0, 1], that predicts best where its strength is not known beforehand. */
    public double share() {
        return Math.min(1, slope) * certainty;
    }

    /**
     * How far the slope lies below 1, drawn towards 0 as far as luck alone would explain it: what forecasts of this record
     * overstate. 0 where there is too little to tell.
     */
    public double overstatement() {
        double below = 1 - slope;
        double variance = slope * slope * (1 - certainty);
        return certainty == 0 || below <= 0 ? 0 : below * Math.max(0, 1 - variance / (below * below));
    }

    private static double[] centred(double[] values, int[] known) {
        double mean = Arrays.stream(known).mapToDouble(i -> values[i]).sum() / known.length;
        return Arrays.stream(known).mapToDouble(i -> values[i] - mean).toArray();
    }

    private static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
