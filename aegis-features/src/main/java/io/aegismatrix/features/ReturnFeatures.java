package io.aegismatrix.features;

import static io.aegismatrix.features.FeatureWorkspace.ratio;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the price did. */
final class ReturnFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.RETURNS;

    private ReturnFeatures() {}

    static List<Feature> list() {
        return Stream.concat(
                        IntStream.of(1, 2, 3, 5, 10, 20, 60).mapToObj(ReturnFeatures::logReturn),
                        Stream.of(overnightGap(), openToClose(), closeLocation()))
                .toList();
    }

    private static Feature logReturn(int sessions) {
        return new Feature(
                "log_return_" + sessions,
                GROUP,
                "log_return",
                sessions + 1,
                "ln(close / close " + sessions + " sessions ago)",
                data -> {
                    double[] close = data.close();
                    return data.columnFrom(sessions, i -> Math.log(close[i] / close[i - sessions]));
                });
    }

    private static Feature overnightGap() {
        return new Feature("overnight_gap", GROUP, "log_return", 2, "ln(open / previous close)", data -> {
            double[] open = data.open();
            double[] close = data.close();
            return data.columnFrom(1, i -> Math.log(open[i] / close[i - 1]));
        });
    }

    private static Feature openToClose() {
        return new Feature("open_to_close", GROUP, "log_return", 1, "ln(close / open)", data -> {
            double[] open = data.open();
            double[] close = data.close();
            return data.column(i -> Math.log(close[i] / open[i]));
        });
    }

    private static Feature closeLocation() {
        return new Feature(
                "close_location",
                GROUP,
                "fraction",
                1,
                "(close - low) / (high - low); 0.5 for a session without range",
                data -> {
                    double[] close = data.close();
                    double[] low = data.low();
                    double[] range = data.range();
                    return data.column(i -> ratio(close[i] - low[i], range[i], 0.5));
                });
    }
}
