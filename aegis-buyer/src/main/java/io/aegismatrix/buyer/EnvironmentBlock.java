package io.aegismatrix.buyer;

import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.BuyerEnvironment;
import io.aegismatrix.payload.BuyerRegime;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.ThetaEdge;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict on buying conditions. PREMIUM_FRIENDLY: the straddle's edge pays for its premium, or breakout odds are HIGH
 * with a proven edge and the premium is not clearly too dear. UNFAVOURABLE: the premium is clearly too dear and nothing
 * speaks for movement, neither HIGH breakout odds nor a trend. SPECULATIVE_ONLY: everything between.
 */
final class EnvironmentBlock {

    /** A theta ratio above this says that the next session should be wider than the average one. */
    static final double WIDE_RANGE = 1.0;

    private EnvironmentBlock() {}

    static Block<BuyerEnvironment> of(
            Block<BreakoutToday> breakout, ThetaEdge.Label theta, BuyerRegime.Label regime, double thetaRatio) {
        boolean high =
                breakout.find().filter(odds -> odds.label() == Level.HIGH).isPresent();
        boolean proven =
                breakout.find().filter(odds -> odds.edge() == Edge.EDGE).isPresent();
        boolean trend = regime == BuyerRegime.Label.TREND_FOLLOWING;
        List<String> reasons = new ArrayList<>();
        reasons.add(
                switch (theta) {
                    case EDGE_JUSTIFIES_PREMIUM -> "THETA_EDGE_FAVOURABLE";
                    case BORDERLINE -> "THETA_EDGE_BORDERLINE";
                    case DONT_WASTE_PREMIUM -> "PREMIUM_TOO_DEAR";
                });
        breakout.find().ifPresent(odds -> reasons.add(odds.label() + "_BREAKOUT_SCORE"));
        reasons.add(regime.name());
        reasons.add(thetaRatio > WIDE_RANGE ? "WIDER_RANGE_EXPECTED" : "USUAL_OR_NARROW_RANGE_EXPECTED");
        if (!proven) {
            reasons.add("NO_BREAKOUT_EDGE");
        }
        return Block.known(
                BuyerEnvironment.of(label(theta, high, proven, trend), reasons),
                Source.formula("buyer_environment_rules"));
    }

    private static BuyerEnvironment.Label label(ThetaEdge.Label theta, boolean high, boolean proven, boolean trend) {
        boolean dear = theta == ThetaEdge.Label.DONT_WASTE_PREMIUM;
        if (theta == ThetaEdge.Label.EDGE_JUSTIFIES_PREMIUM || (high && proven && !dear)) {
            return BuyerEnvironment.Label.PREMIUM_FRIENDLY;
        }
        return dear && !high && !trend ? BuyerEnvironment.Label.UNFAVOURABLE : BuyerEnvironment.Label.SPECULATIVE_ONLY;
    }
}
