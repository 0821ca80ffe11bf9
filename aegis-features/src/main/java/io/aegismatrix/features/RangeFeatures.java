package io.aegismatrix.features;

import static io.aegismatrix.features.FeatureWorkspace.ratio;

import io.aegismatrix.features.indicator.BollingerBands;
import io.aegismatrix.features.indicator.Donchian;
import io.aegismatrix.features.indicator.Rolling;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How wide the price swings, and where in the swing it stands. */
final class RangeFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.RANGE;
    private static final String ATR = "atr";
    private static final int ATR_LOOKBACK = MarketHistory.ATR_SESSIONS + 1;
    private static final int NARROW_SESSIONS = 7;

    /** Part of the price below which a range counts as none. */
    private static final double RANGE_FLOOR = 1e-8;

    private RangeFeatures() {}

    static List<Feature> list() {
        return Stream.of(
                        Stream.of(percentB(), bollingerWidth(), atrFraction(), trueRangeToAtr()),
                        IntStream.of(10, 20, 55).mapToObj(RangeFeatures::donchianPosition),
                        IntStream.of(10, 20, 55).mapToObj(RangeFeatures::donchianWidth),
                        Stream.of(
                                rangeCompression(),
                                narrowRange(),
                                insideSession(),
                                resistanceDistance(),
                                supportDistance(),
                                pivotDistance()))
                .flatMap(features -> features)
                .toList();
    }

    private static Feature percentB() {
        return new Feature(
                "bollinger_percent_b_20",
                GROUP,
                "fraction",
                20,
                "(close - lower band) / (upper - lower band), 20 sessions, 2 standard deviations (Bollinger 1983);"
                        + " 0.5 if nothing moved",
                data -> BollingerBands.percentB(data.close(), 20, 2));
    }

    private static Feature bollingerWidth() {
        return new Feature(
                "bollinger_width_20",
                GROUP,
                "fraction",
                20,
                "(upper - lower band) / mean, 20 sessions, 2 standard deviations (Bollinger 1983)",
                data -> BollingerBands.width(data.close(), 20, 2));
    }

    private static Feature atrFraction() {
        return new Feature("atr_fraction_14", GROUP, "fraction", ATR_LOOKBACK, "ATR 14 / close", data -> {
            double[] atr = data.atr();
            double[] close = data.close();
            return data.column(i -> atr[i] / close[i]);
        });
    }

    private static Feature trueRangeToAtr() {
        return new Feature(
                "true_range_to_atr",
                GROUP,
                ATR,
                ATR_LOOKBACK,
                "true range / ATR 14 (simple mean of true range); 1 if nothing moved",
                data -> {
                    double[] trueRange = data.trueRange();
                    double[] atr = data.atr();
                    return data.column(i -> ratio(trueRange[i], atr[i], 1));
                });
    }

    private static Feature donchianPosition(int sessions) {
        return new Feature(
                "donchian_position_" + sessions,
                GROUP,
                "fraction",
                sessions,
                "(close - lowest low) / (highest high - lowest low) over " + sessions
                        + " sessions; 0.5 if they are equal",
                data -> Donchian.position(data.high(), data.low(), data.close(), sessions));
    }

    private static Feature donchianWidth(int sessions) {
        return new Feature(
                "donchian_width_" + sessions,
                GROUP,
                "log_return",
                sessions,
                "ln(highest high / lowest low) over " + sessions + " sessions",
                data -> Donchian.width(data.high(), data.low(), sessions));
    }

    private static Feature rangeCompression() {
        return new Feature(
                "range_compression_10_60",
                GROUP,
                "log_ratio",
                60,
                "ln(mean of high - low over 10 sessions / over 60 sessions), each floored by 1e-8 of the close",
                data -> {
                    double[] recent = Rolling.mean(data.range(), 10);
                    double[] usual = Rolling.mean(data.range(), 60);
                    double[] close = data.close();
                    return data.column(i -> {
                        double floor = RANGE_FLOOR * close[i];
                        return Math.log((recent[i] + floor) / (usual[i] + floor));
                    });
                });
    }

    private static Feature narrowRange() {
        return new Feature(
                "narrow_range_7",
                GROUP,
                "flag",
                NARROW_SESSIONS,
                "1 if high - low is the smallest of the last 7 sessions, ties included (Crabel 1990)",
                data -> {
                    double[] range = data.range();
                    double[] narrowest = Rolling.min(range, NARROW_SESSIONS);
                    double[] close = data.close();
                    // Differences of prices: equal ranges differ in their last bits.
                    return data.columnFrom(
                            NARROW_SESSIONS - 1, i -> range[i] <= narrowest[i] + RANGE_FLOOR * close[i] ? 1 : 0);
                });
    }

    private static Feature insideSession() {
        return new Feature(
                "inside_session",
                GROUP,
                "flag",
                2,
                "1 if high is at most and low at least the previous session's",
                data -> {
                    double[] high = data.high();
                    double[] low = data.low();
                    return data.columnFrom(1, i -> high[i] <= high[i - 1] && low[i] >= low[i - 1] ? 1 : 0);
                });
    }

    private static Feature resistanceDistance() {
        return new Feature(
                "resistance_distance",
                GROUP,
                ATR,
                SwingLevels.WINDOW,
                "(nearest swing high of the last 120 sessions at or above the close - close) / ATR 14; a swing high tops"
                        + " the 5 sessions before and after it; the highest high if no swing is above; 0 if nothing"
                        + " moved",
                data -> {
                    double[] resistance = SwingLevels.resistance(data.high(), data.close());
                    double[] close = data.close();
                    return data.inAtr(data.column(i -> resistance[i] - close[i]));
                });
    }

    private static Feature supportDistance() {
        return new Feature(
                "support_distance",
                GROUP,
                ATR,
                SwingLevels.WINDOW,
                "(close - nearest swing low of the last 120 sessions at or below the close) / ATR 14; the lowest low if no"
                        + " swing is below; 0 if nothing moved",
                data -> {
                    double[] support = SwingLevels.support(data.low(), data.close());
                    double[] close = data.close();
                    return data.inAtr(data.column(i -> close[i] - support[i]));
                });
    }

    private static Feature pivotDistance() {
        return new Feature(
                "pivot_distance",
                GROUP,
                ATR,
                ATR_LOOKBACK,
                "(close - (high + low + close) / 3 of the previous session) / ATR 14; 0 if nothing moved",
                data -> {
                    double[] high = data.high();
                    double[] low = data.low();
                    double[] close = data.close();
                    return data.inAtr(data.columnFrom(
                            1, i -> close[i] - (high[i - 1] + low[i - 1] + close[i - 1]) / 3));
                });
    }
}
