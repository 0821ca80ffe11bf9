package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutcomeTrack;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.engine.metric.Skill;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier said about outcomes it had not learned from, fold by fold, and the verdict on it. What would have
 * been published in a fold is the blend of model and base rate with the weight that earlier folds justified by then; the
 * skill reported is that of this blend. The final weight is what all folds together justify, and 0 unless the blend beat
 * the base rate.
 *
 * <p>Collects; not thread-safe.
 */
public final class OutOfFold {

    private final String name;
    private final List<Forecast> forecasts = new ArrayList<>();

    /** One forecast and what happened; {@code model} and {@code base} are probabilities of the classes. */
    private record Forecast(int fold, int label, int session, int resolved, List<Double> model, List<Double> base) {

        double blend(double weight, int index) {
            return Shrinkage.blend(weight, model.get(index), base.get(index));
        }

        Published published(double weight) {
            return new Published(
                    session,
                    IntStream.range(0, model.size())
                            .mapToObj(index -> blend(weight, index))
                            .toList());
        }

        double loss(double weight) {
            return Losses.log(blend(weight, label));
        }

        int mostLikely(double weight) {
            int best = 0;
            for (int index = 1; index < model.size(); index++) {
                best = blend(weight, index) > blend(weight, best) ? index : best;
            }
            return best;
        }
    }

    /**
     * The verdict on one output.
     *
     * @param baseRates class frequencies over the whole training data
     * @param weight share of the model in what is published
     * @param logLoss skill in log loss of the published blend against base rates known at the time
     * @param auc area under the ROC curve of the model alone; NaN for more than two classes or one class seen
     * @param track the dated losses behind {@code logLoss}
     * @param hits whether the blend's most likely class happened, dated alike
     * @param published what would have been published, in time order
     */
    public record Verdict(
            List<Double> baseRates,
            double weight,
            Skill logLoss,
            double auc,
            OutcomeTrack track,
            OutcomeTrack hits,
            List<Published> published) {

        /** Copies the lists. */
        public Verdict {
            baseRates = List.copyOf(baseRates);
            published = List.copyOf(published);
        }
    }

    /**
     * One forecast as it would have been published.
     *
     * @param session history row of the decision
     * @param probabilities of the classes, blended with the weight then in force
     */
    public record Published(int session, List<Double> probabilities) {

        /** Copies the probabilities. */
        public Published {
            probabilities = List.copyOf(probabilities);
        }
    }

    /**
     * Starts without forecasts.
     *
     * @param name of the model, for messages
     */
    public OutOfFold(String name) {
        this.name = name;
    }

    /**
     * Adds a forecast; call in time order of the decision sessions.
     *
     * @param fold number of the fold it was made in
     * @param label class that happened
     * @param session history row of the decision
     * @param resolved history row at whose close the outcome was known
     * @param model the model's class probabilities
     * @param base class frequencies known when the fold began
     */
    public void add(int fold, int label, int session, int resolved, List<Double> model, List<Double> base) {
        forecasts.add(new Forecast(fold, label, session, resolved, List.copyOf(model), List.copyOf(base)));
    }

    /**
     * Judges what was collected.
     *
     * @param plan the folds
     * @param horizon sessions the outcomes overlap
     * @param baseRates class frequencies over the whole training data
     * @throws ModelException if nothing was collected
     */
    public Verdict judge(WalkForward plan, int horizon, List<Double> baseRates) {
        if (forecasts.isEmpty()) {
            throw new ModelException(name + ": no outcome to test on; use a longer history");
        }
        int n = forecasts.size();
        double[] losses = new double[n];
        double[] baselines = new double[n];
        double[] right = new double[n];
        double[] weights = foldWeights(plan);
        for (int i = 0; i < n; i++) {
            Forecast forecast = forecasts.get(i);
            double weight = weights[forecast.fold()];
            losses[i] = forecast.loss(weight);
            baselines[i] = forecast.loss(0);
            right[i] = forecast.mostLikely(weight) == forecast.label() ? 1 : 0;
        }
        Skill skill = Skill.of(losses, baselines, horizon);
        int[] sessions = forecasts.stream().mapToInt(Forecast::session).toArray();
        int[] resolved = forecasts.stream().mapToInt(Forecast::resolved).toArray();
        return new Verdict(
                baseRates,
                skill.skill() > 0 ? weight(forecasts) : 0,
                skill,
                auc(),
                OutcomeTrack.ofLosses(horizon, sessions, resolved, losses, baselines),
                OutcomeTrack.ofHits(horizon, sessions, resolved, right),
                forecasts.stream()
                        .map(forecast -> forecast.published(weights[forecast.fold()]))
                        .toList());
    }

    /** Weight in force in each fold: learned from the outcomes of earlier folds that were known when it began. */
    private double[] foldWeights(WalkForward plan) {
        List<Fold> folds = plan.folds();
        double[] weights = new double[folds.size()];
        for (Fold fold : folds) {
            weights[fold.number()] = weight(forecasts.stream()
                    .filter(forecast -> forecast.fold() < fold.number() && forecast.resolved() < fold.testStart())
                    .toList());
        }
        return weights;
    }

    private static double weight(List<Forecast> known) {
        return known.isEmpty()
                ? 0
                : Shrinkage.weight(weight -> known.stream()
                        .mapToDouble(forecast -> forecast.loss(weight))
                        .average()
                        .orElseThrow());
    }

    private double auc() {
        if (forecasts.get(0).model().size() != 2) {
            return Double.NaN;
        }
        double[] scores = new double[forecasts.size()];
        boolean[] outcomes = new boolean[forecasts.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = forecasts.get(i).model().get(1);
            outcomes[i] = forecasts.get(i).label() == 1;
        }
        return RocAuc.of(scores, outcomes);
    }
}
