package io.aegismatrix.features;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the market stands to other markets, by closes of them that were known at its own close: the American close of the night
 * before, since that of the day is still to come, and the sector's of the same session. Where a snapshot has no companion its
 * features are not in the list: absent, not zero.
 *
 * <p>They are no part of {@link FeatureCatalogue#daily()}: nothing that is learned from the evening's market was better with
 * them out of sample. To use them, {@code FeatureCatalogue.daily().with(...)}.
 */
public final class CrossAssetFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.CROSS_ASSET;
    private static final int WINDOW = 60;
    private static final int STRENGTH = 20;

    /** A close older than any holiday makes it is a hole in the data. */
    private static final int STALE_DAYS = 7;

    private CrossAssetFeatures() {}

    /** The features that the companions of a snapshot allow. */
    public static List<Feature> of(MarketSnapshot snapshot) {
        TradingCalendar calendar = snapshot.calendar();
        List<Feature> features = new ArrayList<>();
        snapshot.companion(Companion.SP500).ifPresent(series -> {
            features.add(change("us_return_1", "log_return", "S&P 500", series, calendar));
            features.addAll(together("sp500", "S&P 500", series, calendar));
        });
        snapshot.companion(Companion.CBOE_VIX)
                .ifPresent(series ->
                        features.add(change("cboe_vix_change_1", "log_change", "CBOE VIX", series, calendar)));
        snapshot.companion(Companion.BANKNIFTY)
                .ifPresent(series -> features.addAll(together("banknifty", "NIFTY BANK", series, calendar)));
        return List.copyOf(features);
    }

    private static Feature change(
            String name, String unit, String words, CompanionSeries series, TradingCalendar calendar) {
        return new Feature(
                name,
                GROUP,
                unit,
                2,
                "ln of the " + words + " close known at this session's close / that known at the close before",
                data -> changes(data, series, calendar));
    }

    private static List<Feature> together(String name, String words, CompanionSeries series, TradingCalendar calendar) {
        String pairs = "last " + WINDOW + " log returns and the changes of the " + words + " known with them";
        return List.of(
                new Feature(
                        "beta_" + name + "_" + WINDOW,
                        GROUP,
                        "slope",
                        WINDOW + 1,
                        "covariance / variance of the latter, of the " + pairs + "; 0 if it did not move",
                        data -> pairwise(data, series, calendar, CrossAssetFeatures::beta)),
                new Feature(
                        "correlation_" + name + "_" + WINDOW,
                        GROUP,
                        "correlation",
                        WINDOW + 1,
                        "Pearson correlation of the " + pairs + "; 0 if either did not move",
                        data -> pairwise(data, series, calendar, CrossAssetFeatures::correlation)),
                new Feature(
                        "relative_strength_" + name + "_" + STRENGTH,
                        GROUP,
                        "log_return",
                        STRENGTH + 1,
                        "log return over " + STRENGTH + " sessions less that of the " + words
                                + " closes known with them",
                        data -> strength(data, series, calendar)));
    }

    /** Closes known at the close of each session; NaN where none of the last days is. */
    private static double[] closes(FeatureWorkspace data, CompanionSeries series, TradingCalendar calendar) {
        return data.shared("companion_" + series.companion(), () -> {
            MarketHistory history = data.history();
            double[] known = new double[history.size()];
            for (int row = 0; row < known.length; row++) {
                known[row] = closeKnownAt(history.session(row), series, calendar);
            }
            return known;
        });
    }

    private static double closeKnownAt(LocalDate session, CompanionSeries series, TradingCalendar calendar) {
        Instant close = calendar.isSession(session)
                ? calendar.close(session)
                : session.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        BarSeries known = series.bars().until(series.companion().lastKnown(close, calendar));
        return known.isEmpty() || known.last().session().isBefore(session.minusDays(STALE_DAYS))
                ? Double.NaN
                : known.last().close();
    }

    private static double[] changes(FeatureWorkspace data, CompanionSeries series, TradingCalendar calendar) {
        double[] closes = closes(data, series, calendar);
        double[] changes = new double[closes.length];
        Arrays.fill(changes, Double.NaN);
        for (int row = 1; row < changes.length; row++) {
            changes[row] = Math.log(closes[row] / closes[row - 1]);
        }
        return changes;
    }

    private static double[] strength(FeatureWorkspace data, CompanionSeries series, TradingCalendar calendar) {
        double[] closes = closes(data, series, calendar);
        double[] own = data.close();
        double[] strength = new double[closes.length];
        Arrays.fill(strength, Double.NaN);
        for (int row = STRENGTH; row < strength.length; row++) {
            strength[row] = Math.log(own[row] / own[row - STRENGTH]) - Math.log(closes[row] / closes[row - STRENGTH]);
        }
        return strength;
    }

    /** Of sums over a window of pairs. */
    private interface Statistic {
        double of(double covariance, double ownVariance, double otherVariance);
    }

    private static double beta(double covariance, double ownVariance, double otherVariance) {
        return otherVariance > 0 ? covariance / otherVariance : 0;
    }

    private static double correlation(double covariance, double ownVariance, double otherVariance) {
        double product = ownVariance * otherVariance;
        return product > 0 ? Math.max(-1, Math.min(1, covariance / Math.sqrt(product))) : 0;
    }

    private static double[] pairwise(
            FeatureWorkspace data, CompanionSeries series, TradingCalendar calendar, Statistic statistic) {
        double[] own = data.logReturn();
        double[] other = changes(data, series, calendar);
        double[] column = new double[own.length];
        Arrays.fill(column, Double.NaN);
        for (int row = WINDOW; row < column.length; row++) {
            column[row] = over(own, other, row, statistic);
        }
        return column;
    }

    /** Each window is summed anew, so that a value depends on its window alone, to the bit. */
    private static double over(double[] own, double[] other, int row, Statistic statistic) {
        double ownMean = 0;
        double otherMean = 0;
        for (int i = row - WINDOW + 1; i <= row; i++) {
            ownMean += own[i] / WINDOW;
            otherMean += other[i] / WINDOW;
        }
        double covariance = 0;
        double ownVariance = 0;
        double otherVariance = 0;
        for (int i = row - WINDOW + 1; i <= row; i++) {
            covariance += (own[i] - ownMean) * (other[i] - otherMean);
            ownVariance += (own[i] - ownMean) * (own[i] - ownMean);
            otherVariance += (other[i] - otherMean) * (other[i] - otherMean);
        }
        double value = statistic.of(covariance, ownVariance, otherVariance);
        return Double.isNaN(covariance) ? Double.NaN : value;
    }
}
