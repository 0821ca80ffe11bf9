package io.aegismatrix.engine.backtest;

import java.util.Locale;

/** What a series of forecasts is about. The parameter is NaN where the output has none. */
record ForecastKey(String output, int horizon, double parameter) implements Comparable<ForecastKey> {

    /** By output, horizon and parameter. */
    @Override
    public int compareTo(ForecastKey other) {
        int byOutput = output.compareTo(other.output);
        int byHorizon = byOutput != 0 ? byOutput : Integer.compare(horizon, other.horizon);
        return byHorizon != 0 ? byHorizon : Double.compare(parameter, other.parameter);
    }

    /** Output and parameter, for reports. */
    String title() {
        return Double.isNaN(parameter) ? output : String.format(Locale.ROOT, "%s %s", output, parameter);
    }
}
