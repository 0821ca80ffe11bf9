package io.aegismatrix.features;

import io.aegismatrix.features.indicator.Adx;
import io.aegismatrix.features.indicator.Aroon;
import io.aegismatrix.features.indicator.Ichimoku;
import io.aegismatrix.features.indicator.MovingAverages;
import java.util.List;

/** Whether the price has a direction. */
final class TrendFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.TREND;
    private static final String INDEX = "index_0_100";
    private static final String LOG = "log_return";
    private static final int DIRECTIONAL_SESSIONS = 14;
    private static final int AROON_SESSIONS = 25;

    private TrendFeatures() {}

    static List<Feature> list() {
        return List.of(
                adx().fromTheFirstSession(),
                plusDirectional().fromTheFirstSession(),
                minusDirectional().fromTheFirstSession(),
                simpleDistance(20),
                simpleDistance(50),
                simpleDistance(200),
                simpleSlope(20, 5),
                simpleSlope(50, 10),
                simpleSlope(200, 20),
                exponentialDistance(20).fromTheFirstSession(),
                exponentialDistance(50).fromTheFirstSession(),
                doubleExponentialDistance().fromTheFirstSession(),
                doubleExponentialSlope().fromTheFirstSession(),
                conversionDistance(),
                baseDistance(),
                cloudDistance(),
                aroonUp(),
                aroonDown());
    }

    private static Feature adx() {
        return new Feature(
                "adx_14",
                GROUP,
                INDEX,
                2 * DIRECTIONAL_SESSIONS,
                "average directional index over 14 sessions (Wilder 1978); 0 if nothing moved",
                data -> Adx.of(plus(data), minus(data), DIRECTIONAL_SESSIONS));
    }

    private static Feature plusDirectional() {
        return new Feature(
                "plus_di_14",
                GROUP,
                INDEX,
                DIRECTIONAL_SESSIONS + 1,
                "+DI over 14 sessions (Wilder 1978); 0 if nothing moved",
                TrendFeatures::plus);
    }

    private static Feature minusDirectional() {
        return new Feature(
                "minus_di_14",
                GROUP,
                INDEX,
                DIRECTIONAL_SESSIONS + 1,
                "-DI over 14 sessions (Wilder 1978); 0 if nothing moved",
                TrendFeatures::minus);
    }

    private static double[] plus(FeatureWorkspace data) {
        return data.shared(
                "plus_di",
                () -> Adx.plusDirectionalIndicator(data.high(), data.low(), data.close(), DIRECTIONAL_SESSIONS));
    }

    private static double[] minus(FeatureWorkspace data) {
        return data.shared(
                "minus_di",
                () -> Adx.minusDirectionalIndicator(data.high(), data.low(), data.close(), DIRECTIONAL_SESSIONS));
    }

    private static double[] simple(FeatureWorkspace data, int sessions) {
        return data.shared("simple_" + sessions, () -> MovingAverages.simple(data.close(), sessions));
    }

    private static double[] doubleExponential(FeatureWorkspace data) {
        return data.shared("double_exponential_20", () -> MovingAverages.doubleExponential(data.close(), 20));
    }

    private static Feature simpleDistance(int sessions) {
        return new Feature(
                "sma_distance_" + sessions,
                GROUP,
                LOG,
                sessions,
                "ln(close / simple moving average over " + sessions + " sessions)",
                data -> data.distance(simple(data, sessions)));
    }

    private static Feature simpleSlope(int sessions, int back) {
        return new Feature(
                "sma_slope_" + sessions,
                GROUP,
                LOG,
                sessions + back,
                "ln(simple moving average over " + sessions + " sessions / its value " + back + " sessions ago)",
                data -> slope(data, simple(data, sessions), back));
    }

    private static double[] slope(FeatureWorkspace data, double[] average, int back) {
        return data.columnFrom(back, i -> Math.log(average[i] / average[i - back]));
    }

    private static Feature exponentialDistance(int sessions) {
        return new Feature(
                "ema_distance_" + sessions,
                GROUP,
                LOG,
                sessions,
                "ln(close / exponential moving average over " + sessions + " sessions)",
                data -> data.distance(MovingAverages.exponential(data.close(), sessions)));
    }

    private static Feature doubleExponentialDistance() {
        return new Feature(
                "dema_distance_20",
                GROUP,
                LOG,
                39,
                "ln(close / double exponential moving average over 20 sessions)",
                data -> data.distance(doubleExponential(data)));
    }

    private static Feature doubleExponentialSlope() {
        return new Feature(
                "dema_slope_20",
                GROUP,
                LOG,
                44,
                "ln(double exponential moving average over 20 sessions / its value 5 sessions ago)",
                data -> slope(data, doubleExponential(data), 5));
    }

    private static Feature conversionDistance() {
        return new Feature(
                "ichimoku_conversion_distance",
                GROUP,
                LOG,
                Ichimoku.CONVERSION,
                "ln(close / middle of the 9-session range)",
                data -> data.distance(Ichimoku.conversionLine(data.high(), data.low())));
    }

    private static Feature baseDistance() {
        return new Feature(
                "ichimoku_base_distance",
                GROUP,
                LOG,
                Ichimoku.BASE,
                "ln(close / middle of the 26-session range)",
                data -> data.distance(Ichimoku.baseLine(data.high(), data.low())));
    }

    private static Feature cloudDistance() {
        return new Feature(
                "ichimoku_cloud_distance",
                GROUP,
                LOG,
                Ichimoku.SPAN + Ichimoku.DISPLACEMENT,
                "ln(close / nearer edge of the cloud over today), 0 inside it",
                data -> {
                    double[] first = Ichimoku.leadingSpanA(data.high(), data.low());
                    double[] second = Ichimoku.leadingSpanB(data.high(), data.low());
                    double[] close = data.close();
                    return data.column(i -> {
                        double above = Math.max(0, Math.log(close[i] / Math.max(first[i], second[i])));
                        double below = Math.min(0, Math.log(close[i] / Math.min(first[i], second[i])));
                        return above + below;
                    });
                });
    }

    private static Feature aroonUp() {
        return new Feature(
                "aroon_up_25",
                GROUP,
                INDEX,
                AROON_SESSIONS + 1,
                "100 * (25 - sessions since the highest high of the last 26) / 25 (Chande 1995)",
                data -> Aroon.up(data.high(), AROON_SESSIONS));
    }

    private static Feature aroonDown() {
        return new Feature(
                "aroon_down_25",
                GROUP,
                INDEX,
                AROON_SESSIONS + 1,
                "100 * (25 - sessions since the lowest low of the last 26) / 25 (Chande 1995)",
                data -> Aroon.down(data.low(), AROON_SESSIONS));
    }
}
