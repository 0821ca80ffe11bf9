package io.aegismatrix.seller;

import com.google.common.primitives.Doubles;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.List;

/**
 * Odds of the regime to come before the model is asked, the plain mean over the {@link RegimeRule}s: the regime a rule
 * names, as often as the rule was right; the others, in the rest of the cases as often as they came. A model with little
 * weight, as after few years, is drawn to these and so names about what the rules name. How often each regime followed
 * each one named would be more detailed and was no better: windows of five years hold too few stretches of
 * {@value RegimeLabels#HORIZON} sessions to tell. Immutable.
 */
final class RegimeBase {

    /** What a score names as its baseline. */
    static final String TITLE = "expanding frequency after persistence and VIX tercile";

    private static final String RIGHT = "right";
    private static final String CAME = "came";
    private static final int CLASSES = RegimeClass.values().length;
    private static final RegimeRule[] RULES = RegimeRule.values();

    /** Share of cases in which a rule was right, by rule. */
    private final float[] right;

    /** Share of cases in which a regime came. */
    private final float[] came;

    private RegimeBase(float[] right, float[] came) {
        this.right = right;
        this.came = came;
    }

    /**
     * The shares among some rows.
     *
     * @param rows whose outcome is known, as {@link RegimeModel#rows} gives them
     */
    static RegimeBase learned(FeatureSet features, RegimeLabels labels, SupervisedRows rows) {
        int[] right = new int[RULES.length];
        int[] came = new int[CLASSES];
        for (int i = 0; i < rows.size(); i++) {
            int label = (int) rows.label(i);
            came[label]++;
            for (int rule = 0; rule < RULES.length; rule++) {
                int named = RULES[rule].regime(features.history(), features.daily(), labels, rows.session(i));
                right[rule] += named == label ? 1 : 0;
            }
        }
        return new RegimeBase(shares(right, rows.size(), 2), shares(came, rows.size(), CLASSES));
    }

    /** Shares of counts, as if half a case of each kind had been seen besides: none is 0 or 1. */
    private static float[] shares(int[] counts, int all, int kinds) {
        float[] shares = new float[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (counts[i] + 0.5f) / (all + 0.5f * kinds);
        }
        return shares;
    }

    /** Odds of LOW, MEDIUM and HIGH at a row. */
    List<Double> odds(MarketHistory history, FeatureFrame frame, RegimeLabels labels, int row) {
        double[] odds = new double[CLASSES];
        for (int rule = 0; rule < RULES.length; rule++) {
            int named = RULES[rule].regime(history, frame, labels, row);
            for (int c = 0; c < CLASSES; c++) {
                double share = c == named ? right[rule] : (1 - right[rule]) * came[c] / (1 - came[named]);
                odds[c] += share / RULES.length;
            }
        }
        return Doubles.asList(odds);
    }

    byte[] toBytes() {
        return SafeTensors.builder()
                .put(RIGHT, new int[] {right.length}, right)
                .put(CAME, new int[] {came.length}, came)
                .build()
                .toBytes();
    }

    /** Reads what {@link #toBytes} wrote. @throws ModelException if it is anything else */
    static RegimeBase parse(byte[] bytes, String what) {
        SafeTensors file = SafeTensors.parse(bytes, what);
        return new RegimeBase(shares(file, RIGHT, RULES.length, what), shares(file, CAME, CLASSES, what));
    }

    private static float[] shares(SafeTensors file, String name, int size, String what) {
        float[] shares = file.floats(name);
        if (shares.length != size) {
            throw new ModelException(what + ": " + name + " must be " + size + " shares, were " + shares.length);
        }
        for (float share : shares) {
            if (!(share > 0 && share < 1)) {
                throw new ModelException(what + ": " + name + " must be shares in (0, 1), was " + share);
            }
        }
        return shares;
    }
}
