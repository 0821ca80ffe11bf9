package io.aegismatrix.buyer;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The trainings of all models on one walk-forward plan; the same for a model to keep and for a back-test. */
final class BuyerWalk {

    private final FeatureSet features;
    private final VolatilityPath path;
    private final BuyerInputs inputs;
    private final int first;
    private final WalkForward plan;
    private final BreakoutTraining breakout;
    private final SpikeTraining spike;
    private final long ratioSeed;
    private final long[] straddleSeeds = new long[ThetaRows.HORIZONS.size()];

    /**
     * Prepares the trainings.
     *
     * @param planFrom the plan, given the first row with all inputs
     */
    BuyerWalk(FeatureSet features, IntFunction<WalkForward> planFrom) {
        this.features = features;
        this.path = VolatilityPath.of(features);
        this.inputs = BuyerInputs.past(features, path);
        this.first = Math.max(features.daily().firstCompleteRow(), path.firstRow());
        this.plan = planFrom.apply(first);
        SplittableRandom seeds = new SplittableRandom(plan.seed());
        this.breakout = new BreakoutTraining(
                BreakoutRows.of(inputs, first),
                BreakoutRows.open(inputs, first),
                plan,
                breakoutSettings(),
                seeds.nextLong());
        this.spike = new SpikeTraining(inputs, SpikeRows.of(inputs, first), plan, spikeSettings(), seeds.nextLong());
        this.ratioSeed = seeds.nextLong();
        Arrays.setAll(straddleSeeds, position -> seeds.nextLong());
    }

    static BoostingSettings breakoutSettings() {
        return BoostingSettings.binary().withTrees(200, 3, 0.04).withMonotone(Map.of(BreakoutRows.FORECAST_TO_ATR, 1));
    }

    /** All rows and columns in every tree: with so few breakouts the luck of a draw would pass for skill. */
    static BoostingSettings spikeSettings() {
        BoostingSettings usual =
                BoostingSettings.binary().withTrees(80, 2, 0.03).withMinimumChildWeight(5);
        return new BoostingSettings(
                usual.objective(),
                usual.classes(),
                usual.quantiles(),
                usual.maximumRounds(),
                usual.depth(),
                usual.learningRate(),
                usual.minimumChildWeight(),
                1,
                1,
                usual.l2(),
                usual.monotone());
    }

    static BoostingSettings thetaSettings() {
        return BoostingSettings.mean().withTrees(150, 3, 0.04);
    }

    FeatureSet features() {
        return features;
    }

    VolatilityPath path() {
        return path;
    }

    /** First row with all inputs. */
    int first() {
        return first;
    }

    BreakoutTraining breakout() {
        return breakout;
    }

    SpikeTraining spike() {
        return spike;
    }

    /** The theta ratio. */
    ThetaTraining.Ratio ratio() {
        return theta().ratio(ThetaRows.ratios(inputs, first), ratioSeed);
    }

    /** The straddle held for a number of sessions, trained. */
    ThetaTraining.Straddle straddle(int horizon) {
        return theta().straddle(ThetaRows.payoffs(inputs, first, horizon), horizon, seed(horizon));
    }

    /** What was known about the win probability of that straddle, fold by fold. */
    OutOfFold.Verdict straddleWin(int horizon) {
        return theta().win(
                        ThetaRows.payoffs(inputs, first, horizon),
                        ThetaRows.openPayoffs(inputs, first, horizon),
                        horizon,
                        seed(horizon));
    }

    /** Mean gain by input of the trees each model would keep, grown on the whole history; theta's over one session. */
    SortedMap<String, SortedMap<String, Double>> gains() {
        int horizon = ThetaRows.HORIZONS.get(0);
        SortedMap<String, SortedMap<String, Double>> gains = new TreeMap<>();
        gains.put("buyer_breakout", breakout.fit().shared().trees().gain());
        gains.put("buyer_spike", spike.fit().gain());
        gains.put(
                "buyer_theta",
                theta().payoffModel(ThetaRows.payoffs(inputs, first, horizon), seed(horizon))
                        .trees()
                        .gain());
        return gains;
    }

    private long seed(int horizon) {
        return straddleSeeds[ThetaRows.HORIZONS.indexOf(horizon)];
    }

    private ThetaTraining theta() {
        return new ThetaTraining(plan, thetaSettings());
    }
}
