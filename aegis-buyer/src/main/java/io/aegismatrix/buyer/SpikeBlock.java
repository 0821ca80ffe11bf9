package io.aegismatrix.buyer;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.HistoricalRate;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.SpikeBias;
import java.util.Arrays;

/** Which side a breakout would take, and how often sessions broke out. */
final class SpikeBlock {

    /** Newest sessions the historical rate is measured on: about two years, because breakouts are rare. */
    static final int WINDOW = 500;

    private static final String MODEL = "buyer_spike";

    private SpikeBlock() {}

    /** The side; the base rate unless the model has proven itself. */
    static Block<SpikeBias> bias(TreeEnsemble trees, PublishedSkill skill, BuyerInputs inputs, int row) {
        OutputScore score = skill.score(MODEL, SpikeRows.OUTPUT);
        double baseRate = score.baseRates().get(1);
        double model = trees.predict(Rows.narrow(SpikeRows.values(inputs, row)))[0];
        SpikeBias bias = SpikeBias.of(
                PublishedSkill.blend(score, model, baseRate),
                baseRate,
                Edge.of(skill.proven(score)),
                skill.manifest().card(MODEL).rows());
        return Block.known(
                bias, Source.weighed(score.weight(), skill.manifest().modelId(MODEL), score.output() + "_base_rate"));
    }

    /** Share of the newest sessions up to the decision session, it included, that broke out of the average before them. */
    static Block<HistoricalRate> rate(MarketHistory history) {
        double[] known = Arrays.stream(BreakoutLabels.of(history, 1))
                .filter(label -> !Double.isNaN(label))
                .toArray();
        Share share = Share.of(Arrays.copyOfRange(known, Math.max(0, known.length - WINDOW), known.length), 1);
        return Block.known(
                new HistoricalRate(share.value(), share.n(), share.lower(), share.upper(), WINDOW),
                Source.formula("breakout_frequency"));
    }
}
