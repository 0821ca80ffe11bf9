package io.aegismatrix.runner.chains;

import io.aegismatrix.engine.metric.Skill;
import java.util.List;
import java.util.Optional;

/**
 * What straddles at the money cost and settled at, as fractions of the index, each expiry counted once.
 *
 * @param chains days and expiries looked at
 * @param premium mean premium
 * @param settled mean value at the settlement
 * @param asForecast the premium as a forecast of that value, by absolute error, beside the mean absolute move by the
 *     volatility index; its n are expiries
 */
public record StraddleRecord(int chains, double premium, double settled, Skill asForecast) {

    static Optional<StraddleRecord> find(List<ChainOutcome> all) {
        List<ChainOutcome> outcomes = all.stream()
                .filter(outcome -> outcome.premium().isPresent() && !Double.isNaN(outcome.impliedMove()))
                .toList();
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StraddleRecord(
                outcomes.size(),
                ByExpiry.mean(outcomes, StraddleRecord::premium),
                ByExpiry.mean(outcomes, ChainOutcome::settled),
                ByExpiry.skill(
                        outcomes,
                        outcome -> Math.abs(premium(outcome) - outcome.settled()),
                        outcome -> Math.abs(outcome.impliedMove() - outcome.settled()))));
    }

    private static double premium(ChainOutcome outcome) {
        return outcome.premium().orElseThrow();
    }

    /** Distinct expiries: the number of outcomes. */
    public int expiries() {
        return asForecast.n();
    }
}
