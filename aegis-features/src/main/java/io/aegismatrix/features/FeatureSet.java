package io.aegismatrix.features;

import com.google.common.base.Suppliers;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.chain.ChainAnalytics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything an engine may know about the market at a decision session: the snapshot, its daily columns, the feature
 * frame and, where the source has them, the features of the running session and what the option chain says. Immutable
 * and thread-safe.
 */
public final class FeatureSet {

    /** A year of 252 sessions is what forecasts mostly look back on. How long it is decides on time alone. */
    private static final int FORECAST_ROWS = 260;

    private final MarketSnapshot snapshot;
    private final Scope scope;
    private final MarketHistory history;
    private final FeatureFrame daily;
    private final Optional<IntradayFeatures> intraday;
    private final Optional<ChainAnalytics> optionChain;
    private final Supplier<MarketNow> now;
    private final EventsAhead events;

    /**
     * What is computed.
     *
     * @param forecast whether only what a forecast of today mostly looks at is computed at once, and a volatility index that
     *     lacks the newest session carried over
     */
    private record Scope(FeatureCatalogue catalogue, boolean forecast) {

        MarketHistory history(MarketSnapshot snapshot) {
            MarketHistory history = MarketHistory.of(snapshot.daily(), snapshot.volatilityIndex());
            return forecast ? history.withNewestVolatilityCarried() : history;
        }

        FeatureFrame daily(MarketHistory history, TradingCalendar calendar) {
            return forecast && FORECAST_ROWS < history.size()
                    ? catalogue.computeNewest(history, calendar, FORECAST_ROWS)
                    : catalogue.compute(history, calendar);
        }

        FeatureSet of(MarketSnapshot snapshot) {
            MarketHistory history = history(snapshot);
            TradingCalendar calendar = snapshot.calendar();
            return new FeatureSet(
                    snapshot, this, history, daily(history, calendar), new EventsAhead(history, calendar));
        }
    }

    private FeatureSet(
            MarketSnapshot snapshot, Scope scope, MarketHistory history, FeatureFrame daily, EventsAhead events) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.history = history;
        this.daily = daily;
        this.events = events;
        this.intraday = IntradayFeatures.find(snapshot);
        this.optionChain = snapshot.optionChain().map(chain -> ChainAnalytics.of(chain, snapshot.calendar()));
        this.now = Suppliers.memoize(() -> MarketNow.of(snapshot, history, intraday));
    }

    /**
     * Computes the features of a snapshot.
     *
     * @throws io.aegismatrix.data.MarketDataException if the snapshot has no daily bar
     */
    public static FeatureSet of(MarketSnapshot snapshot) {
        return of(snapshot, FeatureCatalogue.daily());
    }

    /**
     * Computes the features of a snapshot by another catalogue: the standard one and features of one's own. An engine
     * takes the features it was trained with, no others.
     *
     * @throws io.aegismatrix.data.MarketDataException if the snapshot has no daily bar
     */
    public static FeatureSet of(MarketSnapshot snapshot, FeatureCatalogue catalogue) {
        return new Scope(catalogue, false).of(snapshot);
    }

    /**
     * How far back a forecast looks at bars inside sessions. Twice {@value IntradayVariance#TRAILING_SESSIONS} complete
     * sessions are needed; the rest is for gaps.
     */
    private static final Period INTRADAY_LOOKBACK = Period.ofYears(1);

    /**
     * What a forecast asks a source for: all daily bars, no more bars inside sessions than it looks at, and companions before
     * an open only, since nothing else of a forecast looks at them.
     */
    public static MarketRequest request(Underlying underlying, Instant asOf) {
        MarketRequest request = new MarketRequest(underlying, asOf, Optional.empty())
                .withIntradayFrom(LocalDate.ofInstant(asOf, ZoneOffset.UTC).minus(INTRADAY_LOOKBACK));
        return Night.isOver(MarketSources.nseCalendar(), asOf) ? request : request.withoutCompanions();
    }

    /**
     * The features of {@link #of}, to the bit, of which only the newest {@value #FORECAST_ROWS} sessions are computed at
     * once: mostly all that a forecast of today looks at. Looking further back computes the rest, see {@link FeatureFrame}.
     * Where the volatility index lacks the newest session alone, the value of the session before stands in.
     *
     * @throws io.aegismatrix.data.MarketDataException if the snapshot has no daily bar
     */
    public static FeatureSet forForecast(MarketSnapshot snapshot) {
        return forForecast(snapshot, FeatureCatalogue.daily());
    }

    /** {@link #forForecast(MarketSnapshot)} by another catalogue. */
    public static FeatureSet forForecast(MarketSnapshot snapshot, FeatureCatalogue catalogue) {
        return new Scope(catalogue, true).of(snapshot);
    }

    /**
     * The features of another moment, by the same catalogue and to the bit what {@link #of} or {@link #forForecast} would make
     * of it: as long as the completed sessions are the same, which they are through a whole day, what follows from them is
     * taken over instead of computed again.
     */
    public FeatureSet at(MarketSnapshot other) {
        boolean same = other.calendar().equals(snapshot.calendar())
                && other.daily().equals(snapshot.daily())
                && other.volatilityIndex().equals(snapshot.volatilityIndex());
        return same ? new FeatureSet(other, scope, history, daily, events) : scope.of(other);
    }

    /**
     * The session whose volatility index stands in for the decision session's, which has none; empty where it has its
     * own. Only features for a forecast carry one, over one session: see {@link #forForecast}.
     */
    public Optional<LocalDate> volatilityCarriedFrom() {
        boolean carried = !Double.isNaN(history.vix(decisionRow()))
                && snapshot.volatilityIndex().find(decisionSession()).isEmpty();
        return carried ? Optional.of(history.session(decisionRow() - 1)) : Optional.empty();
    }

    /** The market these features were computed from. */
    public MarketSnapshot snapshot() {
        return snapshot;
    }

    /** Where the market stands at the moment of the snapshot. */
    public MarketNow now() {
        return now.get();
    }

    /** The known events ahead of every session. */
    public EventsAhead events() {
        return events;
    }

    /** The daily columns, one row a completed session. */
    public MarketHistory history() {
        return history;
    }

    /** The daily features, row by row aligned with {@link #history()}. */
    public FeatureFrame daily() {
        return daily;
    }

    /** Features of the running or last session, if the snapshot has bars of it. */
    public Optional<IntradayFeatures> intraday() {
        return intraday;
    }

    /** What the option chain says, if the snapshot has one. */
    public Optional<ChainAnalytics> optionChain() {
        return optionChain;
    }

    /** Row of the decision session: the newest completed one. */
    public int decisionRow() {
        return history.size() - 1;
    }

    /** The decision session. */
    public LocalDate decisionSession() {
        return history.session(decisionRow());
    }
}
