package io.aegismatrix.buyer;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the models see of a session: stated features of the catalogue, and what the volatility forecast says beside the
 * average true range and beside the volatility index.
 */
final class BuyerInputs {

    /** Least share of the five-session variance a session inside it is forecast to have. */
    private static final double LEAST_SHARE = 0.2;

    private static final int FAR = 5;

    /** Least range in average true ranges; below, a session was cut short, such as the hour of trading at Diwali. */
    private static final double LEAST_RANGE = 0.08;

    private final FeatureFrame frame;
    private final MarketHistory history;
    private final VolatilityAt volatility;
    private final VolatilityAt index;

    /** Annualised volatility forecast at a history row for a number of sessions. */
    @FunctionalInterface
    private interface VolatilityAt {
        double annualized(int row, int sessions);
    }

    private BuyerInputs(FeatureSet features, VolatilityAt volatility, VolatilityAt index) {
        this.frame = features.daily();
        this.history = features.history();
        this.volatility = volatility;
        this.index = index;
    }

    /** Inputs to learn from: the forecasts are those that would have been made at the time. */
    static BuyerInputs past(FeatureSet features, VolatilityPath path) {
        return new BuyerInputs(features, path::annualized, path::index);
    }

    /** Inputs to decide on: the forecast is the final one. */
    static BuyerInputs current(FeatureSet features, VolatilityForecast forecast) {
        return new BuyerInputs(
                features,
                (row, sessions) -> forecast.annualized(features, row, sessions),
                (row, sessions) -> forecast.index(features, row, sessions));
    }

    /** Whether everything about a session is known. */
    boolean known(int row) {
        return frame.complete(row)
                && history.atr(row) > 0
                && Double.isFinite(volatility(row, 1))
                && Double.isFinite(volatility(row, FAR));
    }

    /** The daily columns. */
    MarketHistory history() {
        return history;
    }

    /** Forecast volatility over the next sessions, annualised decimal. */
    double volatility(int row, int sessions) {
        return volatility.annualized(row, sessions);
    }

    /** The volatility index with the known events of the next sessions, in points. */
    double index(int row, int sessions) {
        return index.annualized(row, sessions);
    }

    /** One feature of the catalogue. */
    double feature(int row, String name) {
        return frame.value(row, name);
    }

    /** The daily features, in column order: all there are, because the ridge regression knows which matter. */
    List<String> catalogue() {
        return frame.schema().names();
    }

    /** Names of the columns of {@link #withCatalogue}. */
    List<String> columns(List<String> own) {
        return Stream.concat(catalogue().stream(), own.stream()).toList();
    }

    /** The daily features of a row, followed by values of the model's own. */
    double[] withCatalogue(int row, double... own) {
        double[] values = start(row, catalogue(), catalogue().size() + own.length);
        System.arraycopy(own, 0, values, catalogue().size(), own.length);
        return values;
    }

    /** Copies features of the catalogue into the front of a row of {@code width} columns. */
    double[] start(int row, List<String> features, int width) {
        double[] values = new double[width];
        for (int column = 0; column < features.size(); column++) {
            values[column] = frame.value(row, features.get(column));
        }
        return values;
    }

    /**
     * ln of the forecast standard deviation of session t+k over the average true range of t, both as fractions: how much
     * of a usual range is expected. Beyond the next session the forecast is what five sessions leave after the first.
     */
    double logForecastToAtr(int row, int k) {
        return Math.log(sessionVolatility(row, k)
                / Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR)
                / feature(row, "atr_fraction_14"));
    }

    private double sessionVolatility(int row, int k) {
        double next = volatility(row, 1);
        if (k == 1) {
            return next;
        }
        double far = volatility(row, FAR);
        double later = (FAR * far * far - next * next) / (FAR - 1);
        return Math.sqrt(Math.max(LEAST_SHARE * far * far, later));
    }

    /** ln of the mean range of the last {@code sessions} over the average true range, both as fractions of a close. */
    double logRangeToAtr(int row, int sessions) {
        double sum = 0;
        for (int i = row - sessions + 1; i <= row; i++) {
            sum += (history.high(i) - history.low(i)) / history.close(i);
        }
        return Math.log(Math.max(LEAST_RANGE, sum / sessions / feature(row, "atr_fraction_14")));
    }

    /** ln of the implied standard deviation of one session over the average true range, both as fractions. */
    double logImpliedToAtr(int row) {
        return Math.log(history.impliedMove(row, 1) / feature(row, "atr_fraction_14"));
    }

    /** ln of the range of a later session in average true ranges of {@code row}. */
    double logLaterRange(int row, int session) {
        return Math.log(Math.max(LEAST_RANGE, (history.high(session) - history.low(session)) / history.atr(row)));
    }

    /** ln of forecast volatility over implied volatility, both over {@code sessions}. */
    double logForecastToImplied(int row, int sessions) {
        return Math.log(volatility(row, sessions)) - feature(row, "log_vix");
    }
}
