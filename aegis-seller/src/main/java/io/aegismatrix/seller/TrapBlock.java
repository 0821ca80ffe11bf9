package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.label.TrapLabels;
import io.aegismatrix.payload.Contribution;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.SellerOutlook.TrapRisk;
import io.aegismatrix.payload.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The odds that premium is a trap: the trees' probability, drawn to the base rate by the weight it earned. */
final class TrapBlock {

    private TrapBlock() {}

    static TrapRisk of(Situation situation, TreeEnsemble trees, TrapPrior prior, PublishedSkill skill) {
        OutputScore score = skill.score(SellerFiles.TRAP, SellerFiles.TRAP_OUTPUT);
        double forecastToVix = TrapModel.forecastToVix(
                situation.forecast(TrapLabels.HORIZON), situation.history().vix(situation.row()));
        float[] inputs = TrapModel.INPUTS.floats(situation.frame(), situation.row(), forecastToVix);
        double base = score.baseRates().get(1);
        double probability = ModelException.requireFinite(
                Shrinkage.blend(score.weight(), trees.predict(inputs, (float) prior.margin(forecastToVix))[0], base),
                SellerFiles.TRAP);
        return new TrapRisk(
                OptionalDouble.of(probability),
                Optional.of(TrapLevels.of(probability, base)),
                OptionalDouble.of(situation.feature("vix_percentile_252")),
                OptionalDouble.of(VolatilityState.realizedPercentile(situation.history(), situation.row())),
                OptionalDouble.of(base),
                Optional.of(Edge.of(skill.proven(score))),
                OptionalDouble.of(situation.premium()),
                OptionalDouble.of(situation.premiumPercentile()),
                Optional.empty(),
                score.weight() > 0
                        ? Contribution.strongest(trees.columns(), trees.contributions(inputs, 0))
                        : List.of(),
                Source.weighed(score.weight(), skill.manifest().modelId(SellerFiles.TRAP), "trap_base_rate"));
    }
}
