package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier said about outcomes it had not learned from, fold by fold, and the verdict on it. What would have
 * been published in a fold is the blend of model and base rate with the weight that {@link FoldWeights} gave it by then;
 * the skill reported is that of this blend. The final weight comes from the same rule over all folds.
 *
 * <p>Collects; not thread-safe.
 */
public final class OutOfFold {

    private static final int OPEN = -1;

    private final String name;
    private final List<Forecast> forecasts = new ArrayList<>();

    /** One forecast and what happened; {@code model} and {@code base} are probabilities of the classes. */
    private record Forecast(int fold, int label, int session, int resolved, List<Double> model, List<Double> base) {

        boolean known() {
            return label != OPEN;
        }

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
     * @param published what would have been published, in time order, outcome known or not
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
     * @param base class frequencies known at the decision, or when the fold began
     */
    public void add(int fold, int label, int session, int resolved, List<Double> model, List<Double> base) {
        forecasts.add(new Forecast(fold, label, session, resolved, List.copyOf(model), List.copyOf(base)));
    }

    /**
     * Adds a forecast whose outcome is not known in this history: it is published and not judged. Call in time order of
     * the decision sessions, between those of {@link #add}.
     *
     * @param fold number of the fold it was made in
     * @param session history row of the decision
     * @param model the model's class probabilities
     * @param base class frequencies known at the decision, or when the fold began
     */
    public void addOpen(int fold, int session, List<Double> model, List<Double> base) {
        forecasts.add(new Forecast(fold, OPEN, session, Integer.MAX_VALUE, List.copyOf(model), List.copyOf(base)));
    }

    /**
     * Judges what was collected.
     *
     * @param plan the folds
     * @param horizon sessions the outcomes overlap
     * @param baseRates class frequencies over the whole training data
     * @throws io.aegismatrix.data.MarketDataException if no outcome is known
     */
    public Verdict judge(WalkForward plan, int horizon, List<Double> baseRates) {
        return judge(plan, horizon, baseRates, FoldWeights.Proof.GAIN);
    }

    /**
     * Judges what was collected.
     *
     * @param plan the folds
     * @param horizon sessions the outcomes overlap
     * @param baseRates class frequencies over the whole training data
     * @param proof what the model must have shown before it gets weight
     * @throws io.aegismatrix.data.MarketDataException if no outcome is known
     */
    public Verdict judge(WalkForward plan, int horizon, List<Double> baseRates, FoldWeights.Proof proof) {
        List<Forecast> known = forecasts.stream().filter(Forecast::known).toList();
        if (known.isEmpty()) {
            throw plan.nothingToTest(name);
        }
        FoldWeights weights = FoldWeights.of(plan, new Known(known), horizon, proof);
        double[] losses = new double[known.size()];
        double[] baselines = new double[losses.length];
        double[] right = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            Forecast forecast = known.get(i);
            double weight = weights.inForce(forecast.fold());
            losses[i] = forecast.loss(weight);
            baselines[i] = forecast.loss(0);
            right[i] = forecast.mostLikely(weight) == forecast.label() ? 1 : 0;
        }
        int[] sessions = known.stream().mapToInt(Forecast::session).toArray();
        int[] resolved = known.stream().mapToInt(Forecast::resolved).toArray();
        return new Verdict(
                baseRates,
                weights.last(),
                Skill.of(losses, baselines, horizon),
                auc(known),
                OutcomeTrack.ofLosses(horizon, sessions, resolved, losses, baselines),
                OutcomeTrack.ofHits(horizon, sessions, resolved, right),
                forecasts.stream()
                        .map(forecast -> forecast.published(weights.inForce(forecast.fold())))
                        .toList());
    }

    private record Known(List<Forecast> forecasts) implements FoldWeights.Resolved {

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
            return forecasts.get(forecast).loss(weight);
        }

        @Override
        public double baselineLoss(int forecast) {
            return forecasts.get(forecast).loss(0);
        }
    }

    private static double auc(List<Forecast> forecasts) {
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
