package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.CalibrationError;
import io.aegismatrix.engine.metric.ForecastTests;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.features.label.DirectionClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Direction: log-loss skill beside the class frequencies so far, errors beside always naming the most frequent class so
 * far, AUC of P(up) − P(down) for whether the close went up, calibration by class, and the Pesaran-Timmermann test on
 * forecasts that do not overlap.
 */
final class DirectionJudge implements Judge {

    private static final int CLASSES = DirectionClass.values().length;

    // Positions of a joined session in its pairs; three classes from DOWN and from USUAL on.
    private static final int DOWN = 0;
    private static final int UP = 2;
    private static final int USUAL = 3;
    private static final int HAPPENED = 6;
    private static final int RETURN = 7;

    private final Yardsticks yardsticks;
    private final Target target;
    private final Output down;
    private final Output neutral;
    private final Output up;

    private DirectionJudge(Yardsticks yardsticks, Target target, Output down, Output neutral, Output up) {
        this.yardsticks = yardsticks;
        this.target = target;
        this.down = down;
        this.neutral = neutral;
        this.up = up;
    }

    /** Of directions forecast at a close. */
    static DirectionJudge ofCloses(Yardsticks yardsticks) {
        return new DirectionJudge(
                yardsticks, Target.DIRECTION, Output.DIRECTION_DOWN, Output.DIRECTION_NEUTRAL, Output.DIRECTION_UP);
    }

    /** Of those forecast before the next open: zone, outcome and baseline are the same. */
    static DirectionJudge ofMornings(Yardsticks yardsticks) {
        return new DirectionJudge(
                yardsticks,
                Target.PREOPEN_DIRECTION,
                Output.PREOPEN_DIRECTION_DOWN,
                Output.PREOPEN_DIRECTION_NEUTRAL,
                Output.PREOPEN_DIRECTION_UP);
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (int horizon : forecasts.horizons(up)) {
            Pairs pairs = pairs(forecasts, horizon);
            if (!pairs.isEmpty()) {
                scores.addAll(judge(pairs, horizon));
            }
        }
        return scores;
    }

    private Pairs pairs(ForecastSeries forecasts, int horizon) {
        Yardsticks.Directions directions = yardsticks.directions(horizon);
        Pairs pairs = new Pairs();
        forecasts.of(Topic.of(up, horizon)).forEach((row, rising) -> {
            double[] usual = directions.usual(row);
            pairs.add(
                    forecasts.value(down, horizon, row),
                    forecasts.value(neutral, horizon, row),
                    rising.value(),
                    usual[0],
                    usual[1],
                    usual[2],
                    directions.happened(row, rising.parameter()),
                    directions.returns().applyAsDouble(row));
        });
        return pairs;
    }

    private List<BacktestScore> judge(Pairs pairs, int horizon) {
        ClassForecasts stated = forecasts(pairs, DOWN);
        ClassForecasts usual = forecasts(pairs, USUAL);
        double[] happened = pairs.column(HAPPENED);
        Figures figures = new Figures(horizon);
        figures.putMean("accuracy", stated.hits(happened));
        figures.put("majority", ClassForecasts.mostFrequent(happened, CLASSES));
        describeOrder(figures, pairs, horizon);
        describeCalibration(figures, stated, usual, happened, horizon);
        double[] ups = pairs.column(UP);
        return List.of(
                BacktestScore.of(
                        target.text(),
                        horizon,
                        "log_loss",
                        RunningFrequency.NAME,
                        stated.logs(happened),
                        usual.logs(happened),
                        figures,
                        ProbabilityScores.reliability(ups, is(happened, DirectionClass.UP))),
                BacktestScore.of(
                        target.text(),
                        horizon,
                        "error_rate",
                        "most frequent class so far",
                        stated.errors(happened),
                        usual.errors(happened),
                        new Figures(horizon)));
    }

    private static ClassForecasts forecasts(Pairs pairs, int first) {
        double[][] columns = new double[CLASSES][];
        for (int i = 0; i < CLASSES; i++) {
            columns[i] = pairs.column(first + i);
        }
        return new ClassForecasts(columns);
    }

    private static boolean[] is(double[] happened, DirectionClass wanted) {
        boolean[] flags = new boolean[happened.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = happened[i] == wanted.position();
        }
        return flags;
    }

    private static void describeOrder(Figures figures, Pairs pairs, int horizon) {
        double[] up = pairs.column(UP);
        double[] down = pairs.column(DOWN);
        double[] returns = pairs.column(RETURN);
        double[] lean = new double[up.length];
        boolean[] rose = new boolean[up.length];
        for (int i = 0; i < lean.length; i++) {
            lean[i] = up[i] - down[i];
            rose[i] = returns[i] > 0;
        }
        figures.put("auc", RocAuc.of(lean, rose), RocAuc.interval(lean, rose, horizon));
        int separate = (lean.length + horizon - 1) / horizon;
        boolean[] saidUp = new boolean[separate];
        boolean[] wentUp = new boolean[separate];
        for (int i = 0; i < separate; i++) {
            saidUp[i] = lean[i * horizon] > 0;
            wentUp[i] = rose[i * horizon];
        }
        figures.put(
                        "pesaran_timmermann_p",
                        ForecastTests.pesaranTimmermann(saidUp, wentUp).pValue())
                .put("pesaran_timmermann_n", separate);
    }

    private static void describeCalibration(
            Figures figures, ClassForecasts stated, ClassForecasts usual, double[] happened, int horizon) {
        boolean[][] came = Arrays.stream(DirectionClass.values())
                .map(wanted -> is(happened, wanted))
                .toArray(boolean[][]::new);
        figures.put(
                        "calibration_error",
                        CalibrationError.ofClasses(stated.columns(), came),
                        CalibrationError.interval(stated.columns(), came, horizon))
                .put(
                        "calibration_error_baseline",
                        CalibrationError.ofClasses(usual.columns(), came),
                        CalibrationError.interval(usual.columns(), came, horizon));
    }
}
