package io.aegismatrix.engine.backtest;

import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Trap, breakout, spike and straddle: Brier and log-loss skill beside the frequency so far, AUC and calibration. */
final class EventJudge implements Judge {

    private static final List<String> OUTPUTS = List.of(
            "trap_probability", "breakout_probability", "spike_up_probability", "long_straddle_win_probability");

    private final MarketHistory history;

    EventJudge(MarketHistory history) {
        this.history = history;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (String output : OUTPUTS) {
            forecasts.keys(output).forEach(key -> scores.addAll(judge(key, forecasts)));
        }
        return scores;
    }

    private List<BacktestScore> judge(ForecastKey key, ForecastSeries forecasts) {
        int h = key.horizon();
        IntToDoubleFunction outcome = Outcomes.of(history, key.output(), h, key.parameter());
        RunningFrequency frequency = new RunningFrequency(history.size(), h, outcome);
        Pairs pairs = new Pairs();
        forecasts.of(key).forEach((row, value) -> pairs.add(value, outcome.applyAsDouble(row), frequency.at(row)));
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
