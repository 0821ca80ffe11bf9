package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
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
    public List<Outcome> judge(LocalDate session, Standpoint from, List<Forecast> forecasts) {
        OptionalInt row = history.find(session);
        if (row.isEmpty()) {
            return List.of();
        }
        Decision decision = new Decision(row.getAsInt(), from, forecasts);
        List<Outcome> outcomes = new ArrayList<>();
        for (Forecast said : forecasts) {
            if (said.horizon() >= 1 && row.getAsInt() + said.horizon() < history.size()) {
                decision.judge(said).ifPresent(outcomes::add);
            }
        }
        return outcomes;
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
        private final List<Forecast> forecasts;

        Decision(int row, Standpoint from, List<Forecast> forecasts) {
            this.row = row;
            this.from = from;
            this.forecasts = forecasts;
        }

        Optional<Outcome> judge(Forecast said) {
            return switch (said.output()) {
                case DIRECTION_UP -> direction(said);
                case REGIME_LOW -> regime(said);
                case EXPECTED_ABS_MOVE -> move(said);
                case REALIZED_VOLATILITY -> volatility(said);
                case PATH_RANGE_LOWER -> range(said, Target.PATH_RANGE, Output.PATH_RANGE_UPPER);
                case CLOSE_RANGE_LOWER -> range(said, Target.CLOSE_RANGE, Output.CLOSE_RANGE_UPPER);
                case TOUCH_EITHER_PROBABILITY, CLOSE_BEYOND_PROBABILITY ->
                    from.inSession() ? fromWithin(said) : probability(said, label(said));
                // Held from the price of the moment, so the label of the close is another question's.
                case LONG_STRADDLE_WIN_PROBABILITY ->
                    from.inSession() ? Optional.empty() : probability(said, label(said));
                case TRAP_PROBABILITY, BREAKOUT_PROBABILITY, SPIKE_UP_PROBABILITY -> probability(said, label(said));
                // The other columns of a joint forecast are judged with its first.
                case DIRECTION_DOWN,
                        DIRECTION_NEUTRAL,
                        REGIME_MEDIUM,
                        REGIME_HIGH,
                        PATH_RANGE_UPPER,
                        CLOSE_RANGE_UPPER -> Optional.empty();
                // No label.
                case BREAKOUT_TODAY_PROBABILITY,
                        REGIME_LOWER_THRESHOLD,
                        REGIME_UPPER_THRESHOLD,
                        TODAY_DOWN,
                        TODAY_NEUTRAL,
                        TODAY_UP -> Optional.empty();
            };
        }

        private IntToDoubleFunction label(Forecast said) {
            return column(
                    IntToDoubleFunction.class,
                    "label " + said.topic().title() + " " + said.horizon(),
                    () -> Labels.of(history, said.topic()));
        }

        private double value(Output output, int horizon, double parameter) {
            return forecasts.stream()
                    .filter(said -> said.output() == output && said.horizon() == horizon)
                    .filter(said -> Double.isNaN(parameter) || said.parameter() == parameter)
                    .mapToDouble(Forecast::value)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        private Optional<Outcome> probability(Forecast said, IntToDoubleFunction outcome) {
            return probability(said, outcome.applyAsDouble(row), outcome);
        }

        private Optional<Outcome> probability(Forecast said, double happened, IntToDoubleFunction usual) {
            if (Double.isNaN(happened)) {
                return Optional.empty();
            }
            double rate =
                    frequency(said.topic().title(), said.horizon(), () -> usual).at(row);
            return Optional.of(outcome(
                    said,
                    target(said),
                    "brier",
                    happened,
                    Losses.brier(said.value(), happened == 1),
                    Double.isNaN(rate) ? Double.NaN : Losses.brier(rate, happened == 1),
                    Double.NaN,
                    Double.NaN));
        }

        private Optional<Outcome> fromWithin(Forecast said) {
            double upper = from.price() * (1 + said.parameter());
            double lower = from.price() * (1 - said.parameter());
            ExcursionLabels paths = paths(said.horizon());
            if (!paths.resolved(row)) {
                return Optional.empty();
            }
            double close = history.close(row);
            if (said.output() == Output.CLOSE_BEYOND_PROBABILITY) {
                double end = close * Math.exp(paths.forwardReturn(row));
                return probability(said, end >= upper || end <= lower ? 1 : 0, label(said));
            }
            boolean touched = close * Math.exp(paths.up(row)) >= upper || close * Math.exp(-paths.down(row)) <= lower;
            return from.tells(lower, upper) ? probability(said, touched ? 1 : 0, label(said)) : Optional.empty();
        }

        private Optional<Outcome> direction(Forecast said) {
            int h = said.horizon();
            double[] stated = {
                value(Output.DIRECTION_DOWN, h, Double.NaN),
                value(Output.DIRECTION_NEUTRAL, h, Double.NaN),
                said.value()
            };
            double end = values("return", h, () -> ForwardReturns.log(history, h))[row];
            double zone = said.parameter();
            if (Double.isNaN(end) || Double.isNaN(zone) || !complete(stated)) {
                return Optional.empty();
            }
            return classes(said, Target.DIRECTION, DirectionClass.of(end, zone).position(), stated, usualDirection(h));
        }

        private Optional<Outcome> regime(Forecast said) {
            int h = said.horizon();
            double[] stated = {
                said.value(), value(Output.REGIME_MEDIUM, h, Double.NaN), value(Output.REGIME_HIGH, h, Double.NaN)
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
            return classes(said, Target.REGIME, (int) happened, stated, usualRegime(h))
                    .map(outcome -> withBaselineHit(outcome, persisted == (int) happened));
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

        private static Target target(Forecast said) {
            return said.output().target().orElseThrow();
        }

        private static Outcome withBaselineHit(Outcome outcome, boolean hit) {
            return new Outcome(
                    outcome.topic(),
                    outcome.metric(),
                    outcome.happened(),
                    outcome.loss(),
                    outcome.baselineLoss(),
                    outcome.hit(),
                    OptionalDouble.of(hit ? 1 : 0),
                    outcome.resolved());
        }

        private Optional<Outcome> classes(Forecast said, Target target, int happened, double[] stated, double[] usual) {
            boolean baseline = complete(usual);
            return Optional.of(outcome(
                    Forecast.of(said.output(), said.horizon(), said.value()),
                    target,
                    "log_loss",
                    happened,
                    Losses.log(stated[happened]),
                    baseline ? Losses.log(usual[happened]) : Double.NaN,
                    likeliest(stated) == happened ? 1 : 0,
                    baseline ? likeliest(usual) == happened ? 1 : 0 : Double.NaN));
        }

        private Optional<Outcome> move(Forecast said) {
            int h = said.horizon();
            double[] sizes = values("size", h, () -> ForwardReturns.magnitude(history, h));
            double usual = values("median", h, () -> MoveJudge.runningMedian(sizes, h))[row];
            double happened = sizes[row];
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(outcome(
                            said,
                            Target.EXPECTED_ABS_MOVE,
                            "mean_absolute_error",
                            happened,
                            Math.abs(said.value() - happened),
                            Math.abs(usual - happened),
                            Double.NaN,
                            Double.NaN));
        }

        private Optional<Outcome> volatility(Forecast said) {
            int h = said.horizon();
            double happened = values("realized", h, () -> RealizedVolatilityLabels.forward(history, h))[row];
            double smoothed = values("smoothed", 0, () -> VolatilityBaselines.smoothed(history))[row];
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(outcome(
                            said,
                            Target.REALIZED_VOLATILITY,
                            "qlike",
                            happened,
                            Losses.qlike(said.value(), happened),
                            Losses.qlike(smoothed, happened),
                            Double.NaN,
                            Double.NaN));
        }

        private Optional<Outcome> range(Forecast said, Target target, Output upperEnd) {
            double lower = said.value();
            double upper = value(upperEnd, said.horizon(), said.parameter());
            ExcursionLabels paths = paths(said.horizon());
            boolean path = target == Target.PATH_RANGE;
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
                    outcome(said, target, "interval_score_percent", held, score, Double.NaN, held, Double.NaN));
        }

        private Outcome outcome(
                Forecast said,
                Target target,
                String metric,
                double outcome,
                double loss,
                double baselineLoss,
                double hit,
                double baselineHit) {
            return new Outcome(
                    new Topic<>(target, said.horizon(), said.parameter()),
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
