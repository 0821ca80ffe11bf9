package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureFrame;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of the volatility regressions: log realised volatility over 1, 5, 22 and 66 sessions (Corsi 2009), log
 * volatility index, clipped volatility-standardised negative shocks, the returns of the last week and month in units of
 * volatility (persistent leverage, Corsi and Renò 2012), and the calendar days to the next session, as more days bring a
 * larger gap. Unclipped, one crash makes the forecast run away.
 */
final class HarTerms {

    private static final List<String> FEATURES = List.of(
            "log_har_1",
            "log_har_5",
            "log_har_22",
            "log_har_66",
            "log_vix",
            "negative_shock_5",
            "negative_shock_1",
            "calendar_days_to_next_session");

    private static final int VOLATILITY = FEATURES.indexOf("log_har_22");
    private static final int INDEX = FEATURES.indexOf("log_vix");
    private static final int DAYS = FEATURES.indexOf("calendar_days_to_next_session");
    private static final double MOST_DAYS = 5;

    private static final List<Integer> TREND_SESSIONS = List.of(5, 20);
    private static final double TREND_LIMIT = 3;

    /** Number of inputs, the intercept included. */
    static final int COUNT = 1 + FEATURES.size() + TREND_SESSIONS.size();

    private final FeatureFrame frame;
    private final int[] columns;
    private final int[] returns;

    HarTerms(FeatureFrame frame) {
        this.frame = frame;
        this.columns = FEATURES.stream().mapToInt(frame.schema()::indexOf).toArray();
        this.returns = TREND_SESSIONS.stream()
                .mapToInt(sessions -> frame.schema().indexOf(trend(sessions)))
                .toArray();
    }

    /** Names of the features the inputs are made of. */
    static List<String> features() {
        return Stream.concat(FEATURES.stream(), TREND_SESSIONS.stream().map(HarTerms::trend))
                .toList();
    }

    private static String trend(int sessions) {
        return "log_return_" + sessions;
    }

    /** The inputs at a row, intercept first; any of them NaN while history or volatility index is missing. */
    double[] at(int row) {
        double[] terms = new double[COUNT];
        terms[0] = 1;
        for (int i = 0; i < columns.length; i++) {
            terms[1 + i] = frame.value(row, columns[i]);
        }
        terms[1 + DAYS] = Math.min(MOST_DAYS, terms[1 + DAYS]);
        double session = Math.exp(terms[1 + VOLATILITY]) / Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR);
        for (int i = 0; i < returns.length; i++) {
            double trend = frame.value(row, returns[i]) / (session * Math.sqrt(TREND_SESSIONS.get(i)));
            terms[1 + columns.length + i] = Math.max(-TREND_LIMIT, Math.min(TREND_LIMIT, trend));
        }
        return terms;
    }

    /** Log of the volatility index, annualised decimal. */
    static double logIndex(double[] terms) {
        return terms[1 + INDEX];
    }

    static boolean known(double[] terms) {
        for (double term : terms) {
            if (!Double.isFinite(term)) {
                return false;
            }
        }
        return true;
    }
}
