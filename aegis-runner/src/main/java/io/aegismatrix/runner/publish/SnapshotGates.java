package io.aegismatrix.runner.publish;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Completeness;
import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionState;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What a snapshot must be like for a command's purpose; that it is true, its source has checked. Refusals are rows of
 * {@link AnomalyCode} like the source's.
 */
public final class SnapshotGates {

    /** How many newest sessions a daily series may lack: the value before them is told with its age. */
    private static final int MAY_LACK = 1;

    private SnapshotGates() {}

    /**
     * Refuses a market that is not fit to be published from.
     *
     * @param degraded whether to go on where only what needs the volatility index is concerned
     */
    public static void requireFit(MarketSnapshot snapshot, MarketQuality quality, boolean degraded) {
        requireFresh(snapshot, quality, degraded);
        requireComplete(snapshot, quality);
    }

    /** Refuses a history with too many holes, of the index or of its volatility index. */
    public static void requireComplete(MarketSnapshot snapshot, MarketQuality quality) {
        requireComplete(snapshot.daily(), snapshot, quality);
        requireComplete(snapshot.volatilityIndex(), snapshot, quality);
    }

    private static void requireComplete(BarSeries series, MarketSnapshot snapshot, MarketQuality quality) {
        double completeness = Completeness.of(series, snapshot.calendar()).share();
        if (!series.isEmpty() && completeness < quality.completenessFloor()) {
            throw AnomalyCode.INCOMPLETE.refusal(String.format(
                    Locale.ROOT,
                    "%s: only %.2f %% of the sessions have a daily bar, at least %.2f %% are demanded "
                            + "(data.completeness-floor); complete the history or start it later",
                    series.instrument(),
                    100 * completeness,
                    100 * quality.completenessFloor()));
        }
    }

    /**
     * Refuses a market too old to forecast from: more than one completed session without a bar, and in market hours a
     * price that is too old.
     *
     * @param degraded whether to go on where only what needs the volatility index is concerned
     */
    private static void requireFresh(MarketSnapshot snapshot, MarketQuality quality, boolean degraded) {
        requireDaily(snapshot);
        if (!degraded) {
            requireVolatility(snapshot);
        }
        Freshness freshness = snapshot.spotFreshness();
        boolean running = snapshot.calendar().state(snapshot.asOf()) == SessionState.OPEN;
        if (running && freshness.compareTo(quality.oldestSpot()) > 0) {
            throw AnomalyCode.SPOT_TOO_OLD.refusal(snapshot.underlying().name() + ": the newest price is " + freshness
                    + " at " + snapshot.asOf() + ", in market hours at worst " + quality.oldestSpot()
                    + " is published (data.oldest-spot); the source must have bars or a price of the running session");
        }
    }

    private static void requireDaily(MarketSnapshot snapshot) {
        LocalDate newest = snapshot.lastSession();
        LocalDate completed = snapshot.calendar().lastCompletedSession(snapshot.asOf());
        List<LocalDate> missing =
                newest.isBefore(completed) ? snapshot.calendar().sessions(newest.plusDays(1), completed) : List.of();
        if (missing.size() > MAY_LACK) {
            throw AnomalyCode.DAILY_TOO_OLD.refusal(snapshot.underlying().name() + ": the daily bars of the last "
                    + missing.size() + " completed sessions are missing, " + missing.get(0) + " to " + completed
                    + "; the newest is of " + newest
                    + ". Add newer data, or look at the market as it was then, as of "
                    + newest);
        }
    }

    private static void requireVolatility(MarketSnapshot snapshot) {
        BarSeries volatility = snapshot.volatilityIndex();
        if (volatility.isEmpty()) {
            throw AnomalyCode.VOLATILITY_INDEX_TOO_OLD.refusal(volatility.instrument() + ": no daily bar is known at "
                    + snapshot.asOf() + "; add its history, or publish degraded, without what needs it");
        }
        LocalDate newest = volatility.last().session();
        int missing = snapshot.daily().from(newest.plusDays(1)).size();
        if (missing > MAY_LACK) {
            throw AnomalyCode.VOLATILITY_INDEX_TOO_OLD.refusal(volatility.instrument() + ": the newest daily bar is of "
                    + newest + ", " + missing + " sessions before that of "
                    + snapshot.underlying().name() + ", " + snapshot.lastSession()
                    + ". Add newer data, look at the market as it was then, as of " + newest
                    + ", or publish degraded, without what needs it");
        }
    }
}
