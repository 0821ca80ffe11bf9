package io.aegismatrix.seller;

import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Component;
import io.aegismatrix.payload.ExpiryStress;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much stress the coming expiry puts on sold options: the weighted mean of
 *
 * <ul>
 *   <li>gamma, 1 / √(sessions to the nearest expiry): at-the-money gamma grows like that as time runs out,
 *   <li>the forecast probability of a high-volatility regime,
 *   <li>thin premium, 1 − percentile of the variance risk premium,
 *   <li>with an option chain, the share of the nearest expiry's open interest within one percent of spot.
 * </ul>
 *
 * <p>CALM below {@value #CAUTION_FROM}, HOSTILE from {@value #HOSTILE_FROM} on.
 */
final class StressRule {

    static final double CAUTION_FROM = 0.45;
    static final double HOSTILE_FROM = 0.65;

    private StressRule() {}

    static Block<ExpiryStress> stress(
            int sessionsToExpiry, double highRegime, double premiumPercentile, OptionalDouble concentration) {
        double chainWeight = concentration.isPresent() ? 0.16 : 0;
        double share = 1 - chainWeight;
        List<Component> components = new ArrayList<>();
        components.add(Component.of("gamma", 1 / Math.sqrt(Math.max(1, sessionsToExpiry)), 0.35 * share));
        components.add(Component.of("high_volatility_regime", highRegime, 0.35 * share));
        components.add(Component.of("thin_premium", 1 - premiumPercentile, 0.3 * share));
        components.add(
                concentration.isPresent()
                        ? Component.of("open_interest_near_spot", concentration.getAsDouble(), chainWeight)
                        : Component.unavailable("open_interest_near_spot", "no option chain"));
        double score = 0;
        for (Component component : components) {
            score += component.weight() * component.value().orElse(0);
        }
        return Block.known(
                new ExpiryStress(score, label(score), components), Source.formula("expiry_stress_weighted_mean"));
    }

    static ExpiryStress.Label label(double score) {
        if (score >= HOSTILE_FROM) {
            return ExpiryStress.Label.HOSTILE;
        }
        return score >= CAUTION_FROM ? ExpiryStress.Label.CAUTION : ExpiryStress.Label.CALM;
    }
}
