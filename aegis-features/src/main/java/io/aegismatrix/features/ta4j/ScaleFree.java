package io.aegismatrix.features.ta4j;

/** How an indicator's value becomes a number that means the same at an index of 5,000 points and at one of 25,000. */
public enum ScaleFree {

    /** As it is: ratios, counts of bars, correlations. */
    AS_IS("value") {
        @Override
        double of(double value, double close) {
            return value;
        }
    },

    /** Percents become fractions: RSI, Aroon, stochastic, rate of change. */
    PERCENT("value / 100") {
        @Override
        double of(double value, double close) {
            return value / 100;
        }
    },

    /** A level in points becomes the log distance of the close from it: averages, bands, pivots. */
    LOG_DISTANCE("ln(close / value)") {
        @Override
        double of(double value, double close) {
            return Math.log(close / value);
        }
    },

    /** A difference in points becomes a fraction of the close: MACD, true ranges, deviations. */
    FRACTION_OF_CLOSE("value / close") {
        @Override
        double of(double value, double close) {
            return value / close;
        }
    };

    private final String formula;

    ScaleFree(String formula) {
        this.formula = formula;
    }

    /** The transformation in symbols. */
    String formula() {
        return formula;
    }

    abstract double of(double value, double close);
}
