package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.Skill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The weight of a model in what is published, at the beginning of every fold and after the last: one rule, asked again
 * and again, so that what a fold publishes is what a training on the day it began would have.
 *
 * <p>The rule looks at the outcomes known on the day. Each fold before it had a weight on trial: the one that cost least
 * on the outcomes known when that fold began. If the blends on trial proved themselves against the baseline, the weight
 * that costs least on all that is known is used; otherwise none is. Until a blend has been on trial nothing but the
 * baseline is published, which takes the first two folds.
 *
 * <p>Begins fold after fold; not thread-safe.
 */
public final class FoldWeights {

    /** What the blends on trial must have shown before a model gets any weight. */
    public enum Proof {
        /** They cost less than the baseline. */
        GAIN {
            @Override
            boolean isEnough(Skill skill) {
                return skill.skill() > 0;
            }
        },
        /** They cost less by more than luck explains. */
        SIGNIFICANCE {
            @Override
            boolean isEnough(Skill skill) {
                return skill.significant();
            }
        };

        abstract boolean isEnough(Skill skill);
    }

    /** Forecasts whose outcomes came to be known, in time order. */
    public interface Resolved {

        /** How many there are. */
        int size();

        /** Number of the fold a forecast was made in. */
        int fold(int forecast);

        /** History row at whose close the outcome was known. */
        int resolved(int forecast);

        /** What a forecast cost, had the model had this weight. */
        double loss(int forecast, double weight);

        /** What the baseline cost. */
        double baselineLoss(int forecast);
    }

    private final Resolved record;
    private final int overlap;
    private final Proof proof;
    private final List<Double> onTrial = new ArrayList<>();
    private final List<Double> inForce = new ArrayList<>();

    /**
     * Starts before the first fold.
     *
     * @param record may grow: when a fold begins, only what was known by then is looked at
     * @param overlap entries of the record that share sessions
     * @param proof what a model must have shown
     */
    public FoldWeights(Resolved record, int overlap, Proof proof) {
        this.record = record;
        this.overlap = overlap;
        this.proof = proof;
    }

    /** The weights of a record that is complete. */
    public static FoldWeights of(WalkForward plan, Resolved record, int overlap, Proof proof) {
        FoldWeights weights = new FoldWeights(record, overlap, proof);
        plan.folds().forEach(weights::begin);
        return weights;
    }

    /**
     * Begins the next fold.
     *
     * @return the weight to publish with in it
     * @throws IllegalArgumentException if it is not the next one
     */
    public double begin(Fold fold) {
        if (fold.number() != inForce.size()) {
            throw new IllegalArgumentException(
                    "expected fold " + inForce.size() + " to begin next, was " + fold.number());
        }
        int[] known = where(
                forecast -> record.fold(forecast) < fold.number() && record.resolved(forecast) < fold.testStart());
        double trial = cheapest(known);
        onTrial.add(trial);
        inForce.add(proven(known) ? trial : 0);
        return inForce(fold.number());
    }

    /** The weight published with in a fold that has begun. */
    public double inForce(int fold) {
        return inForce.get(fold);
    }

    /** The weight that the whole record justifies. */
    public double last() {
        int[] all = where(forecast -> true);
        return proven(all) ? cheapest(all) : 0;
    }

    private int[] where(IntPredicate forecasts) {
        return IntStream.range(0, record.size()).filter(forecasts).toArray();
    }

    private boolean proven(int[] known) {
        return known.length > 0
                && proof.isEnough(Skill.of(
                        values(known, forecast -> record.loss(forecast, onTrial.get(record.fold(forecast)))),
                        values(known, record::baselineLoss),
                        overlap));
    }

    private static double[] values(int[] known, IntToDoubleFunction value) {
        return Arrays.stream(known).mapToDouble(value).toArray();
    }

    private double cheapest(int[] known) {
        return known.length == 0
                ? 0
                : Shrinkage.weight(weight -> Arrays.stream(known)
                        .mapToDouble(forecast -> record.loss(forecast, weight))
                        .average()
                        .orElseThrow());
    }
}
