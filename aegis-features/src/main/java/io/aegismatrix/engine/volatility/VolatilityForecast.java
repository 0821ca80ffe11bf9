package io.aegismatrix.engine.volatility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Forecast of volatility over the next h sessions, annualised decimal: an ordinary least squares regression of the log of
 * the {@link ForecastTarget} on log-HAR terms, the log volatility index and leverage, one a horizon, brought back from
 * logs with a smearing factor. Between horizons the variance of the whole path is interpolated. Known events multiply the
 * variance of their sessions ({@link EventMultipliers}); the regressions learn from outcomes without them. Immutable.
 *
 * <p>The smearing factor is the power mean of the exponential residuals with exponent {@value #SMEARING_POWER}. Power 1
 * (Duan 1983) would give the expected volatility, power 2 the root of the expected variance, which QLIKE asks for but
 * which lies a tenth above the mean volatility of one session. Half way, QLIKE gives up one or two percent and the bias
 * stays within three.
 */
public final class VolatilityForecast {

    /** Least resolved sessions a fit needs. */
    public static final int MINIMUM_SESSIONS = 250;

    /** Exponent of the power mean that brings forecasts back from logs. */
    public static final double SMEARING_POWER = 1.5;

    private final SortedMap<Integer, Equation> equations;
    private final EventMultipliers events;

    /**
     * One horizon's regression.
     *
     * @param coefficients intercept, then those of the other {@link HarTerms}
     * @param smearing power mean of the exponential residuals
     * @param sessions sessions it was fitted on
     */
    record Equation(List<Double> coefficients, double smearing, int sessions) {

        Equation {
            coefficients = List.copyOf(coefficients);
            if (coefficients.size() != HarTerms.COUNT
                    || !coefficients.stream().allMatch(Double::isFinite)
                    || !(smearing > 0 && Double.isFinite(smearing))) {
                throw new ModelException("volatility forecast: expected " + HarTerms.COUNT
                        + " finite coefficients and a positive smearing factor, was " + coefficients + " and "
                        + smearing);
            }
        }

        double forecast(double[] terms) {
            double sum = 0;
            for (int i = 0; i < terms.length; i++) {
                sum += coefficients.get(i) * terms[i];
            }
            return Math.exp(sum) * smearing;
        }

        /** The same with the mean log that the volatility index has over the given inputs. */
        Equation atIndexLevel(double[][] inputs) {
            double above = 0;
            for (double[] terms : inputs) {
                above += (Math.log(forecast(terms)) - HarTerms.logIndex(terms)) / inputs.length;
            }
            return new Equation(coefficients, smearing * Math.exp(-above), sessions);
        }
    }

    private VolatilityForecast(SortedMap<Integer, Equation> equations, EventMultipliers events) {
        this.equations = equations;
        this.events = events;
    }

    /**
     * Fits realised volatility over every horizon on the sessions whose outcome was known at the close of row
     * {@code lastKnown}.
     *
     * @throws MarketDataException if fewer than {@value #MINIMUM_SESSIONS} such sessions exist
     */
    public static VolatilityForecast fit(FeatureSet features, int lastKnown) {
        return fit(features, ForecastTarget.REALIZED, lastKnown);
    }

    /** Fits another target; otherwise like {@link #fit(FeatureSet, int)}. */
    public static VolatilityForecast fit(FeatureSet features, ForecastTarget target, int lastKnown) {
        HarTerms terms = new HarTerms(features.daily());
        EventMultipliers multipliers = multipliers(features, terms, lastKnown);
        return fit(target, outcomes(features.history(), target), terms, multipliers.onto(features.events()), lastKnown);
    }

    /** The outcomes of a target by horizon. */
    static SortedMap<Integer, double[]> outcomes(MarketHistory history, ForecastTarget target) {
        SortedMap<Integer, double[]> outcomes = new TreeMap<>();
        Horizons.VOLATILITY.forEach(h -> outcomes.put(h, target.outcomes(history, h)));
        return outcomes;
    }

    static VolatilityForecast fit(
            ForecastTarget target,
            SortedMap<Integer, double[]> outcomes,
            HarTerms terms,
            EventVariance events,
            int lastKnown) {
        SortedMap<Integer, Equation> equations = new TreeMap<>();
        outcomes.forEach((h, ofHorizon) -> equations.put(h, equation(target, ofHorizon, terms, events, h, lastKnown)));
        return new VolatilityForecast(equations, events.multipliers());
    }

    /** What known events did to the variance of their sessions, by what was known at the close of row {@code lastKnown}. */
    static EventMultipliers multipliers(FeatureSet features, HarTerms terms, int lastKnown) {
        double[] realized = ForecastTarget.REALIZED.outcomes(features.history(), 1);
        Rows rows = Rows.known(realized, terms, EventVariance.NONE, 1, lastKnown);
        if (rows.size() < MINIMUM_SESSIONS) {
            return EventMultipliers.NONE;
        }
        Equation equation = regress(rows);
        List<List<String>> events = new ArrayList<>();
        double[] surprises = new double[rows.size()];
        for (int i = 0; i < surprises.length; i++) {
            surprises[i] = 2 * (rows.targets[i] - Math.log(equation.forecast(rows.inputs[i])));
            events.add(features.events().after(rows.sessions[i]).stream()
                    .filter(ahead -> ahead.sessions() == 1)
                    .map(ahead -> ahead.event().kind())
                    .toList());
        }
        return EventMultipliers.of(events, surprises);
    }

    /** What a regression learns from: inputs, and logs of the outcomes as they would have been without events. */
    private static final class Rows {

        private final int[] sessions;
        private final double[][] inputs;
        private final double[] targets;

        private Rows(int[] sessions, double[][] inputs, double[] targets) {
            this.sessions = sessions;
            this.inputs = inputs;
            this.targets = targets;
        }

        static Rows known(double[] outcomes, HarTerms terms, EventVariance events, int h, int lastKnown) {
            double[][] all = new double[Math.max(0, lastKnown - h + 1)][];
            Arrays.setAll(all, terms::at);
            int[] sessions = IntStream.range(0, all.length)
                    .filter(row -> HarTerms.known(all[row]) && outcomes[row] > 0)
                    .toArray();
            return new Rows(
                    sessions,
                    IntStream.of(sessions).mapToObj(row -> all[row]).toArray(double[][]::new),
                    IntStream.of(sessions)
                            .mapToDouble(row -> Math.log(outcomes[row] / events.deviation(row, h)))
                            .toArray());
        }

        int size() {
            return sessions.length;
        }
    }

    private static Equation equation(
            ForecastTarget target, double[] outcomes, HarTerms terms, EventVariance events, int h, int lastKnown) {
        Rows rows = Rows.known(outcomes, terms, events, h, lastKnown);
        if (rows.size() < MINIMUM_SESSIONS) {
            throw new MarketDataException("too little history for the volatility forecast over " + h + " sessions: "
                    + rows.size() + " sessions with known outcome and volatility index, at least " + MINIMUM_SESSIONS
                    + " are needed");
        }
        Equation equation = regress(rows);
        return target.atIndexLevel() ? equation.atIndexLevel(rows.inputs) : equation;
    }

    private static Equation regress(Rows rows) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(rows.targets, rows.inputs);
        try {
            double[] coefficients = regression.estimateRegressionParameters();
            double smearing = 0;
            for (double residual : regression.estimateResiduals()) {
                smearing += Math.exp(SMEARING_POWER * residual) / rows.size();
            }
            List<Double> boxed = new ArrayList<>();
            for (double coefficient : coefficients) {
                boxed.add(coefficient);
            }
            return new Equation(boxed, Math.pow(smearing, 1 / SMEARING_POWER), rows.size());
        } catch (SingularMatrixException e) {
            throw new ModelException("volatility forecast: the inputs are linearly dependent", e);
        }
    }

    /**
     * Forecast volatility over the {@code sessions} after a row, annualised decimal.
     *
     * @param sessions 1 or more; between fitted horizons the path variance is interpolated, beyond the longest the
     *     longest one's volatility is kept
     * @return NaN where an input is missing
     */
    public double annualized(FeatureSet features, int row, double sessions) {
        return ordinary(new HarTerms(features.daily()).at(row), sessions) * deviation(features, row, sessions);
    }

    /** The volatility index at a row as it would be if it knew the events of the horizon, in its own points. */
    public double index(FeatureSet features, int row, double sessions) {
        return features.history().vix(row) * deviation(features, row, sessions);
    }

    private double deviation(FeatureSet features, int row, double sessions) {
        return events.onto(features.events()).deviation(row, sessions);
    }

    /** What known events multiply. */
    public EventMultipliers events() {
        return events;
    }

    /** The same forecast with other multipliers of events. */
    VolatilityForecast with(EventMultipliers others) {
        return new VolatilityForecast(equations, others);
    }

    /** The forecast as if no event lay ahead. */
    double ordinary(double[] terms, double sessions) {
        if (!HarTerms.known(terms)) {
            return Double.NaN;
        }
        return across(new TreeSet<>(equations.keySet()), sessions, h -> forecast(h, terms));
    }

    /**
     * Volatility over any number of sessions from that at some horizons: between them the path variance is interpolated,
     * outside the nearest one's volatility is kept.
     */
    public static double across(SortedSet<Integer> horizons, double sessions, IntToDoubleFunction volatility) {
        int below = horizons.first();
        int above = horizons.last();
        for (int h : horizons) {
            if (h <= sessions) {
                below = h;
            }
        }
        for (int h : horizons.tailSet(below)) {
            if (h >= sessions) {
                above = h;
                break;
            }
        }
        double low = volatility.applyAsDouble(below);
        if (above <= below || sessions <= below) {
            return low;
        }
        double high = volatility.applyAsDouble(above);
        if (sessions >= above) {
            return high;
        }
        return between(below, low, above, high, sessions);
    }

    /** Volatility between two horizons, such that the variance of the whole path is linear in its length. */
    static double between(int below, double low, int above, double high, double sessions) {
        double share = (sessions - below) / (above - below);
        double variance = (1 - share) * low * low * below + share * high * high * above;
        return Math.sqrt(variance / sessions);
    }

    private double forecast(int horizon, double[] terms) {
        Equation equation = equations.get(horizon);
        if (equation == null) {
            throw new ModelException("volatility forecast: no equation for " + horizon + " sessions");
        }
        return equation.forecast(terms);
    }

    /** The coefficients as JSON. */
    public byte[] toJson() {
        try {
            return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(equations);
        } catch (JsonProcessingException e) {
            throw new ModelException("volatility forecast: cannot be written", e);
        }
    }

    /** Reads what {@link #toJson()} wrote. @throws ModelException if it is anything else */
    public static VolatilityForecast parse(byte[] json, String what) {
        try {
            TreeMap<Integer, Equation> equations = ModelJson.read(json, new TypeReference<>() {}, what);
            if (!equations.keySet().equals(new TreeSet<>(Horizons.VOLATILITY))
                    || equations.values().stream().anyMatch(Objects::isNull)) {
                throw new ModelException(what + ": not a volatility forecast: expected one equation for each of "
                        + Horizons.VOLATILITY + " sessions, was " + equations);
            }
            return new VolatilityForecast(equations, EventMultipliers.NONE);
        } catch (IOException e) {
            throw new ModelException(what + ": not a volatility forecast: " + e.getMessage(), e);
        }
    }
}
