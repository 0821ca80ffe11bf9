package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.CalibrationError;
import io.aegismatrix.engine.metric.CoverageTests;
import io.aegismatrix.engine.metric.ForecastTests;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import io.aegismatrix.features.label.RegimeClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Judges the forecasts of a back-test: every output by a proper loss beside its baseline on the same sessions, with a
 * block-bootstrap interval. Outcomes come from prices alone.
 */
public final class BacktestScores {

    private static final double EWMA_DECAY = 0.94;
    private static final int BINS = 10;
    private static final int TERCILES = 3;
    private static final String[] TERCILE_NAMES = {"low", "middle", "high"};

    private final MarketHistory history;
    private final RangeBaseline ranges;
    private final SortedMap<Key, SortedMap<Integer, Double>> series = new TreeMap<>();
    private final List<BacktestScore> scores = new ArrayList<>();

    /** One forecast a session: an output, its horizon and its parameter. */
    private record Key(String output, int horizon, double parameter) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byOutput = output.compareTo(other.output);
            int byHorizon = byOutput != 0 ? byOutput : Integer.compare(horizon, other.horizon);
            return byHorizon != 0 ? byHorizon : Double.compare(parameter, other.parameter);
        }

        String title() {
            return Double.isNaN(parameter) ? output : String.format(Locale.ROOT, "%s %s", output, parameter);
        }
    }

    /** Forecasts and outcomes of the sessions on which both are known. */
    private static final class Pairs {
        private final List<double[]> rows = new ArrayList<>();

        void add(double... values) {
            for (double value : values) {
                if (Double.isNaN(value)) {
                    return;
                }
            }
            rows.add(values);
        }

        int size() {
            return rows.size();
        }

        double[] column(int index) {
            return rows.stream().mapToDouble(values -> values[index]).toArray();
        }
    }

    private BacktestScores(FeatureSet features, List<Prediction> predictions) {
        this.history = features.history();
        this.ranges = new RangeBaseline(features);
        for (Prediction prediction : predictions) {
            // The dead zone differs by session: it describes the forecast, it does not tell two of them apart.
            boolean direction = prediction.output().startsWith("direction_");
            Key key =
                    new Key(prediction.output(), prediction.horizon(), direction ? Double.NaN : prediction.parameter());
            series.computeIfAbsent(key, one -> new TreeMap<>()).put(prediction.row(), prediction.value());
            if (prediction.output().equals("direction_up")) {
                Key zone = new Key("direction_dead_zone", prediction.horizon(), Double.NaN);
                series.computeIfAbsent(zone, one -> new TreeMap<>()).put(prediction.row(), prediction.parameter());
            }
        }
    }

    /**
     * Judges forecasts.
     *
     * @param features the market, at least to the last outcome that is to count
     */
    public static List<BacktestScore> of(FeatureSet features, List<Prediction> predictions) {
        BacktestScores judge = new BacktestScores(features, predictions);
        for (Map.Entry<Key, SortedMap<Integer, Double>> entry : judge.series.entrySet()) {
            judge.judge(entry.getKey(), entry.getValue());
        }
        return List.copyOf(judge.scores);
    }

    private void judge(Key key, SortedMap<Integer, Double> forecasts) {
        Optional<IntToDoubleFunction> outcome = Outcomes.find(history, key.output(), key.horizon(), key.parameter());
        if (outcome.isPresent()) {
            judgeProbability(key, forecasts, outcome.get());
            return;
        }
        switch (key.output()) {
            case "direction_up" -> judgeDirection(key, forecasts);
            case "expected_abs_move" -> judgeMove(key, forecasts);
            case "realized_volatility" -> judgeVolatility(key, forecasts);
            case "path_range_lower" -> judgeRange(key, forecasts, "path");
            case "close_range_lower" -> judgeRange(key, forecasts, "close");
            case "regime_low" -> judgeRegime(key, forecasts);
            default -> {
                // The other columns of a joint forecast are judged with its first.
            }
        }
    }

    private void judgeProbability(Key key, SortedMap<Integer, Double> forecasts, IntToDoubleFunction outcome) {
        RunningFrequency frequency = new RunningFrequency(history.size(), key.horizon(), outcome);
        Pairs pairs = new Pairs();
        forecasts.forEach((row, value) -> pairs.add(value, outcome.applyAsDouble(row), frequency.at(row)));
        if (pairs.size() == 0) {
            return;
        }
        double[] stated = pairs.column(0);
        double[] happened = pairs.column(1);
        double[] usual = pairs.column(2);
        boolean[] outcomes = new boolean[stated.length];
        double[] losses = new double[stated.length];
        double[] baselines = new double[stated.length];
        for (int i = 0; i < stated.length; i++) {
            outcomes[i] = happened[i] == 1;
            losses[i] = Losses.brier(stated[i], outcomes[i]);
            baselines[i] = Losses.brier(usual[i], outcomes[i]);
        }
        SortedMap<String, Double> details = new TreeMap<>();
        details.put("base_rate", Arrays.stream(happened).average().orElseThrow());
        details.put("calibration_error", CalibrationError.of(stated, outcomes));
        details.put("mean_forecast", Arrays.stream(stated).average().orElseThrow());
        putFinite(details, "auc", RocAuc.of(stated, outcomes));
        add(key, "brier", "expanding frequency", losses, baselines, details, reliability(stated, happened));
    }

    private static void putFinite(SortedMap<String, Double> details, String name, double value) {
        if (Double.isFinite(value)) {
            details.put(name, value);
        }
    }

    private void add(
            Key key,
            String metric,
            String baseline,
            double[] losses,
            double[] baselines,
            SortedMap<String, Double> details) {
        add(key, metric, baseline, losses, baselines, details, List.of());
    }

    private void add(
            Key key,
            String metric,
            String baseline,
            double[] losses,
            double[] baselines,
            SortedMap<String, Double> details,
            List<BacktestScore.Bin> reliability) {
        if (losses.length > key.horizon()) {
            details.put(
                    "diebold_mariano_p",
                    ForecastTests.dieboldMariano(losses, baselines, key.horizon())
                            .pValue());
        }
        scores.add(new BacktestScore(
                key.title(),
                key.horizon(),
                metric,
                baseline,
                Skill.of(losses, baselines, key.horizon()),
                details,
                reliability));
    }

    /** Forecasts in ten groups of equal size, from the least to the most likely. */
    private static List<BacktestScore.Bin> reliability(double[] stated, double[] happened) {
        int n = stated.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> stated[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<BacktestScore.Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            int[] members = Arrays.copyOfRange(order, bin * n / BINS, (bin + 1) * n / BINS);
            if (members.length > 0) {
                bins.add(new BacktestScore.Bin(
                        Arrays.stream(members)
                                .mapToDouble(i -> stated[i])
                                .average()
                                .orElseThrow(),
                        Arrays.stream(members)
                                .mapToDouble(i -> happened[i])
                                .average()
                                .orElseThrow(),
                        members.length));
            }
        }
        return bins;
    }

    private double forecast(String output, int horizon, int row) {
        SortedMap<Integer, Double> values = series.get(new Key(output, horizon, Double.NaN));
        return values == null ? Double.NaN : values.getOrDefault(row, Double.NaN);
    }

    private void judgeDirection(Key key, SortedMap<Integer, Double> ups) {
        int h = key.horizon();
        double[] returns = ForwardReturns.log(history, h);
        List<RunningFrequency> usual = new ArrayList<>();
        for (DirectionClass wanted : DirectionClass.values()) {
            usual.add(new RunningFrequency(history.size(), h, row -> {
                double zone = 0.25 * history.sigma(row) * Math.sqrt(h);
                boolean unknown = Double.isNaN(returns[row]) || Double.isNaN(zone);
                return unknown ? Double.NaN : DirectionClass.of(returns[row], zone) == wanted ? 1 : 0;
            }));
        }
        Pairs pairs = new Pairs();
        ups.forEach((row, up) -> {
            double[] stated = {
                forecast("direction_down", h, row), forecast("direction_neutral", h, row), up,
            };
            double zone = forecast("direction_dead_zone", h, row);
            if (!Double.isNaN(returns[row])) {
                int happened = DirectionClass.of(returns[row], zone).position();
                int likeliest = stated[0] >= stated[1] && stated[0] >= stated[2] ? 0 : stated[1] >= stated[2] ? 1 : 2;
                pairs.add(
                        Losses.log(stated[happened]),
                        Losses.log(usual.get(happened).at(row)),
                        likeliest == happened ? 1 : 0);
            }
        });
        if (pairs.size() > 0) {
            SortedMap<String, Double> details = new TreeMap<>();
            details.put("accuracy", Arrays.stream(pairs.column(2)).average().orElseThrow());
            add(
                    new Key("direction", h, Double.NaN),
                    "log_loss",
                    "expanding frequency",
                    pairs.column(0),
                    pairs.column(1),
                    details);
        }
    }

    private void judgeMove(Key key, SortedMap<Integer, Double> forecasts) {
        int h = key.horizon();
        double[] sizes = ForwardReturns.magnitude(history, h);
        double[] usual = runningMedian(sizes, h);
        Pairs pairs = new Pairs();
        forecasts.forEach((row, value) -> pairs.add(Math.abs(value - sizes[row]), Math.abs(usual[row] - sizes[row])));
        if (pairs.size() > 0) {
            add(key, "mean_absolute_error", "expanding median", pairs.column(0), pairs.column(1), new TreeMap<>());
        }
    }

    /** Median of all sizes known by each row; NaN while fewer than {@value RunningFrequency#MINIMUM} are. */
    static double[] runningMedian(double[] sizes, int horizon) {
        double[] sorted = new double[sizes.length];
        double[] medians = new double[sizes.length];
        int count = 0;
        for (int row = 0; row < sizes.length; row++) {
            double known = row >= horizon ? sizes[row - horizon] : Double.NaN;
            if (!Double.isNaN(known)) {
                int position = Arrays.binarySearch(sorted, 0, count, known);
                int at = position >= 0 ? position : -position - 1;
                System.arraycopy(sorted, at, sorted, at + 1, count - at);
                sorted[at] = known;
                count++;
            }
            medians[row] = count < RunningFrequency.MINIMUM
                    ? Double.NaN
                    : Quantiles.ofSorted(Arrays.copyOf(sorted, count), 0.5);
        }
        return medians;
    }

    private void judgeVolatility(Key key, SortedMap<Integer, Double> forecasts) {
        double[] realized = RealizedVolatilityLabels.forward(history, key.horizon());
        double[] smoothed = smoothedVolatility(history);
        Pairs pairs = new Pairs();
        forecasts.forEach((row, value) -> pairs.add(value, realized[row], smoothed[row], history.vix(row) / 100));
        if (pairs.size() == 0) {
            return;
        }
        double[] stated = pairs.column(0);
        double[] happened = pairs.column(1);
        SortedMap<String, Double> details = new TreeMap<>();
        details.put(
                "bias",
                Arrays.stream(stated).average().orElseThrow()
                        / Arrays.stream(happened).average().orElseThrow());
        add(key, "qlike", "EWMA 0.94", qlikes(stated, happened), qlikes(pairs.column(2), happened), details);
        add(key, "qlike", "VIX", qlikes(stated, happened), qlikes(pairs.column(3), happened), details);
    }

    /** Annualised volatility of exponentially weighted squared returns: the baseline of a volatility forecast. */
    static double[] smoothedVolatility(MarketHistory history) {
        double[] smoothed = new double[history.size()];
        double variance = Double.NaN;
        for (int row = 0; row < smoothed.length; row++) {
            double today = history.variance(row);
            variance = Double.isNaN(variance) ? today : EWMA_DECAY * variance + (1 - EWMA_DECAY) * today;
            smoothed[row] = Math.sqrt(MarketHistory.SESSIONS_PER_YEAR * variance);
        }
        return smoothed;
    }

    private static double[] qlikes(double[] forecasts, double[] realized) {
        double[] losses = new double[forecasts.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Losses.qlike(forecasts[i], realized[i]);
        }
        return losses;
    }

    private void judgeRange(Key key, SortedMap<Integer, Double> lowers, String kind) {
        int h = key.horizon();
        double level = key.parameter();
        ExcursionLabels paths = ExcursionLabels.of(history, h);
        SortedMap<Integer, Double> uppers =
                series.getOrDefault(new Key(kind + "_range_upper", h, level), new TreeMap<>());
        Pairs pairs = new Pairs();
        lowers.forEach((row, lower) -> {
            double close = history.close(row);
            boolean path = kind.equals("path");
            double end = paths.forwardReturn(row);
            double low = close * Math.exp(path ? -paths.down(row) : end);
            double high = close * Math.exp(path ? paths.up(row) : end);
            double upper = uppers.getOrDefault(row, Double.NaN);
            double score = Losses.interval(lower, upper, low, high, level) / close * 100;
            RangeBaseline.Range usual = ranges.of(row, h, level, path);
            double usualScore =
                    Losses.interval(close * Math.exp(-usual.down()), close * Math.exp(usual.up()), low, high, level)
                            / close
                            * 100;
            double width = (upper - lower) / close * 100;
            pairs.add(
                    score,
                    usualScore,
                    width,
                    lower <= low && high <= upper ? 1 : 0,
                    history.vix(row),
                    history.session(row).getYear());
        });
        if (pairs.size() == 0) {
            return;
        }
        Share coverage = Share.of(pairs.column(3), h);
        SortedMap<String, Double> details = new TreeMap<>();
        details.put("coverage", coverage.value());
        details.put("coverage_low", coverage.lower());
        details.put("coverage_high", coverage.upper());
        details.put("width_percent", Arrays.stream(pairs.column(2)).average().orElseThrow());
        putCoverageTests(details, pairs.column(3), level, h);
        putTerciles(details, pairs.column(3), pairs.column(4));
        putYears(details, pairs.column(3), pairs.column(5));
        add(
                new Key(kind + "_range", h, level),
                "interval_score_percent",
                "past excursions in VIX units",
                pairs.column(0),
                pairs.column(1),
                details);
    }

    /** On ranges that do not overlap: every one after the end of the one before. */
    private static void putCoverageTests(SortedMap<String, Double> details, double[] held, double level, int horizon) {
        boolean[] broken = new boolean[(held.length + horizon - 1) / horizon];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = held[i * horizon] == 0;
        }
        details.put("kupiec_p", CoverageTests.kupiec(broken, level).pValue());
        details.put("christoffersen_p", CoverageTests.christoffersen(broken).pValue());
    }

    private static void putTerciles(SortedMap<String, Double> details, double[] held, double[] vix) {
        double lower = Quantiles.of(vix, 1.0 / TERCILES);
        double upper = Quantiles.of(vix, 2.0 / TERCILES);
        double[] sums = new double[TERCILES];
        int[] counts = new int[TERCILES];
        for (int i = 0; i < held.length; i++) {
            int tercile = vix[i] <= lower ? 0 : vix[i] <= upper ? 1 : 2;
            sums[tercile] += held[i];
            counts[tercile]++;
        }
        for (int tercile = 0; tercile < TERCILES; tercile++) {
            putFinite(details, "coverage_vix_" + TERCILE_NAMES[tercile], sums[tercile] / counts[tercile]);
        }
    }

    private static void putYears(SortedMap<String, Double> details, double[] held, double[] years) {
        for (int year = (int) years[0]; year <= (int) years[years.length - 1]; year++) {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < held.length; i++) {
                sum += years[i] == year ? held[i] : 0;
                count += years[i] == year ? 1 : 0;
            }
            putFinite(details, "coverage_" + year, sum / count);
        }
    }

    private void judgeRegime(Key key, SortedMap<Integer, Double> lows) {
        int h = key.horizon();
        double[] realized = RealizedVolatilityLabels.forward(history, h);
        Pairs pairs = new Pairs();
        lows.forEach((row, low) -> {
            double lower = forecast("regime_lower_threshold", h, row);
            double upper = forecast("regime_upper_threshold", h, row);
            double[] stated = {low, forecast("regime_medium", h, row), forecast("regime_high", h, row)};
            if (!Double.isNaN(realized[row]) && !Double.isNaN(lower)) {
                int happened = RegimeClass.of(realized[row], lower, upper).position();
                int persisted = RegimeClass.of(history.trailingVolatility(row, h), lower, upper)
                        .position();
                int likeliest = stated[0] >= stated[1] && stated[0] >= stated[2] ? 0 : stated[1] >= stated[2] ? 1 : 2;
                pairs.add(likeliest == happened ? 0 : 1, persisted == happened ? 0 : 1, Losses.log(stated[happened]));
            }
        });
        if (pairs.size() > 0) {
            SortedMap<String, Double> details = new TreeMap<>();
            details.put("log_loss", Arrays.stream(pairs.column(2)).average().orElseThrow());
            details.put("accuracy", 1 - Arrays.stream(pairs.column(0)).average().orElseThrow());
            add(
                    new Key("regime", h, Double.NaN),
                    "error_rate",
                    "persistence",
                    pairs.column(0),
                    pairs.column(1),
                    details);
        }
    }
}
