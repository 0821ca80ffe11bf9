package io.aegismatrix.engine.score;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.SupervisedRows;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small ensembles of every kind, grown by XGBoost on seeded random rows with a non-linear signal. */
enum TrainedTrees {
    BINARY(false),
    CLASSES(false),
    MEAN(false),
    QUANTILES(false),
    MONOTONE(false),
    BINARY_WITH_MARGINS(true),
    MEAN_WITH_MARGINS(true);

    static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e", "f");

    private static final int ROWS = 1500;

    private final boolean withMargins;

    TrainedTrees(boolean withMargins) {
        this.withMargins = withMargins;
    }

    private BoostingSettings settings() {
        return switch (this) {
            case BINARY, BINARY_WITH_MARGINS -> BoostingSettings.binary().withTrees(120, 4, 0.1);
            case CLASSES -> BoostingSettings.classes(3).withTrees(60, 4, 0.1);
            case MEAN, MEAN_WITH_MARGINS -> BoostingSettings.mean().withTrees(120, 6, 0.1);
            case QUANTILES -> BoostingSettings.quantiles(List.of(0.1, 0.5, 0.9)).withTrees(60, 4, 0.1);
            case MONOTONE ->
                BoostingSettings.binary()
                        .withTrees(120, 4, 0.1)
                        .withMinimumChildWeight(5)
                        .withMonotone(Map.of("a", 1, "b", -1));
        };
    }

    boolean hasMargins() {
        return withMargins;
    }

    TreeEnsemble grow() {
        return GradientBoosting.fit(name(), rows(), settings(), 11);
    }

    private SupervisedRows rows() {
        Random random = new Random(name().length());
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int i = 0; i < ROWS; i++) {
            double[] row = random.doubles(COLUMNS.size(), -2, 2).toArray();
            double signal = row[0] - 0.5 * row[1] * row[2] + Math.sin(3 * row[3]) + 0.3 * random.nextGaussian();
            double margin = withMargins ? 0.4 * row[4] : 0;
            rows.add(row, label(signal, row), 0.5 + random.nextDouble(), margin, i, i + 1, 0);
        }
        return rows.build();
    }

    private double label(double signal, double[] row) {
        return switch (settings().objective()) {
            case "binary:logistic" -> signal > 0 ? 1 : 0;
            case "multi:softprob" -> signal < -0.7 ? 0 : signal < 0.7 ? 1 : 2;
            default -> signal * (1 + Math.abs(row[5]));
        };
    }

    /** Rows the trees have not seen; about one value in ten is missing. */
    static float[][] unseen(int count) {
        Random random = new Random(99);
        float[][] rows = new float[count][COLUMNS.size()];
        for (float[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                row[column] = random.nextInt(10) == 0 ? Float.NaN : (float) (5 * random.nextDouble() - 2.5);
            }
        }
        return rows;
    }
}
