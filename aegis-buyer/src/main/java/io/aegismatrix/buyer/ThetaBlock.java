package io.aegismatrix.buyer;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.ThetaEdge;

/**
 * Whether a long at-the-money straddle, held to its end, is worth its decay. The models learned on straddles priced at
 * the volatility index, as no history of chains is known; with a chain their payoffs are set against the price it shows.
 * The score is the expected payoff over payoff and price together: 0.5 is a fair price, below it the seller is ahead.
 */
final class ThetaBlock {

    /** Fraction of the premium that spread, fees and taxes are taken to cost; an edge must exceed it. */
    static final double COST = 0.03;

    /** An expected loss beyond this fraction of the premium is clear. */
    static final double CLEAR_LOSS = 0.05;

    private static final String MODEL = "buyer_theta";
    private static final double LOW_TAIL = 0.05;
    private static final double HIGH_TAIL = 0.95;

    private ThetaBlock() {}

    /** The label of an expected edge, as a fraction of the premium. */
    static ThetaEdge.Label label(double expectedEdge, Edge proven) {
        if (expectedEdge < -CLEAR_LOSS) {
            return ThetaEdge.Label.DONT_WASTE_PREMIUM;
        }
        return expectedEdge > COST && proven == Edge.EDGE
                ? ThetaEdge.Label.EDGE_JUSTIFIES_PREMIUM
                : ThetaEdge.Label.BORDERLINE;
    }

    /** The straddle over a horizon. */
    static Known<ThetaEdge> of(
            TreesAndLine model,
            PayoffErrors errors,
            PublishedSkill skill,
            BuyerInputs inputs,
            int row,
            int horizon,
            Premium premium) {
        double scale = ThetaTraining.scale(model, Rows.narrow(ThetaRows.payoffValues(inputs, row, horizon)));
        OutputScore win = skill.score(MODEL, ThetaRows.winOutput(horizon));
        OutputScore payoff = skill.score(MODEL, ThetaRows.payoffOutput(horizon));
        double baseRate = win.baseRates().get(1);
        double expected = premium.cheapness()
                * PublishedSkill.blend(
                        payoff, scale * errors.mean(), payoff.baseRates().get(0));
        Edge proven = Edge.of(skill.proven(win));
        ThetaEdge edge = new ThetaEdge(
                expected / (1 + expected),
                label(expected - 1, proven),
                winProbability(win, errors, scale, premium),
                expected - 1,
                errors.quantile(expected, LOW_TAIL) - 1,
                errors.quantile(expected, HIGH_TAIL) - 1,
                baseRate,
                proven,
                premium.method(),
                premium.fraction(),
                premium.source());
        return new Known<>(edge, premium.explain(source(skill, win.weight() > 0 ? win : payoff)));
    }

    /** Model and base rate, both at the premium's price. */
    private static double winProbability(OutputScore win, PayoffErrors errors, double scale, Premium premium) {
        double baseRate = win.baseRates().get(1);
        double repriced = premium.measured()
                ? errors.winProbability(errors.scaleWinning(baseRate) * premium.cheapness())
                : baseRate;
        return PublishedSkill.blend(win, errors.winProbability(scale * premium.cheapness()), repriced);
    }

    private static Source source(PublishedSkill skill, OutputScore score) {
        return Source.weighed(score.weight(), skill.manifest().modelId(MODEL), score.output() + "_base_rate");
    }

    /** Forecast of the next session's range over the average true range: the theta ratio. */
    static double ratio(TreesAndLine model, PublishedSkill skill, BuyerInputs inputs, int row) {
        OutputScore score = skill.score(MODEL, ThetaRows.RATIO_OUTPUT);
        double forecast = Math.exp(model.predict(Rows.narrow(ThetaRows.ratioValues(inputs, row))));
        return PublishedSkill.blend(score, forecast, score.baseRates().get(0));
    }
}
