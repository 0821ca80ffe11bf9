package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What is filled in when the outcome of a forecast is known.
 *
 * @param topic what was forecast
 * @param resolved session at whose close the outcome was known
 */
record OutcomeSheet(Topic<Target> topic, LocalDate resolved) {

    /** Whether every probability of a joint forecast is there. */
    static boolean complete(double[] probabilities) {
        return Arrays.stream(probabilities).noneMatch(Double::isNaN);
    }

    /** A number beside the simplest forecast's, whose loss is NaN where there is none. */
    Outcome losses(String metric, double happened, double loss, double baselineLoss) {
        return outcome(metric, happened, loss, baselineLoss, Double.NaN, Double.NaN);
    }

    /** A range, in shares of the decision close. */
    Outcome range(double lower, double upper, Yardsticks.Path.Reach reach) {
        double held = reach.isWithin(lower, upper) ? 1 : 0;
        double score = 100 * Losses.interval(lower, upper, reach.low(), reach.high(), topic.parameter());
        return outcome("interval_score_percent", held, score, Double.NaN, held, Double.NaN);
    }

    /** One of several classes, by its position. */
    OfClasses happened(int position) {
        return new OfClasses(this, position);
    }

    /**
     * A sheet of a joint forecast.
     *
     * @param sheet the sheet
     * @param happened position of the class that came
     */
    record OfClasses(OutcomeSheet sheet, int happened) {

        /** Beside usual probabilities, of which the likeliest is what the simplest forecast names. */
        Outcome classes(double[] stated, double[] usual) {
            return classes(stated, usual, complete(usual) ? likeliest(usual) : Double.NaN);
        }

        /** Beside usual probabilities and the class that a simple rule named. */
        Outcome classes(double[] stated, double[] usual, double named) {
            return sheet.outcome(
                    "log_loss",
                    happened,
                    Losses.log(stated[happened]),
                    complete(usual) ? Losses.log(usual[happened]) : Double.NaN,
                    likeliest(stated) == happened ? 1 : 0,
                    Double.isNaN(named) ? Double.NaN : named == happened ? 1 : 0);
        }

        /** The first of equals. */
        private static int likeliest(double[] probabilities) {
            return ClassForecasts.likeliest(probabilities.length, position -> probabilities[position]);
        }
    }

    private Outcome outcome(
            String metric, double happened, double loss, double baselineLoss, double hit, double baselineHit) {
        return new Outcome(
                topic, metric, happened, loss, known(baselineLoss), known(hit), known(baselineHit), resolved);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
