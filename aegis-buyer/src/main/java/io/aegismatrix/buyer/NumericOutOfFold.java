package io.aegismatrix.buyer;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * What a regression said about outcomes it had not learned from, judged as a classifier is: in each fold the forecast is
 * blended with the baseline by the weight {@link FoldWeights} gave it by then.
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

    /** Judges what was collected. @throws io.aegismatrix.data.MarketDataException if nothing was */
    Verdict judge(WalkForward plan, int horizon) {
        if (forecasts.isEmpty()) {
            throw plan.nothingToTest(name);
        }
        FoldWeights weights = FoldWeights.of(plan, record(), horizon, FoldWeights.Proof.GAIN);
        double[] losses = new double[forecasts.size()];
        double[] baselines = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            Forecast forecast = forecasts.get(i);
            losses[i] = loss(forecast, weights.inForce(forecast.fold()));
            baselines[i] = loss(forecast, 0);
        }
        Skill skill = Skill.of(losses, baselines, horizon);
        OutcomeTrack track = OutcomeTrack.ofLosses(
                horizon,
                forecasts.stream().mapToInt(Forecast::session).toArray(),
                forecasts.stream().mapToInt(Forecast::resolved).toArray(),
                losses,
                baselines);
        return new Verdict(weights.last(), skill, track);
    }

    private double loss(Forecast forecast, double weight) {
        return loss.applyAsDouble(forecast.blend(weight), forecast.outcome());
    }

    private FoldWeights.Resolved record() {
        return new FoldWeights.Resolved() {
            @Override
            public int size() {
                return forecasts.size();
            }

            @Override
            public int fold(int forecast) {
                return forecasts.get(forecast).fold();
            }

            @Override
            public int resolved(int forecast) {
                return forecasts.get(forecast).resolved();
            }

            @Override
            public double loss(int forecast, double weight) {
                return NumericOutOfFold.this.loss(forecasts.get(forecast), weight);
            }

            @Override
            public double baselineLoss(int forecast) {
                return loss(forecast, 0);
            }
        };
    }
}
