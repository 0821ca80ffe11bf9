package io.aegismatrix.direction;

import io.aegismatrix.engine.learn.Newton;
import io.aegismatrix.engine.learn.StudentRegression;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.features.label.DirectionClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was learned of nights: where the close and the open will lie, and how much more or less the session will move than was
 * thought in the evening. Immutable.
 *
 * @param close of the move from the previous close to the close, in units
 * @param gap of the move to the open, in units
 * @param session of the move from the open to the close, in units: only to measure that nothing can be said of it
 * @param volatility log of the session's volatility against the evening's forecast, one coefficient an input
 */
record NightFit(StudentRegression close, StudentRegression gap, StudentRegression session, List<Double> volatility) {

    /** Tails as heavy as those of daily returns in units of their forecast. */
    static final double DEGREES = 5;

    NightFit {
        volatility = List.copyOf(volatility);
    }

    static NightFit of(List<NightRows.Row> rows) {
        double[][] middle = rows.stream().map(row -> row.inputs().middle()).toArray(double[][]::new);
        double[][] spread = rows.stream().map(row -> row.inputs().spread()).toArray(double[][]::new);
        return new NightFit(
                StudentRegression.fit("the night's close", DEGREES, middle, spread, column(rows, NightRows.Row::close)),
                StudentRegression.fit("the night's gap", DEGREES, middle, spread, column(rows, NightRows.Row::gap)),
                StudentRegression.fit(
                        "the night's session", DEGREES, middle, spread, column(rows, NightRows.Row::session)),
                volatility(rows));
    }

    private static double[] column(List<NightRows.Row> rows, ToDoubleFunction<NightRows.Row> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    /** Of the logs, brought back from them like the evening's forecast. */
    private static List<Double> volatility(List<NightRows.Row> rows) {
        double[][] inputs = rows.stream().map(row -> row.inputs().volatility()).toArray(double[][]::new);
        double[] surprises = column(rows, row -> Math.log(row.realized() / row.evening()));
        double[] solution = Newton.ofParabola("the night's volatility", inputs[0].length, (curvature, gradient, at) -> {
            for (int i = 0; i < surprises.length; i++) {
                for (int j = 0; j < at.length; j++) {
                    gradient[j] += surprises[i] * inputs[i][j];
                    for (int k = 0; k <= j; k++) {
                        curvature[j][k] += inputs[i][j] * inputs[i][k];
                    }
                }
            }
        });
        double smearing = 0;
        for (int i = 0; i < surprises.length; i++) {
            smearing += Math.exp(VolatilityForecast.SMEARING_POWER * (surprises[i] - dot(solution, inputs[i])))
                    / surprises.length;
        }
        solution[0] += Math.log(smearing) / VolatilityForecast.SMEARING_POWER;
        return Arrays.stream(solution).boxed().toList();
    }

    private static double dot(double[] coefficients, double[] inputs) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += coefficients[i] * inputs[i];
        }
        return sum;
    }

    /** Probabilities of down, neutral and up. */
    List<Double> probabilities(NightInputs inputs, double deadZone) {
        double zone = deadZone / inputs.unit();
        double down = close.probabilityUpTo(-zone, inputs.middle(), inputs.spread());
        double notUp = close.probabilityUpTo(zone, inputs.middle(), inputs.spread());
        Double[] probabilities = new Double[DirectionClass.values().length];
        probabilities[DirectionClass.DOWN.position()] = down;
        probabilities[DirectionClass.NEUTRAL.position()] = notUp - down;
        probabilities[DirectionClass.UP.position()] = 1 - notUp;
        return List.of(probabilities);
    }

    /** Probability that the close lies above the open. */
    double rising(NightInputs inputs) {
        return 1 - session.probabilityUpTo(0, inputs.middle(), inputs.spread());
    }

    /** Factor on the evening's volatility forecast. */
    double factor(NightInputs inputs) {
        double[] coefficients =
                volatility.stream().mapToDouble(Double::doubleValue).toArray();
        return Math.exp(dot(coefficients, inputs.volatility()));
    }
}
