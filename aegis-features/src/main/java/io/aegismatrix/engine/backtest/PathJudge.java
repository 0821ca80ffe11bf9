package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Odds that the path touches a distance, or that the close ends beyond it: Brier skill beside the frequency so far and
 * beside past excursions in VIX units, reliability and calibration; distance by distance and pooled over them.
 */
final class PathJudge implements Judge {

    private static final List<Output> OUTPUTS =
            List.of(Output.TOUCH_EITHER_PROBABILITY, Output.CLOSE_BEYOND_PROBABILITY);

    private final Yardsticks yardsticks;
    private final ExcursionBaseline excursions;

    /** One forecast: what was said, what happened, and what the baselines said. */
    private record Cell(double stated, boolean happened, double usual, double reach) {}

    PathJudge(Yardsticks yardsticks, ExcursionBaseline excursions) {
        this.yardsticks = yardsticks;
        this.excursions = excursions;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (Output output : OUTPUTS) {
            for (int horizon : forecasts.horizons(output)) {
                scores.addAll(judge(output, horizon, forecasts));
            }
        }
        return scores;
    }

    private List<BacktestScore> judge(Output output, int horizon, ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        SortedMap<Integer, List<Cell>> bySession = new TreeMap<>();
        int distances = 0;
        for (Topic<Output> key : forecasts.topics(output)) {
            if (key.horizon() == horizon) {
                SortedMap<Integer, List<Cell>> cells = cells(key, forecasts);
                scores.addAll(scores(key.title(), horizon, 1, cells));
                cells.forEach((row, some) ->
                        bySession.computeIfAbsent(row, one -> new ArrayList<>()).addAll(some));
                distances++;
            }
        }
        if (distances > 1) {
            scores.addAll(scores(output.text() + " pooled", horizon, distances, bySession));
        }
        return scores;
    }

    private SortedMap<Integer, List<Cell>> cells(Topic<Output> key, ForecastSeries forecasts) {
        int h = key.horizon();
        double distance = key.parameter();
        boolean touch = key.what() == Output.TOUCH_EITHER_PROBABILITY;
        Yardsticks.Event event = yardsticks.event(key);
        SortedMap<Integer, List<Cell>> cells = new TreeMap<>();
        forecasts.of(key).forEach((row, value) -> {
            double happened = event.happened().applyAsDouble(row);
            double usual = event.usual().at(row);
            if (!Double.isNaN(happened) && !Double.isNaN(usual)) {
                double reach =
                        touch ? excursions.touchEither(row, h, distance) : excursions.closeBeyond(row, h, distance);
                cells.put(row, List.of(new Cell(value.value(), happened == 1, usual, reach)));
            }
        });
        return cells;
    }

    private static List<BacktestScore> scores(
            String title, int horizon, int distances, SortedMap<Integer, List<Cell>> bySession) {
        List<BacktestScore> scores = new ArrayList<>();
        Pairs pairs = new Pairs();
        bySession.values().forEach(cells -> pairs.add(brier(cells, Cell::stated), brier(cells, Cell::usual)));
        if (pairs.isEmpty()) {
            return scores;
        }
        List<Cell> all = bySession.values().stream().flatMap(List::stream).toList();
        double[] stated = all.stream().mapToDouble(Cell::stated).toArray();
        boolean[] happened = new boolean[stated.length];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = all.get(i).happened();
        }
        Figures figures = new Figures(horizon * distances);
        double[] usual = all.stream().mapToDouble(Cell::usual).toArray();
        ProbabilityScores.describe(figures, stated, happened, usual, horizon * distances);
        scores.add(BacktestScore.of(
                title,
                horizon,
                "brier",
                RunningFrequency.NAME,
                pairs.column(0),
                pairs.column(1),
                figures,
                ProbabilityScores.reliability(stated, happened)));
        Pairs beside = new Pairs();
        bySession.values().forEach(cells -> beside.add(brier(cells, Cell::stated), brier(cells, Cell::reach)));
        if (!beside.isEmpty()) {
            scores.add(BacktestScore.of(
                    title,
                    horizon,
                    "brier",
                    ExcursionBaseline.NAME,
                    beside.column(0),
                    beside.column(1),
                    new Figures(horizon)));
        }
        return scores;
    }

    private interface Speaker {
        double probability(Cell cell);
    }

    /** Mean over the distances of one session. */
    private static double brier(List<Cell> cells, Speaker speaker) {
        double sum = 0;
        for (Cell cell : cells) {
            sum += Losses.brier(speaker.probability(cell), cell.happened());
        }
        return sum / cells.size();
    }
}
