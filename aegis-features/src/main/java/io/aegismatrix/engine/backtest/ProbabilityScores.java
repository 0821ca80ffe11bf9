package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.CalibrationError;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.RocAuc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What is said of yes-or-no probabilities, whatever they are about. */
final class ProbabilityScores {

    private static final int BINS = 10;

    private ProbabilityScores() {}

    static double[] briers(double[] stated, boolean[] happened) {
        return losses(stated, happened, Losses::brier);
    }

    static double[] logs(double[] stated, boolean[] happened) {
        return losses(stated, happened, Losses::log);
    }

    private interface Loss {
        double of(double probability, boolean outcome);
    }

    private static double[] losses(double[] stated, boolean[] happened, Loss loss) {
        double[] losses = new double[stated.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.of(stated[i], happened[i]);
        }
        return losses;
    }

    /**
     * How well the forecasts order outcomes and how far they are from frequencies, beside the baseline's.
     *
     * @param horizon entries the outcomes overlap
     */
    static void describe(Figures figures, double[] stated, boolean[] happened, double[] usual, int horizon) {
        figures.putMean("base_rate", numbers(happened)).putMean("mean_forecast", stated);
        figures.put("auc", RocAuc.of(stated, happened), RocAuc.interval(stated, happened, horizon));
        describeCalibration(figures, stated, happened, usual, horizon);
    }

    static void describeCalibration(Figures figures, double[] stated, boolean[] happened, double[] usual, int horizon) {
        figures.put(
                        "calibration_error",
                        CalibrationError.of(stated, happened),
                        CalibrationError.interval(stated, happened, horizon))
                .put(
                        "calibration_error_baseline",
                        CalibrationError.of(usual, happened),
                        CalibrationError.interval(usual, happened, horizon));
    }

    static double[] numbers(boolean[] flags) {
        double[] numbers = new double[flags.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = flags[i] ? 1 : 0;
        }
        return numbers;
    }

    /** Forecasts in ten groups of equal size, from the least to the most likely. */
    static List<BacktestScore.Bin> reliability(double[] stated, boolean[] happened) {
        int n = stated.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> stated[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<BacktestScore.Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            int[] members = Arrays.copyOfRange(order, (int) ((long) bin * n / BINS), (int) ((bin + 1L) * n / BINS));
            if (members.length > 0) {
                double saying =
                        Arrays.stream(members).mapToDouble(i -> stated[i]).sum();
                double yes = Arrays.stream(members).filter(i -> happened[i]).count();
                bins.add(new BacktestScore.Bin(saying / members.length, yes / members.length, members.length));
            }
        }
        return bins;
    }
}
