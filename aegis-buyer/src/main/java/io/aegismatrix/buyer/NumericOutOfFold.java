package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutcomeTrack;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.metric.Skill;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * What a regression said about outcomes it had not learned from, judged as a classifier is: in each fold the forecast is
 * blended with the baseline by the weight that earlier folds justified, and the final weight is 0 if that blend lost.
 */
final class NumericOutOfFold {

    private final String name;
    private final DoubleBinaryOperator loss;
    private final List<Forecast> forecasts = new ArrayList<>();

    private record Forecast(int fold, int session, int resolved, double model, double base, double outcome) {

        double blend(double weight) {
            return Shrinkage.blend(weight, model, base);
        }
    }

    /**
     * The verdict on one output.
     *
     * @param weight share of the model in what is published
     * @param skill of the published blend against the baseline
     * @param track the dated losses behind it
     */
    record Verdict(double weight, Skill skill, OutcomeTrack track) {}

    /**
     * Starts without forecasts.
     *
     * @param name of the output, for messages
     * @param loss of a forecast and an outcome
     */
    NumericOutOfFold(String name, DoubleBinaryOperator loss) {
        this.name = name;
        this.loss = loss;
    }

    /** Absolute error, which the median minimises. */
    static double absoluteError(double forecast, double outcome) {
        return Math.abs(forecast - outcome);
    }

    /** Squared error, which the mean minimises. */
    static double squaredError(double forecast, double outcome) {
        return (forecast - outcome) * (forecast - outcome);
    }

    /** Adds a forecast; call in time order of the decision sessions. */
    void add(int fold, int session, int resolved, double model, double base, double outcome) {
        forecasts.add(new Forecast(fold, session, resolved, model, base, outcome));
    }

    /** Judges what was collected. @throws ModelException if nothing was */
    Verdict judge(WalkForward plan, int horizon) {
        if (forecasts.isEmpty()) {
            throw new ModelException(name + ": no outcome to test on; use a longer history");
        }
        double[] weights = foldWeights(plan);
        double[] losses = new double[forecasts.size()];
        double[] baselines = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            Forecast forecast = forecasts.get(i);
            losses[i] = loss(forecast, weights[forecast.fold()]);
            baselines[i] = loss(forecast, 0);
        }
        Skill skill = Skill.of(losses, baselines, horizon);
        OutcomeTrack track = OutcomeTrack.ofLosses(
                horizon,
                forecasts.stream().mapToInt(Forecast::session).toArray(),
                forecasts.stream().mapToInt(Forecast::resolved).toArray(),
                losses,
                baselines);
        return new Verdict(skill.skill() > 0 ? weight(forecasts) : 0, skill, track);
    }

    private double loss(Forecast forecast, double weight) {
        return loss.applyAsDouble(forecast.blend(weight), forecast.outcome());
    }

    private double[] foldWeights(WalkForward plan) {
        double[] weights = new double[plan.folds().size()];
        for (Fold fold : plan.folds()) {
            weights[fold.number()] = weight(forecasts.stream()
                    .filter(forecast -> forecast.fold() < fold.number() && forecast.resolved() < fold.testStart())
                    .toList());
        }
        return weights;
    }

    private double weight(List<Forecast> known) {
        return known.isEmpty()
                ? 0
                : Shrinkage.weight(weight -> known.stream()
                        .mapToDouble(forecast -> loss(forecast, weight))
                        .average()
                        .orElseThrow());
    }
}
