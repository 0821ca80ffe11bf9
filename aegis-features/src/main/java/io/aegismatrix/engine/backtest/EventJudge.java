package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import java.util.ArrayList;
import java.util.List;

/** Trap, breakout, spike and straddle: Brier and log-loss skill beside the frequency so far, AUC and calibration. */
final class EventJudge implements Judge {

    private static final List<Output> OUTPUTS = List.of(
            Output.TRAP_PROBABILITY,
            Output.BREAKOUT_PROBABILITY,
            Output.SPIKE_UP_PROBABILITY,
            Output.LONG_STRADDLE_WIN_PROBABILITY);

    private final Yardsticks yardsticks;

    EventJudge(Yardsticks yardsticks) {
        this.yardsticks = yardsticks;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (Output output : OUTPUTS) {
            forecasts.topics(output).forEach(key -> scores.addAll(judge(key, forecasts)));
        }
        return scores;
    }

    private List<BacktestScore> judge(Topic<Output> key, ForecastSeries forecasts) {
        int h = key.horizon();
        Yardsticks.Event event = yardsticks.event(key);
        Pairs pairs = new Pairs();
        forecasts
                .of(key)
                .forEach((row, value) -> pairs.add(
                        value.value(),
                        event.happened().applyAsDouble(row),
                        event.usual().at(row)));
        if (pairs.isEmpty()) {
            return List.of();
        }
        double[] stated = pairs.column(0);
        boolean[] happened = pairs.flags(1);
        double[] usual = pairs.column(2);
        Figures figures = new Figures(h);
        ProbabilityScores.describe(figures, stated, happened, usual, h);
        return List.of(
                BacktestScore.of(
                        key.title(),
                        h,
                        "brier",
                        RunningFrequency.NAME,
                        ProbabilityScores.briers(stated, happened),
                        ProbabilityScores.briers(usual, happened),
                        figures,
                        ProbabilityScores.reliability(stated, happened)),
                BacktestScore.of(
                        key.title(),
                        h,
                        "log_loss",
                        RunningFrequency.NAME,
                        ProbabilityScores.logs(stated, happened),
                        ProbabilityScores.logs(usual, happened),
                        new Figures(h)));
    }
}
