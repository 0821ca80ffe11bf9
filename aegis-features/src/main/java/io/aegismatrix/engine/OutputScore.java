package io.aegismatrix.engine;

import io.aegismatrix.engine.metric.Skill;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How good one output of a model proved to be on sessions it was not trained on, and how far it is trusted.
 *
 * @param output name of the output, such as {@code breakout_1}
 * @param horizon sessions ahead
 * @param metric name of the loss, such as {@code log_loss}; smaller is better
 * @param loss mean loss of what would have been published, after shrinkage
 * @param baseline name of the baseline
 * @param baselineLoss mean loss of the baseline on the same outcomes
 * @param lower lower end of the 95 % interval of the skill; empty if there are too few outcomes
 * @param upper upper end of that interval; empty if there are too few outcomes
 * @param n outcomes
 * @param auc area under the ROC curve of the unshrunk model, where the output is a yes-or-no probability
 * @param weight share of the model in what is published, 0 to 1; the rest is the base rate
 * @param baseRates class frequencies in the training data, or the baseline's parameters
 */
public record OutputScore(
        String output,
        int horizon,
        String metric,
        double loss,
        String baseline,
        double baselineLoss,
        OptionalDouble lower,
        OptionalDouble upper,
        int n,
        OptionalDouble auc,
        double weight,
        List<Double> baseRates) {

    /** Validates the weight and copies the list. */
    public OutputScore {
        Objects.requireNonNull(output, "output");
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException(output + ": weight must be in [0, 1], was " + weight);
        }
        if (!Double.isFinite(loss) || !Double.isFinite(baselineLoss)) {
            throw new IllegalArgumentException(
                    output + ": losses must be finite, was " + loss + " against " + baselineLoss);
        }
        baseRates = List.copyOf(baseRates);
    }

    /** The score of a skill. */
    public static OutputScore of(
            String output,
            int horizon,
            String metric,
            String baseline,
            Skill skill,
            double auc,
            double weight,
            List<Double> baseRates) {
        return new OutputScore(
                output,
                horizon,
                metric,
                skill.loss(),
                baseline,
                skill.baselineLoss(),
                finite(skill.lower()),
                finite(skill.upper()),
                skill.n(),
                finite(auc),
                weight,
                baseRates);
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Share of the baseline's loss that was saved. */
    public double skill() {
        return baselineLoss == 0 ? 0 : 1 - loss / baselineLoss;
    }

    /** Whether an edge may be claimed: the model has weight, and the skill's interval excludes 0. */
    public boolean edge() {
        return weight > 0 && lower.isPresent() && lower.getAsDouble() > 0;
    }
}
