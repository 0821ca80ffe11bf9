package io.aegismatrix.runner;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionState;
import java.time.LocalDate;
import java.util.Locale;

/** What a snapshot must be like before anything is made from it. */
final class SnapshotGates {

    private SnapshotGates() {}

    /** Refuses a history with too many holes. */
    static void requireComplete(MarketSnapshot snapshot, Settings.Quality quality) {
        double completeness = snapshot.quality().completeness();
        if (completeness < quality.completenessFloor()) {
            throw new MarketDataException(String.format(
                    Locale.ROOT,
                    "%s: only %.2f %% of the sessions have a daily bar, at least %.2f %% are demanded "
                            + "(data.completeness-floor); complete the history or start it later",
                    snapshot.underlying().name(),
                    100 * completeness,
                    100 * quality.completenessFloor()));
        }
    }

    /** Refuses a history that ends before the last completed session, and in market hours a price that is too old. */
    static void requireFresh(MarketSnapshot snapshot, Settings.Quality quality) {
        LocalDate newest = snapshot.lastSession();
        LocalDate completed = snapshot.calendar().lastCompletedSession(snapshot.asOf());
        if (newest.isBefore(completed)) {
            throw new MarketDataException(
                    snapshot.underlying().name() + ": the daily bar of the last completed session, "
                            + completed + ", is missing; the newest is of " + newest
                            + ". Add newer data, or look at the market as it was then with --as-of " + newest);
        }
        Freshness freshness = snapshot.quality().freshness();
        boolean running = snapshot.calendar().state(snapshot.asOf()) == SessionState.OPEN;
        if (running && freshness.compareTo(quality.oldestSpot()) > 0) {
            throw new MarketDataException(snapshot.underlying().name() + ": the newest price is " + freshness + " at "
                    + snapshot.asOf() + ", in market hours at worst " + quality.oldestSpot()
                    + " is published (data.oldest-spot); the source must have bars or a price of the running session");
        }
    }
}
