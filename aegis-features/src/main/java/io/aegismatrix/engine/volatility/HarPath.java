package io.aegismatrix.engine.volatility;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/** The plain log-HAR regression of every past session as it would have been made then, fitted again every quarter. */
final class HarPath {

    private static final int REFIT_SESSIONS = 63;
    private static final List<String> FEATURES = List.of("log_har_1", "log_har_5", "log_har_22");

    private final SortedMap<Integer, double[]> byHorizon;

    private HarPath(SortedMap<Integer, double[]> byHorizon) {
        this.byHorizon = byHorizon;
    }

    static HarPath of(FeatureSet features) {
        double[][] inputs = inputs(features.daily(), features.history().size());
        SortedMap<Integer, double[]> byHorizon = new TreeMap<>();
        VolatilityForecast.outcomes(features.history(), ForecastTarget.REALIZED)
                .forEach((h, outcomes) -> byHorizon.put(h, path(inputs, outcomes, h)));
        return new HarPath(byHorizon);
    }

    private static double[][] inputs(FeatureFrame frame, int size) {
        int[] columns = FEATURES.stream().mapToInt(frame.schema()::indexOf).toArray();
        double[][] inputs = new double[size][];
        Arrays.setAll(
                inputs,
                row -> Arrays.stream(columns)
                        .mapToDouble(column -> frame.value(row, column))
                        .toArray());
        return inputs;
    }

    private static double[] path(double[][] inputs, double[] outcomes, int h) {
        double[] path = new double[inputs.length];
        Arrays.fill(path, Double.NaN);
        int first = VolatilityForecast.MINIMUM_SESSIONS + h;
        for (int start = first; start < path.length; start += REFIT_SESSIONS) {
            int[] known = known(inputs, outcomes, start - h);
            if (known.length >= VolatilityForecast.MINIMUM_SESSIONS) {
                forecast(inputs, outcomes, known, path, start);
            }
        }
        return path;
    }

    private static int[] known(double[][] inputs, double[] outcomes, int lastRow) {
        return IntStream.rangeClosed(0, lastRow)
                .filter(row -> outcomes[row] > 0 && Arrays.stream(inputs[row]).allMatch(Double::isFinite))
                .toArray();
    }

    private static void forecast(double[][] inputs, double[] outcomes, int[] known, double[] path, int start) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(
                Arrays.stream(known).mapToDouble(row -> Math.log(outcomes[row])).toArray(),
                Arrays.stream(known).mapToObj(row -> inputs[row]).toArray(double[][]::new));
        double[] coefficients = regression.estimateRegressionParameters();
        double power = VolatilityForecast.SMEARING_POWER;
        double smearing = Math.pow(
                Arrays.stream(regression.estimateResiduals())
                        .map(residual -> Math.exp(power * residual))
                        .average()
                        .orElseThrow(),
                1 / power);
        for (int row = start; row < Math.min(path.length, start + REFIT_SESSIONS); row++) {
            double sum = coefficients[0];
            for (int i = 0; i < FEATURES.size(); i++) {
                sum += coefficients[1 + i] * inputs[row][i];
            }
            path[row] = Math.exp(sum) * smearing;
        }
    }

    double annualized(int row, int horizon) {
        double[] column = byHorizon.get(horizon);
        if (column == null) {
            throw new IllegalArgumentException(
                    "no forecast for " + horizon + " sessions; there are " + Horizons.VOLATILITY);
        }
        return column[row];
    }
}
