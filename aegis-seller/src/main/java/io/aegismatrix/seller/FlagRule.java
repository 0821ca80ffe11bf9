package io.aegismatrix.seller;

import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.ExpiryStress;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.SellerFlag;
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

    static Block<SellerFlag> flag(
            ExpiryStress.Label stress,
            Level trap,
            Edge trapEdge,
            Level regime,
            double premium,
            double premiumPercentile) {
        List<String> hostile = new ArrayList<>();
        List<String> caution = new ArrayList<>();
        boolean thin = premiumPercentile < THIN_PREMIUM_BELOW;
        if (stress == ExpiryStress.Label.HOSTILE) {
            hostile.add("HIGH_STRESS");
        } else if (stress == ExpiryStress.Label.CAUTION) {
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

    private static Block<SellerFlag> decide(List<String> hostile, List<String> caution) {
        List<String> reasons = new ArrayList<>(hostile);
        reasons.addAll(caution);
        SellerFlag.Label label = SellerFlag.Label.FAVOURABLE;
        if (!hostile.isEmpty()) {
            label = SellerFlag.Label.HOSTILE;
        } else if (!caution.isEmpty()) {
            label = SellerFlag.Label.CAUTION;
        } else {
            reasons.add("PREMIUM_ABOVE_REALISED");
        }
        return Block.known(SellerFlag.of(label, reasons), Source.formula("seller_flag_rule"));
    }
}
