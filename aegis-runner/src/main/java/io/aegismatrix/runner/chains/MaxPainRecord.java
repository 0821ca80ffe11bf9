package io.aegismatrix.runner.chains;

import io.aegismatrix.engine.metric.Skill;
import java.util.List;
import java.util.Optional;

/**
 * Max pain as a forecast of the settlement beside the index staying where it is, both by absolute error as a fraction of
 * the index.
 *
 * @param fewestSessions least number of sessions to the settlement
 * @param mostSessions largest number of them
 * @param chains days and expiries looked at
 * @param nearer share of chains whose max pain was nearer to the settlement than the index was, each expiry counted once
 * @param asForecast the two errors; its n are expiries
 */
public record MaxPainRecord(int fewestSessions, int mostSessions, int chains, double nearer, Skill asForecast) {

    static Optional<MaxPainRecord> find(List<ChainOutcome> all, int fewestSessions, int mostSessions) {
        List<ChainOutcome> outcomes = all.stream()
                .filter(outcome -> outcome.sessions() >= fewestSessions && outcome.sessions() <= mostSessions)
                .filter(outcome -> !Double.isNaN(outcome.maxPainError()))
                .toList();
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MaxPainRecord(
                fewestSessions,
                mostSessions,
                outcomes.size(),
                ByExpiry.mean(outcomes, MaxPainRecord::nearer),
                ByExpiry.skill(outcomes, ChainOutcome::maxPainError, outcome -> Math.abs(outcome.move()))));
    }

    private static double nearer(ChainOutcome outcome) {
        return outcome.maxPainError() < Math.abs(outcome.move()) ? 1 : 0;
    }

    /** Distinct expiries: the number of outcomes. */
    public int expiries() {
        return asForecast.n();
    }

    /** Max pain's error over that of the index staying where it is; below 1 it is better. */
    public double errorRatio() {
        return 1 - asForecast.skill();
    }
}
