package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions.Odds;
import io.aegismatrix.payload.BreachOdds;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.BreachModel.Side;
import io.aegismatrix.seller.BreachModel.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Odds of a breach over all published distances and horizons: the trees' odds blended with those of past excursions by
 * the weight each horizon earned, then made to obey what must hold: less likely further away, touches likelier the longer
 * the wait, a close beyond never likelier than a touch.
 */
final class BreachSurface {

    private static final int HORIZONS = Horizons.RANGE.size();
    private static final int DISTANCES = Horizons.DISTANCES.size();

    private final double[][] touchUp = new double[HORIZONS][DISTANCES];
    private final double[][] touchDown = new double[HORIZONS][DISTANCES];
    private final double[][] touchEither = new double[HORIZONS][DISTANCES];
    private final double[][] closeUp = new double[HORIZONS][DISTANCES];
    private final double[][] closeDown = new double[HORIZONS][DISTANCES];

    private BreachSurface(IntFunction<State> states, TreeEnsemble trees, IntToDoubleFunction weights) {
        for (int i = 0; i < HORIZONS; i++) {
            State state = states.apply(Horizons.RANGE.get(i));
            double weight = weights.applyAsDouble(Horizons.RANGE.get(i));
            fill(
                    i,
                    false,
                    state,
                    trees,
                    weight,
                    Map.of(Side.UP, touchUp[i], Side.DOWN, touchDown[i], Side.EITHER, touchEither[i]));
            fill(i, true, state, trees, weight, Map.of(Side.UP, closeUp[i], Side.DOWN, closeDown[i]));
        }
        reconcileTouches();
        reconcileCloses();
    }

    /**
     * The surface of a decision row.
     *
     * @param states the row as the breach model sees it, by horizon
     * @param weights share of the trees, by horizon
     */
    static BreachSurface of(IntFunction<State> states, TreeEnsemble trees, IntToDoubleFunction weights) {
        return new BreachSurface(states, trees, weights);
    }

    /** The surface of what is ahead. */
    static BreachSurface of(PathsAhead ahead, TreeEnsemble trees, PublishedSkill skill) {
        return of(ahead::state, trees, h -> weight(skill, h));
    }

    private static double weight(PublishedSkill skill, int horizon) {
        return skill.score(SellerFiles.BREACH, SellerFiles.touchOutput(horizon)).weight();
    }

    private static void fill(
            int horizon, boolean close, State state, TreeEnsemble trees, double weight, Map<Side, double[]> sides) {
        for (int j = 0; j < DISTANCES; j++) {
            double up = Math.log1p(Horizons.DISTANCES.get(j)) / state.unit();
            double down = -Math.log1p(-Horizons.DISTANCES.get(j)) / state.unit();
            Odds past = state.past(close, up, down);
            for (Map.Entry<Side, double[]> entry : sides.entrySet()) {
                Side side = entry.getKey();
                double[] odds = entry.getValue();
                double empirical = state.empirical(side, past);
                // Trees without weight are not asked.
                odds[j] = weight == 0
                        ? empirical
                        : Shrinkage.blend(weight, state.modelled(trees, side, close, up, down, empirical), empirical);
                if (!Double.isFinite(odds[j])) {
                    throw new ModelException(SellerFiles.BREACH + ": " + side + (close ? " close" : " touch")
                            + " odds over " + Horizons.RANGE.get(horizon) + " sessions at distance "
                            + Horizons.DISTANCES.get(j) + " are not finite: " + odds[j]);
                }
                odds[j] = j > 0 ? Math.min(odds[j], odds[j - 1]) : odds[j];
            }
        }
    }

    private void reconcileTouches() {
        for (int i = 0; i < HORIZONS; i++) {
            for (int j = 0; j < DISTANCES; j++) {
                if (i > 0) {
                    touchUp[i][j] = Math.max(touchUp[i][j], touchUp[i - 1][j]);
                    touchDown[i][j] = Math.max(touchDown[i][j], touchDown[i - 1][j]);
                    touchEither[i][j] = Math.max(touchEither[i][j], touchEither[i - 1][j]);
                }
                double sum = touchUp[i][j] + touchDown[i][j];
                double larger = Math.max(touchUp[i][j], touchDown[i][j]);
                touchEither[i][j] = Math.min(sum, Math.max(larger, touchEither[i][j]));
            }
        }
    }

    /** A close cannot be beyond both ends, so those odds add up; together they are scaled to at most a touch. */
    private void reconcileCloses() {
        for (int i = 0; i < HORIZONS; i++) {
            for (int j = 0; j < DISTANCES; j++) {
                double up = Math.min(closeUp[i][j], touchUp[i][j]);
                double down = Math.min(closeDown[i][j], touchDown[i][j]);
                double scale = Math.min(1, touchEither[i][j] / (up + down));
                closeUp[i][j] = j > 0 ? Math.min(scale * up, closeUp[i][j - 1]) : scale * up;
                closeDown[i][j] = j > 0 ? Math.min(scale * down, closeDown[i][j - 1]) : scale * down;
            }
        }
    }

    /** The trees if they have a say at any horizon, otherwise past excursions alone. */
    static Source source(PublishedSkill skill) {
        double heaviest =
                Horizons.RANGE.stream().mapToDouble(h -> weight(skill, h)).max().orElse(0);
        return Source.weighed(heaviest, skill.manifest().modelId(SellerFiles.BREACH), "past_excursion_frequencies");
    }

    /** What is published of it. */
    BreachOdds odds(double spot) {
        return new BreachOdds(horizon(spot, Horizons.HEADLINE_RANGE), all(spot));
    }

    /** Every cell of the surface. */
    List<BreachPoint> all(double spot) {
        List<BreachPoint> points = new ArrayList<>();
        for (int h : Horizons.RANGE) {
            points.addAll(horizon(spot, h));
        }
        return points;
    }

    /** The cells of one horizon, nearest distance first. */
    List<BreachPoint> horizon(double spot, int h) {
        int i = Horizons.RANGE.indexOf(h);
        List<BreachPoint> points = new ArrayList<>();
        for (int j = 0; j < DISTANCES; j++) {
            double distance = Horizons.DISTANCES.get(j);
            points.add(new BreachPoint(
                    h,
                    (int) Math.round(distance * spot),
                    distance,
                    touchEither[i][j],
                    touchUp[i][j],
                    touchDown[i][j],
                    closeUp[i][j] + closeDown[i][j],
                    closeUp[i][j],
                    closeDown[i][j]));
        }
        return points;
    }
}
