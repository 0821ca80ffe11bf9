package io.aegismatrix.direction;

import com.google.common.primitives.Doubles;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What challenges the network over one horizon: shallow trees, and a line.
 *
 * @param trees three classes
 * @param line three classes
 */
record OddsModels(TreeEnsemble trees, OddsLine line) {

    /** Number of challengers. */
    static final int COUNT = 2;

    private static final int ROUNDS = 200;
    private static final int DEPTH = 2;
    private static final double LEARNING_RATE = 0.03;

    /** Least rows to learn from. */
    private static final int LEAST_ROWS = 250;

    /**
     * Penalty of the line for each session of the horizon: outcomes over h sessions overlap, so h rows say as much as one.
     */
    private static final double PENALTY = 100;

    /** Fits both for a head; empty if there are too few rows, or a class did not occur. */
    static Optional<OddsModels> fit(SupervisedRows rows, int head, long seed) {
        long classes = IntStream.range(0, rows.size())
                .map(row -> (int) rows.label(row))
                .distinct()
                .count();
        if (rows.size() < LEAST_ROWS || classes < 3) {
            return Optional.empty();
        }
        int sessions = Horizons.DIRECTION.get(head);
        String name = DirectionFiles.direction(sessions);
        BoostingSettings settings = BoostingSettings.classes(3).withTrees(ROUNDS, DEPTH, LEARNING_RATE);
        return Optional.of(new OddsModels(
                GradientBoosting.fit(name, rows, settings, seed), OddsLine.fit(name, rows, PENALTY * sessions)));
    }

    /** What trees and line say about a row, {@code [models][classes]}. */
    double[][] said(float[] row) {
        return new double[][] {trees.predict(row), line.probabilities(row)};
    }

    /**
     * What a network says and what trees and line say, {@code [models][classes]}.
     *
     * @param network its class probabilities
     * @param said by trees and line; where there is nothing, both say the base rates
     */
    static double[][] beside(double[] network, Optional<double[][]> said, List<Double> baseRates) {
        double[] base = Doubles.toArray(baseRates);
        double[][] challengers = said.orElse(new double[][] {base, base});
        return new double[][] {network, challengers[0], challengers[1]};
    }

    /** The files of a head. */
    Map<String, byte[]> files(int head) {
        return Map.of(
                DirectionFiles.trees(Horizons.DIRECTION.get(head)), trees.toBytes(),
                DirectionFiles.line(Horizons.DIRECTION.get(head)), line.toBytes());
    }

    static OddsModels read(ModelBundle bundle, int sessions) {
        String treesFile = DirectionFiles.trees(sessions);
        String lineFile = DirectionFiles.line(sessions);
        return new OddsModels(
                TreeEnsemble.parse(bundle.file(treesFile), treesFile),
                OddsLine.parse(
                        bundle.file(lineFile), lineFile, OddsRows.columns().size()));
    }
}
