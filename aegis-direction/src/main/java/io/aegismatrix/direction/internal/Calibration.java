package io.aegismatrix.direction.internal;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of a network its own validation tail supports, by horizon: the share w of w · network + (1 − w) · base rates
 * with the smallest log loss there, or 0 if what it saves is not significant. A network that learned noise is sure of
 * itself; without this it would have to lose in public first. Walk-forward then decides about what is left.
 *
 * @param shares one a horizon, in [0, 1]
 */
public record Calibration(List<Double> shares) {

    /** Copies the list. */
    public Calibration {
        shares = List.copyOf(shares);
    }

    /**
     * Calibrates.
     *
     * @param probabilities the network's, {@code [rows][heads][3]}
     * @param rows history rows of the validation tail, ascending
     * @param knownBy last row whose outcome may be used
     */
    static Calibration fit(double[][][] probabilities, int[] rows, DirectionTargets targets, int knownBy) {
        List<Double> shares = new ArrayList<>();
        for (int head = 0; head < Horizons.DIRECTION.size(); head++) {
            shares.add(share(probabilities, rows, targets, knownBy, head));
        }
        return new Calibration(shares);
    }

    private static double share(
            double[][][] probabilities, int[] rows, DirectionTargets targets, int knownBy, int head) {
        int[] known = IntStream.range(0, rows.length)
                .filter(i -> targets.label(rows[i], head, knownBy) >= 0)
                .toArray();
        if (known.length == 0) {
            return 0;
        }
        double[] model = new double[known.length];
        double[] base = new double[known.length];
        DirectionTargets.Running frequencies = targets.running(head);
        for (int i = 0; i < known.length; i++) {
            int row = rows[known[i]];
            int label = targets.label(row, head, knownBy);
            model[i] = probabilities[known[i]][head][label];
            base[i] = frequencies.knownBy(row).get(label);
        }
        double share = Shrinkage.weight(
                weight -> Arrays.stream(losses(model, base, weight)).average().orElseThrow());
        Skill skill = Skill.of(losses(model, base, share), losses(model, base, 0), Horizons.DIRECTION.get(head));
        return skill.significant() ? share : 0;
    }

    private static double[] losses(double[] model, double[] base, double share) {
        return IntStream.range(0, model.length)
                .mapToDouble(i -> Losses.log(Shrinkage.blend(share, model[i], base[i])))
                .toArray();
    }

    /** Probabilities of one horizon as far as the network is supported. */
    public double[] apply(int head, double[] network, List<Double> base) {
        return IntStream.range(0, network.length)
                .mapToDouble(outcome -> Shrinkage.blend(shares.get(head), network[outcome], base.get(outcome)))
                .toArray();
    }
}
