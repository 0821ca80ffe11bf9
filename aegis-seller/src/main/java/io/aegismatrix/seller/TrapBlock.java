package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.label.TrapLabels;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.Contribution;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.TrapRisk;
import java.util.List;

/** The odds that premium is a trap: the trees' probability, drawn to the base rate by the weight it earned. */
final class TrapBlock {

    private TrapBlock() {}

    static Known<TrapRisk> of(Situation situation, TreeEnsemble trees, TrapPrior prior, PublishedSkill skill) {
        OutputScore score = skill.score(SellerFiles.TRAP, SellerFiles.TRAP_OUTPUT);
        double forecastToVix = TrapModel.forecastToVix(
                situation.forecast(TrapLabels.HORIZON), situation.history().vix(situation.row()));
        float[] inputs = TrapModel.INPUTS.floats(situation.frame(), situation.row(), forecastToVix);
        double base = score.baseRates().get(1);
        double probability = ModelException.requireFinite(
                Shrinkage.blend(score.weight(), trees.predict(inputs, (float) prior.margin(forecastToVix))[0], base),
                SellerFiles.TRAP);
        TrapRisk risk = new TrapRisk(
                probability,
                TrapLevels.of(probability, base),
                base,
                Edge.of(skill.proven(score)),
                Measured.of(new TrapRisk.Percentiles(
                        situation.feature("vix_percentile_252"),
                        VolatilityState.realizedPercentile(situation.history(), situation.row()),
                        situation.premium(),
                        situation.premiumPercentile())),
                score.weight() > 0
                        ? Contribution.strongest(trees.columns(), trees.contributions(inputs, 0))
                        : List.of());
        return new Known<>(
                risk, Source.weighed(score.weight(), skill.manifest().modelId(SellerFiles.TRAP), "trap_base_rate"));
    }
}
