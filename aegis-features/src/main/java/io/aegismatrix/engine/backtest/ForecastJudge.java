package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.volatility.VolatilityBaselines;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionLabels;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges forecasts that were really made, one decision at a time, by the yardsticks and losses of {@link BacktestScores}: a
 * live record and a walk-forward record of the same name measure the same thing. Not thread-safe.
 */
public final class ForecastJudge {

    private final MarketHistory history;
    private final Yardsticks yardsticks;
    private final double[] smoothed;

    /** @param history the market, at least to the last outcome that is to count */
    public ForecastJudge(MarketHistory history) {
        this.history = history;
        this.yardsticks = new Yardsticks(history);
        this.smoothed = VolatilityBaselines.smoothed(history);
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
    public List<Outcome> judge(LocalDate session, ForecastOrigin from, List<Forecast> forecasts) {
        OptionalInt row = history.find(session);
        if (row.isEmpty()) {
            return List.of();
        }
        Decision decision = new Decision(row.getAsInt(), from, forecasts);
        return forecasts.stream()
                .filter(said -> said.horizon() >= 1 && row.getAsInt() + said.horizon() < history.size())
                .flatMap(said -> decision.judge(said).stream())
                .toList();
    }

    /** The forecasts of one decision. */
    private final class Decision {

        private final int row;
        private final ForecastOrigin from;
        private final List<Forecast> forecasts;

        Decision(int row, ForecastOrigin from, List<Forecast> forecasts) {
            this.row = row;
            this.from = from;
            this.forecasts = forecasts;
        }

        Optional<Outcome> judge(Forecast said) {
            return switch (said.output()) {
                case DIRECTION_UP, PREOPEN_DIRECTION_UP -> direction(said);
                case REGIME_LOW -> regime(said);
                case EXPECTED_ABS_MOVE -> move(said);
                case REALIZED_VOLATILITY, PREOPEN_VOLATILITY -> volatility(said);
                case PATH_RANGE_LOWER -> range(said, Target.PATH_RANGE, Output.PATH_RANGE_UPPER);
                case CLOSE_RANGE_LOWER -> range(said, Target.CLOSE_RANGE, Output.CLOSE_RANGE_UPPER);
                case TOUCH_EITHER_PROBABILITY, CLOSE_BEYOND_PROBABILITY ->
                    from.inSession() ? fromWithin(said) : event(said);
                // Held from the price of the moment, so the label of the close is another question's.
                case LONG_STRADDLE_WIN_PROBABILITY -> from.inSession() ? Optional.empty() : event(said);
                case TRAP_PROBABILITY, BREAKOUT_PROBABILITY, SPIKE_UP_PROBABILITY -> event(said);
                // The other columns of a joint forecast are judged with its first.
                case DIRECTION_DOWN,
                        DIRECTION_NEUTRAL,
                        PREOPEN_DIRECTION_DOWN,
                        PREOPEN_DIRECTION_NEUTRAL,
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

        private double value(Output output, int horizon) {
            return value(output, horizon, Double.NaN);
        }

        private double value(Output output, int horizon, double parameter) {
            return forecasts.stream()
                    .filter(said -> said.output() == output && said.horizon() == horizon)
                    .filter(said -> Double.isNaN(parameter) || said.parameter() == parameter)
                    .mapToDouble(Forecast::value)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        private Optional<Outcome> event(Forecast said) {
            Yardsticks.Event event = yardsticks.event(said.topic());
            return event(said, event.happened().applyAsDouble(row), event.usual());
        }

        private Optional<Outcome> event(Forecast said, double happened, RunningFrequency frequency) {
            if (Double.isNaN(happened)) {
                return Optional.empty();
            }
            double usual = frequency.at(row);
            return Optional.of(sheet(said.topic(), target(said))
                    .losses(
                            "brier",
                            happened,
                            Losses.brier(said.value(), happened == 1),
                            Double.isNaN(usual) ? Double.NaN : Losses.brier(usual, happened == 1)));
        }

        /**
         * Distances count from the price of the moment, and the session's own bar holds what came before it. The simple
         * forecast is of paths from the open: the night is over.
         */
        private Optional<Outcome> fromWithin(Forecast said) {
            Yardsticks.Path path = yardsticks.path(said.horizon());
            if (!path.isKnown(row)) {
                return Optional.empty();
            }
            double upper = from.price() * (1 + said.parameter());
            double lower = from.price() * (1 - said.parameter());
            boolean close = said.output() == Output.CLOSE_BEYOND_PROBABILITY;
            if (!close && !from.tells(lower, upper)) {
                return Optional.empty();
            }
            return event(
                    said,
                    reaches(close ? path.close(row) : path.wholePath(row), lower, upper),
                    yardsticks.eventFromOpen(said.topic()).usual());
        }

        private double reaches(Yardsticks.Path.Reach reach, double lower, double upper) {
            double close = history.close(row);
            return close * reach.high() >= upper || close * reach.low() <= lower ? 1 : 0;
        }

        private Optional<Outcome> direction(Forecast said) {
            int h = said.horizon();
            boolean morning = said.output() == Output.PREOPEN_DIRECTION_UP;
            double[] stated = {
                value(morning ? Output.PREOPEN_DIRECTION_DOWN : Output.DIRECTION_DOWN, h),
                value(morning ? Output.PREOPEN_DIRECTION_NEUTRAL : Output.DIRECTION_NEUTRAL, h),
                said.value()
            };
            Yardsticks.Directions directions = yardsticks.directions(h);
            return classes(said, target(said), directions.happened(row, said.parameter()), stated)
                    .map(sheet -> sheet.classes(stated, directions.usual(row)));
        }

        private Optional<Outcome> regime(Forecast said) {
            int h = said.horizon();
            double[] stated = {said.value(), value(Output.REGIME_MEDIUM, h), value(Output.REGIME_HIGH, h)};
            Yardsticks.Regimes regimes = yardsticks.regimes(h);
            return classes(said, Target.REGIME, regimes.happened(row), stated)
                    .map(sheet -> sheet.classes(stated, regimes.usual(row), regimes.persisted(row)));
        }

        private Optional<OutcomeSheet.OfClasses> classes(
                Forecast said, Target target, double happened, double[] stated) {
            return Double.isNaN(happened) || !OutcomeSheet.complete(stated)
                    ? Optional.empty()
                    : Optional.of(sheet(Topic.of(said.output(), said.horizon()), target)
                            .happened((int) happened));
        }

        private Optional<Outcome> move(Forecast said) {
            Yardsticks.Sizes sizes = yardsticks.sizes(said.horizon());
            double happened = sizes.happened().applyAsDouble(row);
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(sheet(said.topic(), Target.EXPECTED_ABS_MOVE)
                            .losses(
                                    "mean_absolute_error",
                                    happened,
                                    Math.abs(said.value() - happened),
                                    Math.abs(sizes.usual().applyAsDouble(row) - happened)));
        }

        private Optional<Outcome> volatility(Forecast said) {
            double happened = yardsticks.volatilities(said.horizon()).applyAsDouble(row);
            return Double.isNaN(happened)
                    ? Optional.empty()
                    : Optional.of(sheet(said.topic(), target(said))
                            .losses(
                                    "qlike",
                                    happened,
                                    Losses.qlike(said.value(), happened),
                                    Losses.qlike(smoothed[row], happened)));
        }

        private Optional<Outcome> range(Forecast said, Target target, Output upperEnd) {
            double upper = value(upperEnd, said.horizon(), said.parameter());
            Yardsticks.Path path = yardsticks.path(said.horizon());
            boolean whole = target == Target.PATH_RANGE;
            if (Double.isNaN(upper) || !path.isKnown(row) || (whole && !from.tells(said.value(), upper))) {
                return Optional.empty();
            }
            double close = history.close(row);
            return Optional.of(sheet(said.topic(), target)
                    .range(said.value() / close, upper / close, whole ? path.wholePath(row) : path.close(row)));
        }

        private static Target target(Forecast said) {
            return said.output().target().orElseThrow();
        }

        private OutcomeSheet sheet(Topic<Output> topic, Target target) {
            return new OutcomeSheet(
                    new Topic<>(target, topic.horizon(), topic.parameter()), history.session(row + topic.horizon()));
        }
    }
}
