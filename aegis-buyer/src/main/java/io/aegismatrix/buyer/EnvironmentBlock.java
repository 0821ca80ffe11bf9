package io.aegismatrix.buyer;

import io.aegismatrix.payload.BuyerOutlook.BreakoutToday;
import io.aegismatrix.payload.BuyerOutlook.BuyerEnvironment;
import io.aegismatrix.payload.BuyerOutlook.EnvironmentLabel;
import io.aegismatrix.payload.BuyerOutlook.Regime;
import io.aegismatrix.payload.BuyerOutlook.ThetaLabel;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on buying conditions. PREMIUM_FRIENDLY: the straddle's edge pays for its premium, or breakout odds are HIGH
 * with a proven edge and the premium is not clearly too dear. UNFAVOURABLE: the premium is clearly too dear and nothing
 * speaks for movement, neither HIGH breakout odds nor a trend. SPECULATIVE_ONLY: everything between.
 */
final class EnvironmentBlock {

    /** A theta ratio above this says that the next session should be wider than the average one. */
    static final double WIDE_RANGE = 1.0;

    private EnvironmentBlock() {}

    static BuyerEnvironment of(BreakoutToday breakout, ThetaLabel theta, Regime regime, double thetaRatio) {
        boolean high = breakout.label().equals(Optional.of(Level.HIGH));
        boolean proven = breakout.edge().equals(Optional.of(Edge.EDGE));
        boolean trend = regime == Regime.TREND_FOLLOWING;
        List<String> reasons = new ArrayList<>();
        reasons.add(
                switch (theta) {
                    case EDGE_JUSTIFIES_PREMIUM -> "THETA_EDGE_FAVOURABLE";
                    case BORDERLINE -> "THETA_EDGE_BORDERLINE";
                    case DONT_WASTE_PREMIUM -> "PREMIUM_TOO_DEAR";
                });
        breakout.label().ifPresent(level -> reasons.add(level + "_BREAKOUT_SCORE"));
        reasons.add(regime.name());
        reasons.add(thetaRatio > WIDE_RANGE ? "WIDER_RANGE_EXPECTED" : "USUAL_OR_NARROW_RANGE_EXPECTED");
        if (!proven) {
            reasons.add("NO_BREAKOUT_EDGE");
        }
        return BuyerEnvironment.of(
                label(theta, high, proven, trend), reasons, Source.formula("buyer_environment_rules"));
    }

    private static EnvironmentLabel label(ThetaLabel theta, boolean high, boolean proven, boolean trend) {
        boolean dear = theta == ThetaLabel.DONT_WASTE_PREMIUM;
        if (theta == ThetaLabel.EDGE_JUSTIFIES_PREMIUM || (high && proven && !dear)) {
            return EnvironmentLabel.PREMIUM_FRIENDLY;
        }
        return dear && !high && !trend ? EnvironmentLabel.UNFAVOURABLE : EnvironmentLabel.SPECULATIVE_ONLY;
    }
}
