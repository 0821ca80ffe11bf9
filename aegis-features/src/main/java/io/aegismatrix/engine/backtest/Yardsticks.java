package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What happened after every session, and what the simplest forecast had said of it: what a forecast is measured by, whether it
 * was published or made in a back-test. Each is worked out when it is first asked for. By decision row; NaN where it is not
 * known. Not thread-safe.
 */
final class Yardsticks {

    private static final int CLASSES = 3;

    private final MarketHistory history;
    private final Map<Topic<Output>, Event> events = new HashMap<>();
    private final Map<Topic<Output>, Event> eventsFromOpen = new HashMap<>();
    private final Map<Integer, Sizes> sizes = new HashMap<>();
    private final Map<Integer, Directions> directions = new HashMap<>();
    private final Map<Integer, Regimes> regimes = new HashMap<>();
    private final Map<Integer, Path> paths = new HashMap<>();
    private final Map<Integer, IntToDoubleFunction> volatilities = new HashMap<>();

    /** @param history the market, at least to the last outcome that is to count */
    Yardsticks(MarketHistory history) {
        this.history = history;
    }

    /**
     * Whether something happened.
     *
     * @param happened 1 or 0
     * @param usual how often it had
     */
    record Event(IntToDoubleFunction happened, RunningFrequency usual) {}

    /** @throws IllegalArgumentException if the output is not a yes-or-no probability */
    Event event(Topic<Output> topic) {
        return events.computeIfAbsent(topic, key -> event(key, Labels.of(history, key)));
    }

    /** Touches and closes beyond a distance, of paths that begin at the open after the decision. */
    Event eventFromOpen(Topic<Output> topic) {
        return eventsFromOpen.computeIfAbsent(topic, key -> event(key, Labels.fromOpen(history, key)));
    }

    private Event event(Topic<Output> topic, IntToDoubleFunction happened) {
        return new Event(happened, new RunningFrequency(history.size(), topic.horizon(), happened));
    }

    /**
     * How far the close went, either way.
     *
     * @param happened absolute log return
     * @param usual median of the sizes so far
     */
    record Sizes(IntToDoubleFunction happened, IntToDoubleFunction usual) {}

    Sizes sizes(int horizon) {
        return sizes.computeIfAbsent(horizon, h -> {
            double[] happened = ForwardReturns.magnitude(history, h);
            double[] usual = RunningMedian.of(happened, h);
            return new Sizes(row -> happened[row], row -> usual[row]);
        });
    }

    /** Where the close went: log returns, and how often each class had come. */
    record Directions(IntToDoubleFunction returns, List<RunningFrequency> frequencies) {

        double[] usual(int row) {
            return frequencies.stream()
                    .mapToDouble(frequency -> frequency.at(row))
                    .toArray();
        }

        /** Position of the class that came; NaN if it is not known. */
        double happened(int row, double deadZone) {
            double end = returns.applyAsDouble(row);
            return Double.isNaN(end) || Double.isNaN(deadZone)
                    ? Double.NaN
                    : DirectionClass.of(end, deadZone).position();
        }
    }

    Directions directions(int horizon) {
        return directions.computeIfAbsent(horizon, h -> {
            double[] labels = DirectionLabels.of(history, h);
            double[] returns = ForwardReturns.log(history, h);
            return new Directions(
                    row -> returns[row],
                    Arrays.stream(DirectionClass.values())
                            .map(wanted -> new RunningFrequency(
                                    history.size(),
                                    h,
                                    row -> Double.isNaN(labels[row])
                                            ? Double.NaN
                                            : labels[row] == wanted.position() ? 1 : 0))
                            .toList());
        });
    }

    /** The volatility regime that came, how often each had, and the one before. */
    static final class Regimes {

        private final MarketHistory history;
        private final RegimeLabels labels;
        private final ConditionalFrequency frequency;

        private Regimes(MarketHistory history, int horizon) {
            this.history = history;
            this.labels = RegimeLabels.of(history, horizon);
            this.frequency = conditional(row -> 0);
        }

        /** How often each had come when a rule named the same one as now. */
        ConditionalFrequency conditional(IntToDoubleFunction rule) {
            return new ConditionalFrequency(history.size(), labels.horizon(), CLASSES, rule, labels::label);
        }

        ConditionalFrequency frequency() {
            return frequency;
        }

        double[] usual(int row) {
            return new double[] {frequency.at(row, 0), frequency.at(row, 1), frequency.at(row, 2)};
        }

        double happened(int row) {
            return labels.label(row);
        }

        /** The regime of the sessions up to the row. */
        double persisted(int row) {
            double trailing = history.trailingVolatility(row, labels.horizon());
            return Double.isNaN(trailing) || Double.isNaN(labels.lower(row))
                    ? Double.NaN
                    : RegimeClass.of(trailing, labels.lower(row), labels.upper(row))
                            .position();
        }
    }

    Regimes regimes(int horizon) {
        return regimes.computeIfAbsent(horizon, h -> new Regimes(history, h));
    }

    /** Realised volatility of the sessions after each row, annualised. */
    IntToDoubleFunction volatilities(int horizon) {
        return volatilities.computeIfAbsent(horizon, h -> {
            double[] realized = RealizedVolatilityLabels.forward(history, h);
            return row -> realized[row];
        });
    }

    /** How far prices went, as shares of the decision close: 1.02 is 2 % above it. */
    record Path(ExcursionLabels labels) {

        /** The two prices a range must hold: lowest and highest of the path, or the last close twice. */
        record Reach(double low, double high) {

            boolean isWithin(double lower, double upper) {
                return lower <= low && high <= upper;
            }
        }

        boolean isKnown(int row) {
            return labels.resolved(row);
        }

        Reach wholePath(int row) {
            return new Reach(Math.exp(-labels.down(row)), Math.exp(labels.up(row)));
        }

        Reach close(int row) {
            double end = Math.exp(labels.forwardReturn(row));
            return new Reach(end, end);
        }
    }

    Path path(int horizon) {
        return paths.computeIfAbsent(horizon, h -> new Path(ExcursionLabels.of(history, h)));
    }
}
