package io.aegismatrix.engine.volatility.challenger;

import io.aegismatrix.engine.volatility.VolatilityForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the weights of the members that cost least QLIKE on forecasts made out of sample. The loss is convex in the
 * weights of log forecasts, so they are found by steps of 0.05 from one member to another, from HAR-X alone, as long as
 * a step saves a ten-thousandth: on a grid a weight can be 0, and luck of a smaller kind moves nothing.
 */
final class VolatilityMixing {

    /** Weights are multiples of one over this. */
    static final int STEPS = 20;

    private static final double LEAST_GAIN = 1e-4;
    private static final int MEMBERS = VolatilityMember.values().length;

    private final double[] shares;
    private final double[] means;
    /** {@code [from][to][sessions]} what a step does to {@link #ratios}. */
    private final double[][][] factors = new double[MEMBERS][MEMBERS][];

    private final int[] steps = new int[MEMBERS];
    /** Squared realised over combined forecast at the weights reached so far. */
    private final double[] ratios;

    /** A possible next step: a twentieth of the weight from one member to another. */
    private record Move(int from, int to, double loss) {}

    /** @param errors {@code [members][sessions]} ln(realised / forecast), forecasts at HAR-X's level */
    private VolatilityMixing(double[][] errors, double[] shares) {
        this.shares = shares;
        this.means = Arrays.stream(errors).mapToDouble(one -> mean(one, shares)).toArray();
        this.ratios = Arrays.stream(errors[0]).map(error -> Math.exp(2 * error)).toArray();
        this.steps[0] = STEPS;
        for (int from = 0; from < MEMBERS; from++) {
            for (int to = 0; to < MEMBERS; to++) {
                factors[from][to] = factors(errors[from], errors[to]);
            }
        }
    }

    /**
     * Fits levels, weights and correction.
     *
     * @param errors {@code [members][sessions]} ln(realised / forecast), forecasts as they come
     * @param shares of the sessions in every mean, summing to 1
     */
    static VolatilityMix fit(double[][] errors, double[] shares) {
        double anchor = level(errors[0], shares);
        List<Double> levels = new ArrayList<>();
        double[][] levelled = new double[MEMBERS][];
        for (int member = 0; member < MEMBERS; member++) {
            double level = member == 0 ? 0 : level(errors[member], shares) - anchor;
            levels.add(level);
            levelled[member] =
                    Arrays.stream(errors[member]).map(error -> error - level).toArray();
        }
        List<Double> weights = new VolatilityMixing(levelled, shares).weights();
        VolatilityMix uncorrected = new VolatilityMix(weights, levels, 0);
        return uncorrected.harXAlone()
                ? uncorrected
                : new VolatilityMix(weights, levels, level(combined(levelled, weights), shares) - anchor);
    }

    private static double[] combined(double[][] levelled, List<Double> weights) {
        double[] combined = new double[levelled[0].length];
        for (int member = 0; member < MEMBERS; member++) {
            for (int i = 0; i < combined.length; i++) {
                combined[i] += weights.get(member) * levelled[member][i];
            }
        }
        return combined;
    }

    /** Log of the power mean of realised over forecast, with the exponent of the regression's own smearing. */
    private static double level(double[] errors, double[] shares) {
        double power = VolatilityForecast.SMEARING_POWER;
        return Math.log(mean(
                        Arrays.stream(errors)
                                .map(error -> Math.exp(power * error))
                                .toArray(),
                        shares))
                / power;
    }

    private static double mean(double[] values, double[] shares) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += shares[i] * values[i];
        }
        return sum;
    }

    private List<Double> weights() {
        double loss = mean(ratios, shares) - 2 * means[0] - 1;
        for (Optional<Move> best = best(loss); best.isPresent(); best = best(loss)) {
            Move move = best.get();
            loss = move.loss();
            steps[move.from()]--;
            steps[move.to()]++;
            double[] change = factors[move.from()][move.to()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] *= change[i];
            }
        }
        return Arrays.stream(steps).mapToObj(step -> (double) step / STEPS).toList();
    }

    private static double[] factors(double[] from, double[] to) {
        double[] factors = new double[from.length];
        Arrays.setAll(factors, i -> Math.exp(2 * (to[i] - from[i]) / STEPS));
        return factors;
    }

    private Optional<Move> best(double loss) {
        double least = loss * (1 - LEAST_GAIN);
        Optional<Move> best = Optional.empty();
        for (int from = 0; from < MEMBERS; from++) {
            for (int to = 0; to < MEMBERS; to++) {
                double after = steps[from] == 0 || from == to ? Double.POSITIVE_INFINITY : lossAfter(from, to);
                if (after < least) {
                    least = after;
                    best = Optional.of(new Move(from, to, after));
                }
            }
        }
        return best;
    }

    private double lossAfter(int from, int to) {
        double[] change = factors[from][to];
        double squares = 0;
        for (int i = 0; i < ratios.length; i++) {
            squares += shares[i] * ratios[i] * change[i];
        }
        double logs = 2 * (means[to] - means[from]) / STEPS;
        for (int member = 0; member < MEMBERS; member++) {
            logs += 2 * means[member] * steps[member] / STEPS;
        }
        return squares - logs - 1;
    }
}
