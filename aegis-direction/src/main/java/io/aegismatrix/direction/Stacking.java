package io.aegismatrix.direction;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What several models said about outcomes they had not learned from, fold by fold, and how far to trust each. What would
 * have been published in a fold is a mixture of models and base rates with the weights that earlier folds justified by
 * then; the skill reported is that of this mixture. The final weights are what all folds together justify, and 0 unless
 * the mixture beat the base rates.
 *
 * <p>Weights are those of least log loss (stacking, Wolpert 1992, with weights that are never negative and leave the
 * rest to the base rates); all are 0 unless what they save is more than its standard error, for directions are mostly
 * noise and a weight fitted to noise costs; and more than weights fitted to so few independent outcomes save by
 * themselves, which is much where horizons overlap. To ask for twice the standard error would take most of a decade to
 * say yes to the skill there is over one session.
 *
 * <p>Collects; not thread-safe.
 */
final class Stacking {

    /** Steps of the weights towards their optimum; each multiplies a weight by its models' relative likelihood. */
    private static final int STEPS = 200;

    /** Weights below this are noise of the optimisation. */
    private static final double LEAST_WEIGHT = 0.01;

    /** Standard errors between the ends of a 95 % interval. */
    private static final double INTERVAL_ERRORS = 2 * 1.96;

    private static final int UNKNOWN = -1;

    private final String name;
    private final int models;
    private final List<Forecast> forecasts = new ArrayList<>();

    /** One forecast and what happened; {@code said} is {@code [models][classes]}. */
    private static final class Forecast {

        private final int fold;
        private final int label;
        private final int session;
        private final int resolved;
        private final double[][] said;
        private final List<Double> base;

        Forecast(int fold, int label, int session, int resolved, double[][] said, List<Double> base) {
            this.fold = fold;
            this.label = label;
            this.session = session;
            this.resolved = resolved;
            this.said = said;
            this.base = List.copyOf(base);
        }

        boolean known() {
            return label != UNKNOWN;
        }

        double loss(List<Double> weights) {
            return Losses.log(mixture(weights, said, base, label));
        }

        List<Double> mixed(List<Double> weights) {
            return mix(weights, said, base);
        }

        int likeliest(List<Double> weights) {
            List<Double> mixed = mixed(weights);
            return mixed.indexOf(Collections.max(mixed));
        }

        /** What each model, and last the base rates, gave to the class that happened. */
        double[] likelihoods() {
            return DoubleStream.concat(
                            Arrays.stream(said).mapToDouble(model -> model[label]), DoubleStream.of(base.get(label)))
                    .toArray();
        }
    }

    /**
     * The verdict on one horizon.
     *
     * @param baseRates class frequencies over the whole training data
     * @param weights share of each model in what is published; the rest is the base rates
     * @param logLoss skill in log loss of the published mixture against base rates known at the time
     * @param track the dated losses behind {@code logLoss}
     * @param hits whether the mixture's likeliest class happened, dated alike
     * @param published what would have been published, in time order, outcome known or not
     */
    record Verdict(
            List<Double> baseRates,
            List<Double> weights,
            Skill logLoss,
            OutcomeTrack track,
            OutcomeTrack hits,
            List<Published> published) {

        Verdict {
            baseRates = List.copyOf(baseRates);
            weights = List.copyOf(weights);
            published = List.copyOf(published);
        }
    }

    /**
     * One forecast as it would have been published.
     *
     * @param session history row of the decision
     * @param probabilities of the classes
     */
    record Published(int session, List<Double> probabilities) {

        Published {
            probabilities = List.copyOf(probabilities);
        }
    }

    /**
     * Starts without forecasts.
     *
     * @param name of the models, for messages
     * @param models number of models beside the base rates
     */
    Stacking(String name, int models) {
        this.name = name;
        this.models = models;
    }

    /** The mixture of what models say, {@code [models][classes]}, class by class. */
    static List<Double> mix(List<Double> weights, double[][] said, List<Double> base) {
        return IntStream.range(0, base.size())
                .mapToObj(outcome -> mixture(weights, said, base, outcome))
                .toList();
    }

    private static double mixture(List<Double> weights, double[][] said, List<Double> base, int outcome) {
        double mixed = 0;
        double rest = 1;
        for (int model = 0; model < weights.size(); model++) {
            mixed += weights.get(model) * said[model][outcome];
            rest -= weights.get(model);
        }
        return mixed + rest * base.get(outcome);
    }

    /**
     * Adds a forecast; call in time order of the decision sessions.
     *
     * @param fold number of the fold it was made in
     * @param label class that happened; −1 if not known in this history
     * @param session history row of the decision
     * @param resolved history row at whose close the outcome is known
     * @param said class probabilities, {@code [models][classes]}; kept, not copied
     * @param base class frequencies known at the decision
     */
    void add(int fold, int label, int session, int resolved, double[][] said, List<Double> base) {
        if (said.length != models) {
            throw new IllegalArgumentException(name + ": expected " + models + " models, was " + said.length);
        }
        forecasts.add(new Forecast(fold, label, session, resolved, said, base));
    }

    /**
     * Judges what was collected.
     *
     * @param plan the folds
     * @param horizon sessions the outcomes overlap
     * @param baseRates class frequencies over the whole training data
     * @throws io.aegismatrix.data.MarketDataException if no outcome is known
     */
    Verdict judge(WalkForward plan, int horizon, List<Double> baseRates) {
        List<Forecast> known = forecasts.stream().filter(Forecast::known).toList();
        if (known.isEmpty()) {
            throw plan.nothingToTest(name);
        }
        Map<Integer, List<Double>> inForce = foldWeights(plan, known, horizon);
        double[] losses = new double[known.size()];
        double[] baselines = new double[known.size()];
        double[] right = new double[known.size()];
        for (int i = 0; i < losses.length; i++) {
            Forecast forecast = known.get(i);
            List<Double> weights = weightsIn(inForce, forecast);
            losses[i] = forecast.loss(weights);
            baselines[i] = forecast.loss(none());
            right[i] = forecast.likeliest(weights) == forecast.label ? 1 : 0;
        }
        Skill skill = Skill.of(losses, baselines, horizon);
        int[] sessions = known.stream().mapToInt(forecast -> forecast.session).toArray();
        int[] resolved = known.stream().mapToInt(forecast -> forecast.resolved).toArray();
        return new Verdict(
                baseRates,
                skill.skill() > 0 ? weights(known, horizon) : none(),
                skill,
                OutcomeTrack.ofLosses(horizon, sessions, resolved, losses, baselines),
                OutcomeTrack.ofHits(horizon, sessions, resolved, right),
                forecasts.stream()
                        .map(forecast -> new Published(forecast.session, forecast.mixed(weightsIn(inForce, forecast))))
                        .toList());
    }

    /** Weights in force in each fold: learned from the outcomes of earlier folds that were known when it began. */
    private Map<Integer, List<Double>> foldWeights(WalkForward plan, List<Forecast> known, int horizon) {
        Map<Integer, List<Double>> inForce = new HashMap<>();
        for (Fold fold : plan.folds()) {
            List<Forecast> earlier = known.stream()
                    .filter(forecast -> forecast.fold < fold.number() && forecast.resolved < fold.testStart())
                    .toList();
            inForce.put(fold.number(), earlier.isEmpty() ? none() : weights(earlier, horizon));
        }
        return inForce;
    }

    private List<Double> weightsIn(Map<Integer, List<Double>> inForce, Forecast forecast) {
        return Objects.requireNonNull(inForce.get(forecast.fold), "weights of a fold of the plan");
    }

    private List<Double> none() {
        return Collections.nCopies(models, 0.0);
    }

    /** Weights of least log loss, or none if what they save on the same outcomes is within its error or its optimism. */
    private List<Double> weights(List<Forecast> known, int horizon) {
        List<Double> weights = leastLoss(known);
        double[] losses = known.stream().mapToDouble(f -> f.loss(weights)).toArray();
        double[] baselines = known.stream().mapToDouble(f -> f.loss(none())).toArray();
        Skill skill = Skill.of(losses, baselines, horizon);
        boolean credible = skill.skill() > (skill.upper() - skill.lower()) / INTERVAL_ERRORS;
        boolean earned = skill.baselineLoss() - skill.loss() > optimism(weights, known.size(), horizon);
        return credible && earned ? weights : none();
    }

    /**
     * What fitting weights saves on the outcomes they are fitted to beyond what they save on others: one nat a weight and
     * independent outcome (Akaike 1974), of which there is one a horizon.
     */
    private static double optimism(List<Double> weights, int outcomes, int horizon) {
        long fitted = weights.stream().filter(weight -> weight > 0).count();
        return (double) fitted * horizon / outcomes;
    }

    /** Expectation-maximisation of a mixture's weights (Dempster, Laird and Rubin 1977): log loss is convex in them. */
    private List<Double> leastLoss(List<Forecast> known) {
        double[][] likelihoods = known.stream().map(Forecast::likelihoods).toArray(double[][]::new);
        double[] weights = new double[models + 1];
        Arrays.fill(weights, 1.0 / weights.length);
        for (int step = 0; step < STEPS; step++) {
            weights = improved(weights, likelihoods);
        }
        return Arrays.stream(weights)
                .limit(models)
                .mapToObj(weight -> weight < LEAST_WEIGHT ? 0.0 : weight)
                .toList();
    }

    private static double[] improved(double[] weights, double[][] likelihoods) {
        double[] shares = new double[weights.length];
        for (double[] row : likelihoods) {
            double mixed = 0;
            for (int i = 0; i < weights.length; i++) {
                mixed += weights[i] * row[i];
            }
            for (int i = 0; i < weights.length; i++) {
                shares[i] += weights[i] * row[i] / mixed / likelihoods.length;
            }
        }
        return shares;
    }
}
