package io.aegismatrix.seller;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.seller.BreachModel.State;
import java.util.Optional;

/**
 * What is still ahead of the newest price, and the past paths it is compared with. A horizon counts from the decision close
 * and its first session may be running: then paths from the open are what it is compared with, and a unit is as much
 * smaller as variance has passed since the open. A session whose end is near leaves little to its horizon.
 *
 * @param situation the market
 * @param excursions past paths
 * @param passedAtStart share of a session's variance that has passed where these paths begin
 * @param passed share of it that has passed by now; equal if nothing is running
 */
record PathsAhead(Situation situation, Excursions excursions, double passedAtStart, double passed) {

    /** Even at the last tick something is left, so that nothing is divided by zero. */
    private static final double MOST_PASSED = 0.999;

    /**
     * What is ahead of a situation.
     *
     * @param fromClose past paths from the decision close
     * @param fromOpen the same from the open; empty for a bundle of a release that had none, which takes those from the close
     */
    static PathsAhead of(Situation situation, Excursions fromClose, Optional<Excursions> fromOpen) {
        MarketNow now = situation.features().now();
        if (now.live().isEmpty()) {
            return new PathsAhead(situation, fromClose, 0, 0);
        }
        double passed = Math.min(MOST_PASSED, 1 - now.varianceToCome());
        return fromOpen.map(paths -> new PathsAhead(situation, paths, Math.min(passed, atOpen(situation, now)), passed))
                .orElseGet(() -> new PathsAhead(situation, fromClose, 0, passed));
    }

    private static double atOpen(Situation situation, MarketNow now) {
        TradingCalendar calendar = situation.features().snapshot().calendar();
        return calendar.varianceShareElapsed(now.session(), calendar.open(now.session()));
    }

    /** How far prices still go until a horizon ends, as a share of how far they go from where the past paths begin. */
    private double toCome(double sessions) {
        return Math.sqrt((sessions - passed) / (sessions - passedAtStart));
    }

    /** One unit of a horizon as a log move. */
    double unit(double sessions) {
        return excursions.unit(
                        situation.reach(sessions),
                        situation.history().vix(situation.row()),
                        situation.index(sessions),
                        sessions)
                * toCome(sessions);
    }

    /** The horizon as the breach model sees it. */
    State state(int horizon) {
        return new State(
                situation.features(),
                situation.row(),
                horizon,
                situation.reach(horizon),
                situation.index(horizon),
                excursions,
                toCome(horizon));
    }
}
