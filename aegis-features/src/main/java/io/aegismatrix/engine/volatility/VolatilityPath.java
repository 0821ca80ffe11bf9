package io.aegismatrix.engine.volatility;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The volatility forecast of every past session as it would have been made then: the regression is fitted again every
 * quarter on outcomes known by that time only. Models learn from these, so what they see in training is as good, or as
 * bad, as what they will see in use.
 */
public final class VolatilityPath {

    private static final int REFIT_SESSIONS = 63;

    private final MarketHistory history;
    private final SortedMap<Integer, double[]> byHorizon;
    private final int firstRow;
    /** In force from the first row on, each for as many sessions as there are between two fits; the last to the end. */
    private final List<EventVariance> events;

    private VolatilityPath(
            MarketHistory history, SortedMap<Integer, double[]> byHorizon, int firstRow, List<EventVariance> events) {
        this.history = history;
        this.byHorizon = byHorizon;
        this.firstRow = firstRow;
        this.events = List.copyOf(events);
    }

    /** Computes the forecasts of realised volatility over a whole history. */
    public static VolatilityPath of(FeatureSet features) {
        return of(features, ForecastTarget.REALIZED);
    }

    /** Computes the forecasts of another target over a whole history. */
    public static VolatilityPath of(FeatureSet features, ForecastTarget target) {
        MarketHistory history = features.history();
        SortedMap<Integer, double[]> outcomes = VolatilityForecast.outcomes(history, target);
        HarTerms terms = new HarTerms(features.daily());
        SortedMap<Integer, double[]> columns = new TreeMap<>();
        Horizons.VOLATILITY.forEach(h -> columns.put(h, unknown(history.size())));
        int first = firstFit(history, terms);
        List<EventVariance> events = new ArrayList<>();
        for (int start = first; start < history.size(); start += REFIT_SESSIONS) {
            EventVariance known =
                    VolatilityForecast.multipliers(features, terms, start).onto(features.events());
            events.add(known);
            VolatilityForecast forecast = VolatilityForecast.fit(target, outcomes, terms, known, start);
            for (int row = start; row < Math.min(history.size(), start + REFIT_SESSIONS); row++) {
                double[] inputs = terms.at(row);
                for (int h : Horizons.VOLATILITY) {
                    column(columns, h)[row] = forecast.ordinary(inputs, h);
                }
            }
        }
        return new VolatilityPath(history, columns, first, events);
    }

    /**
     * What the newest forecast says of every earlier row. The first forecasts of {@link #of} had learned from one
     * turbulent year and were far too high; measured against them, what followed looks smaller than it was. Rows up to
     * {@code lastKnown} are in sample, so this is for describing the past in today's units, never for scoring.
     *
     * @param lastKnown row by whose close outcomes must be known to be learned from
     */
    public static VolatilityPath hindsight(FeatureSet features, ForecastTarget target, int lastKnown) {
        MarketHistory history = features.history();
        HarTerms terms = new HarTerms(features.daily());
        EventVariance events =
                VolatilityForecast.multipliers(features, terms, lastKnown).onto(features.events());
        VolatilityForecast forecast =
                VolatilityForecast.fit(target, VolatilityForecast.outcomes(history, target), terms, events, lastKnown);
        SortedMap<Integer, double[]> columns = new TreeMap<>();
        Horizons.VOLATILITY.forEach(h -> columns.put(h, unknown(history.size())));
        int first = firstFit(history, terms);
        for (int row = first; row < history.size(); row++) {
            double[] inputs = terms.at(row);
            for (int h : Horizons.VOLATILITY) {
                column(columns, h)[row] = forecast.ordinary(inputs, h);
            }
        }
        return new VolatilityPath(history, columns, first, List.of(events));
    }

    private static double[] unknown(int size) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    private static double[] column(SortedMap<Integer, double[]> columns, int h) {
        double[] column = columns.get(h);
        if (column == null) {
            throw new IllegalArgumentException("no forecast for " + h + " sessions; there are " + columns.keySet());
        }
        return column;
    }

    /** First row at which enough outcomes were known to fit the longest horizon; the size of the history if none. */
    private static int firstFit(MarketHistory history, HarTerms terms) {
        int longest = Horizons.VOLATILITY.get(Horizons.VOLATILITY.size() - 1);
        int known = 0;
        for (int row = 0; row + longest < history.size(); row++) {
            known += HarTerms.known(terms.at(row)) ? 1 : 0;
            if (known == VolatilityForecast.MINIMUM_SESSIONS + 1) {
                return row + longest;
            }
        }
        return history.size();
    }

    /** First row with a forecast; the size of the history if there is none. */
    public int firstRow() {
        return firstRow;
    }

    /**
     * Forecast at a row, annualised decimal; NaN where none could be made. Between horizons the path variance is
     * interpolated as in {@link VolatilityForecast}.
     */
    public double annualized(int row, int sessions) {
        return ordinary(row, sessions) * deviation(row, sessions);
    }

    /** The volatility index at a row as it would be if it knew the events of the horizon, in its own points. */
    public double index(int row, int sessions) {
        return history.vix(row) * deviation(row, sessions);
    }

    /** The same forecasts as if no event had ever been known: what plain baselines are measured in. */
    public VolatilityPath withoutEvents() {
        return new VolatilityPath(history, byHorizon, firstRow, List.of(EventVariance.NONE));
    }

    private double deviation(int row, int sessions) {
        int fit = Math.min(events.size() - 1, (row - firstRow) / REFIT_SESSIONS);
        return row < firstRow ? 1 : events.get(fit).deviation(row, sessions);
    }

    private double ordinary(int row, int sessions) {
        double[] exact = byHorizon.get(sessions);
        if (exact != null) {
            return exact[row];
        }
        if (sessions < byHorizon.firstKey()) {
            throw new IllegalArgumentException("sessions must be at least 1, was " + sessions);
        }
        int below = byHorizon.headMap(sessions).lastKey();
        SortedMap<Integer, double[]> later = byHorizon.tailMap(sessions);
        double low = column(byHorizon, below)[row];
        if (later.isEmpty()) {
            return low;
        }
        int above = later.firstKey();
        double high = column(byHorizon, above)[row];
        return VolatilityForecast.between(below, low, above, high, sessions);
    }

    /** The history the forecasts belong to. */
    public MarketHistory history() {
        return history;
    }
}
