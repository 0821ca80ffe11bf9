package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.volatility.VolatilityBaselines;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Judges forecasts that were really made, one decision at a time, by the labels and losses of {@link BacktestScores}: a
 * live record and a walk-forward record of the same name measure the same thing. Not thread-safe.
 */
public final class ForecastJudge {

    private static final int CLASSES = 3;

    private final MarketHistory history;
    private final Map<String, Object> columns = new HashMap<>();

    /** @param history the market, at least to the last outcome that is to count */
    public ForecastJudge(MarketHistory history) {
        this.history = history;
    }

    /** Half width of the neutral zone of a direction as a log return, known at the decision row. */
    public static double deadZone(MarketHistory history, int row, int horizon) {
        return DirectionLabels.deadZone(history, row, horizon);
    }

    /**
     * What became of the forecasts of one decision, as far as it is known. Outputs without a label are passed over.
     *
     * @param session the decision session; nothing is known if the history lacks it
     * @param from where the forecasts were made from
     */
    public List<Verdict> judge(LocalDate session, Standpoint from, List<Said> forecasts) {
        OptionalInt row = history.find(session);
        if (row.isEmpty()) {
            return List.of();
        }
        Decision decision = new Decision(row.getAsInt(), from, forecasts);
        List<Verdict> verdicts = new ArrayList<>();
        for (Said said : forecasts) {
            if (said.horizon() >= 1 && row.getAsInt() + said.horizon() < history.size()) {
                decision.judge(said).ifPresent(verdicts::add);
            }
        }
        return verdicts;
    }

    /** Labels and baselines by name: worked out once for all decisions. */
    private <T> T column(Class<T> type, String name, Supplier<T> maker) {
        Object known = columns.get(name);
        // Not computeIfAbsent: making one column asks for others.
        if (known == null) {
            known = maker.get();
            columns.put(name, known);
        }
        return type.cast(known);
    }

    private double[] values(String name, int horizon, Supplier<double[]> maker) {
        return column(double[].class, name + " " + horizon, maker);
    }

    private ExcursionLabels paths(int horizon) {
        return column(ExcursionLabels.class, "paths " + horizon, () -> ExcursionLabels.of(history, horizon));
    }

    private RegimeLabels regimes(int horizon) {
        return column(RegimeLabels.class, "regimes " + horizon, () -> RegimeLabels.of(history, horizon));
    }

    private RunningFrequency frequency(String name, int horizon, Supplier<IntToDoubleFunction> outcome) {
        return column(
                RunningFrequency.class,
                name + " frequency " + horizon,
                () -> new RunningFrequency(history.size(), horizon, outcome.get()));
    }

    private double directionLabel(int row, int horizon) {
        return values("direction", horizon, () -> DirectionLabels.of(history, horizon))[row];
    }

    private static IntToDoubleFunction indicator(IntToDoubleFunction label, int wanted) {
        return row -> {
            double known = label.applyAsDouble(row);
            return Double.isNaN(known) ? Double.NaN : known == wanted ? 1 : 0;
        };
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The first of equals, as the back-test has it. */
    private static int likeliest(double[] stated) {
        return stated[0] >= stated[1] && stated[0] >= stated[2] ? 0 : stated[1] >= stated[2] ? 1 : 2;
    }

    /** The forecasts of one decision. */
    private final class Decision {

        private final int row;
        private final Standpoint from;
        private final List<Said> forecasts;

        Decision(int row, Standpoint from, List<Said> forecasts) {
            this.row = row;
            this.from = from;
            this.forecasts = forecasts;
        }

        Optional<Verdict> judge(Said said) {
            return switch (said.output()) {
                case "direction_up" -> direction(said);
                case "regime_low" -> regime(said);
                case "expected_abs_move" -> move(said);
                case "realized_volatility" -> volatility(said);
                case "path_range_lower" -> range(said, "path_range");
                case "close_range_lower" -> range(said, "close_range");
                case "touch_either_probability", "close_beyond_probability" ->
                    from.inSession() ? fromWithin(said) : probability(said, outcome(said));
                // Held from the price of the moment, so the label of the close is another question's.
                case "long_straddle_win_probability" ->
                    from.inSession() ? Optional.empty() : probability(said, outcome(said));
                case "trap_probability", "breakout_probability", "spike_up_probability" ->
                    probability(said, outcome(said));
                // The other columns of a joint forecast are judged with its first; the rest has no label.
                default -> Optional.empty();
            };
        }

        private IntToDoubleFunction outcome(Said said) {
            return column(
                    IntToDoubleFunction.class,
                    "outcome " + said.output() + " " + said.horizon() + " " + said.parameter(),
                    () -> Outcomes.of(history, said.output(), said.horizon(), said.parameter()));
        }

        private double value(String output, int horizon, double parameter) {
            return forecasts.stream()
                    .filter(said -> said.output().equals(output) && said.horizon() == horizon)
                    .filter(said -> Double.isNaN(parameter) || said.parameter() == parameter)
                    .mapToDouble(Said::value)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        private Optional<Verdict> probability(Said said, IntToDoubleFunction outcome) {
            return probability(said, outcome.applyAsDouble(row), outcome);
        }

        private Optional<Verdict> probability(Said said, double happened, IntToDoubleFunction usual) {
            if (Double.isNaN(happened)) {
                return Optional.empty();
            }
            double rate = frequency(said.output() + " " + said.parameter(), said.horizon(), () -> usual)
                    .at(row);
            return Optional.of(verdict(
                    said,
                    said.output(),
                    "brier",
                    happened,
                    Losses.brier(said.value(), happened == 1),
                    Double.isNaN(rate) ? Double.NaN : Losses.brier(rate, happened == 1),
                    Double.NaN,
                    Double.NaN));
        }

        private Optional<Verdict> fromWithin(Said said) {
            double upper = from.price() * (1 + said.parameter());
            double lower = from.price() * (1 - said.parameter());
            ExcursionLabels paths = paths(said.horizon());
            if (!paths.resolved(row)) {
                return Optional.empty();
            }
            double close = history.close(row);
            if (said.output().equals("close_beyond_probability")) {
                double end = close * Math.exp(paths.forwardReturn(row));
                return probability(said, end >= upper || end <= lower ? 1 : 0, outcome(said));
            }
            boolean touched = close * Math.exp(paths.up(row)) >= upper || close * Math.exp(-paths.down(row)) <= lower;
            return from.tells(lower, upper) ? probability(said, touched ? 1 : 0, outcome(said)) : Optional.empty();
        }

        private Optional<Verdict> direction(Said said) {
            int h = said.horizon();
            double[] stated = {
                value("direction_down", h, Double.NaN), value("direction_neutral", h, Double.NaN), said.value()
            };
            double end = values("return", h, () -> ForwardReturns.log(history, h))[row];
            double zone = said.parameter();
            if (Double.isNaN(end) || Double.isNaN(zone) || !complete(stated)) {
                return Optional.empty();
            }
            return classes(said, "direction", DirectionClass.of(end, zone).position(), stated, usualDirection(h));
        }

        private Optional<Verdict> regime(Said said) {
            int h = said.horizon();
            double[] stated = {said.value(), value("regime_medium", h, Double.NaN), value("regime_high", h, Double.NaN)
            };
            double happened = regimes(h).label(row);
            if (Double.isNaN(happened) || !complete(stated)) {
                return Optional.empty();
            }
            int persisted = RegimeClass.of(
                            history.trailingVolatility(row, h),
                            regimes(h).lower(row),
                            regimes(h).upper(row))
                    .position();
            return classes(said, "regime", (int) happened, stated, usualRegime(h))
                    .map(verdict -> withBaselineHit(verdict, persisted == (int) happened));
        }

        private static boolean complete(double[] stated) {
            return Arrays.stream(stated).noneMatch(Double::isNaN);
        }

        private double[] usualDirection(int h) {
            double[] usual = new double[CLASSES];
            for (int wanted = 0; wanted < CLASSES; wanted++) {
                int one = wanted;
                usual[wanted] = frequency("direction " + wanted, h, () -> indicator(r -> directionLabel(r, h), one))
                        .at(row);
            }
            return usual;
        }

        private double[] usualRegime(int h) {
            ConditionalFrequency frequency = column(
                    ConditionalFrequency.class,
                    "regime frequency " + h,
                    () -> new ConditionalFrequency(history.size(), h, CLASSES, r -> 0, regimes(h)::label));
            return IntStream.range(0, CLASSES)
                    .mapToDouble(position -> frequency.at(row, position))
                    .toArray();
        }

        private static Verdict withBaselineHit(Verdict verdict, boolean hit) {
            return new Verdict(
                    verdict.target(),
                    verdict.horizon(),
                    verdict.parameter(),
                    verdict.metric(),
                    verdict.outcome(),
                    verdict.loss(),
                    verdict.baselineLoss(),
                    verdict.hit(),
                    OptionalDouble.of(hit ? 1 : 0),
                    verdict.resolved());
        }

        private Optional<Verdict> classes(Said said, String target, int happened, double[] stated, double[] usual) {
            boolean baseline = complete(usual);
            return Optional.of(verdict(
                    new Said(said.output(), said.horizon(), Double.NaN, said.value()),
                    target,
                    "log_loss",
                    happened,
                    Losses.log(stated[happened]),
                    baseline ? Losses.log(usual[happened]) : Double.NaN,
                    likeliest(stated) == happened ? 1 : 0,
                    baseline ? likeliest(usual) == happened ? 1 : 0 : Double.NaN));
        }

        private Optional<Verdict> move(Said said) {
            int h = said.horizon();
            double[] sizes = values("size", h, () -> ForwardReturns.magnitude(history, h));
            double usual = values("median", h, () -> MoveJudge.runningMedian(sizes, h))[row];
            double happened = sizes[row];
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(verdict(
                            said,
                            "expected_abs_move",
                            "mean_absolute_error",
                            happened,
                            Math.abs(said.value() - happened),
                            Math.abs(usual - happened),
                            Double.NaN,
                            Double.NaN));
        }

        private Optional<Verdict> volatility(Said said) {
            int h = said.horizon();
            double happened = values("realized", h, () -> RealizedVolatilityLabels.forward(history, h))[row];
            double smoothed = values("smoothed", 0, () -> VolatilityBaselines.smoothed(history))[row];
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(verdict(
                            said,
                            "realized_volatility",
                            "qlike",
                            happened,
                            Losses.qlike(said.value(), happened),
                            Losses.qlike(smoothed, happened),
                            Double.NaN,
                            Double.NaN));
        }

        private Optional<Verdict> range(Said said, String target) {
            double lower = said.value();
            double upper = value(target + "_upper", said.horizon(), said.parameter());
            ExcursionLabels paths = paths(said.horizon());
            boolean path = target.equals("path_range");
            if (Double.isNaN(upper) || !paths.resolved(row) || (path && !from.tells(lower, upper))) {
                return Optional.empty();
            }
            double close = history.close(row);
            double end = paths.forwardReturn(row);
            double low = close * Math.exp(path ? -paths.down(row) : end);
            double high = close * Math.exp(path ? paths.up(row) : end);
            double held = lower <= low && high <= upper ? 1 : 0;
            double score = Losses.interval(lower, upper, low, high, said.parameter()) / close * 100;
            return Optional.of(
                    verdict(said, target, "interval_score_percent", held, score, Double.NaN, held, Double.NaN));
        }

        private Verdict verdict(
                Said said,
                String target,
                String metric,
                double outcome,
                double loss,
                double baselineLoss,
                double hit,
                double baselineHit) {
            return new Verdict(
                    target,
                    said.horizon(),
                    said.parameter(),
                    metric,
                    outcome,
                    loss,
                    known(baselineLoss),
                    known(hit),
                    known(baselineHit),
                    history.session(row + said.horizon()));
        }
    }
}
