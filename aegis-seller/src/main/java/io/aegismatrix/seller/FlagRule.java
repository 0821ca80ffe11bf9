package io.aegismatrix.seller;

import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.SellerOutlook.SellerFlag;
import io.aegismatrix.payload.SellerOutlook.SellerLabel;
import io.aegismatrix.payload.SellerOutlook.StressLabel;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions for selling in one word. HOSTILE: stress is hostile, or a trap is likely and that forecast has an edge,
 * or high volatility is expected while premium is thin. CAUTION: any of these by half. FAVOURABLE otherwise. The reasons
 * are listed.
 */
final class FlagRule {

    private static final double THIN_PREMIUM_BELOW = 1.0 / 3;

    private FlagRule() {}

    static SellerFlag flag(
            StressLabel stress, Level trap, Edge trapEdge, Level regime, double premium, double premiumPercentile) {
        List<String> hostile = new ArrayList<>();
        List<String> caution = new ArrayList<>();
        boolean thin = premiumPercentile < THIN_PREMIUM_BELOW;
        if (stress == StressLabel.HOSTILE) {
            hostile.add("HIGH_STRESS");
        } else if (stress == StressLabel.CAUTION) {
            caution.add("ELEVATED_STRESS");
        }
        if (trap == Level.HIGH) {
            (trapEdge == Edge.EDGE ? hostile : caution).add("HIGH_TRAP");
        }
        if (regime == Level.HIGH) {
            (thin ? hostile : caution).add("HIGH_VOLATILITY_EXPECTED");
        }
        if (premium <= 0) {
            caution.add("NO_PREMIUM_OVER_REALISED");
        } else if (thin) {
            caution.add("THIN_PREMIUM");
        }
        return decide(hostile, caution);
    }

    private static SellerFlag decide(List<String> hostile, List<String> caution) {
        List<String> reasons = new ArrayList<>(hostile);
        reasons.addAll(caution);
        SellerLabel label = SellerLabel.FAVOURABLE;
        if (!hostile.isEmpty()) {
            label = SellerLabel.HOSTILE;
        } else if (!caution.isEmpty()) {
            label = SellerLabel.CAUTION;
        } else {
            reasons.add("PREMIUM_ABOVE_REALISED");
        }
        return SellerFlag.of(label, reasons, Source.formula("seller_flag_rule"));
    }
}
