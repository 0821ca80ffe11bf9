package io.aegismatrix.seller;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.label.TrapLabels;
import io.aegismatrix.payload.Contribution;
import io.aegismatrix.payload.SellerOutlook.TrapRisk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The odds that premium is a trap: the trees' probability, drawn to the base rate by the weight it earned. */
final class TrapBlock {

    private TrapBlock() {}

    static TrapRisk of(Situation situation, TreeEnsemble trees, TrapPrior prior, Trust trust) {
        OutputScore score = trust.score(SellerFiles.TRAP, SellerFiles.TRAP_OUTPUT);
        double forecastToVix = TrapModel.forecastToVix(
                situation.forecast(TrapLabels.HORIZON), situation.history().vix(situation.row()));
        float[] inputs = TrapModel.INPUTS.floats(situation.frame(), situation.row(), forecastToVix);
        double base = score.baseRates().get(1);
        double probability = Trust.finite(
                Shrinkage.blend(score.weight(), trees.predict(inputs, (float) prior.margin(forecastToVix))[0], base),
                SellerFiles.TRAP);
        return new TrapRisk(
                OptionalDouble.of(probability),
                Optional.of(TrapLevels.of(probability, base)),
                OptionalDouble.of(situation.feature("vix_percentile_252")),
                OptionalDouble.of(VolatilityState.realizedPercentile(situation.history(), situation.row())),
                OptionalDouble.of(base),
                Optional.of(trust.edge(score)),
                OptionalDouble.of(situation.premium()),
                OptionalDouble.of(situation.premiumPercentile()),
                Optional.empty(),
                score.weight() > 0
                        ? Contribution.strongest(trees.columns(), trees.contributions(inputs, 0))
                        : List.of(),
                trust.source(score.weight(), SellerFiles.TRAP, "trap_base_rate"));
    }
}
