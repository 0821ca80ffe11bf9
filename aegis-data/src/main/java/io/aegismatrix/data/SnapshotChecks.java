package io.aegismatrix.data;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of {@link AnomalyCode} on the parts of a snapshot, in the order in which each can rely on the ones before:
 * series by themselves, against each other, then what is live against the daily bars. Uses nothing but these parts.
 */
final class SnapshotChecks {

    private final Instant asOf;
    private final TradingCalendar calendar;
    private final Findings findings = new Findings();

    SnapshotChecks(Instant asOf, TradingCalendar calendar) {
        this.asOf = asOf;
        this.calendar = calendar;
    }

    /** Both daily series, clean. */
    record Daily(BarSeries index, BarSeries volatility) {}

    /** What was left out or mended so far. */
    List<DataQuality.Anomaly> findings() {
        return findings.anomalies();
    }

    Daily daily(BarSeries index, BarSeries volatility) {
        DailyChecks checks = new DailyChecks(calendar, findings);
        if (volatility.isEmpty()) {
            return new Daily(requireBars(checks.index(index)), volatility);
        }
        VolatilityChecks.requireOwnPlaces(index, volatility);
        MoveChecks moves = new MoveChecks(checks);
        BarSeries cleanVolatility = moves.volatilityWithoutExcursions(checks.volatilityIndex(volatility));
        BarSeries cleanIndex = moves.indexWithoutExcursions(requireBars(checks.index(index)), cleanVolatility);
        if (!cleanVolatility.isEmpty()) {
            VolatilityChecks.requireOwnVolatility(cleanIndex, cleanVolatility);
            MoveChecks.requireSupported(cleanIndex, cleanVolatility);
        }
        return new Daily(cleanIndex, cleanVolatility);
    }

    private static BarSeries requireBars(BarSeries series) {
        series.last();
        return series;
    }

    /** The bars inside sessions that can be used. */
    Optional<IntradaySeries> intraday(Daily daily, @Nullable IntradaySeries bars, boolean makesSpot) {
        return bars == null
                ? Optional.empty()
                : new IntradayChecks(asOf, calendar, findings, daily.index(), daily.volatility(), makesSpot)
                        .clean(bars);
    }

    /** Refuses a live price that cannot follow from the daily bars, or that says that the newest of them is wrong. */
    void requireFollows(Daily daily, @Nullable Quote quote, @Nullable IntradaySeries bars) {
        if (quote == null) {
            return;
        }
        DailyBar last = daily.index().last();
        if (tooFar(quote.price(), last.close(), DailyChecks.INDEX_LIMIT)) {
            throw AnomalyCode.QUOTE_IMPOSSIBLE.refusal(
                    daily.index().instrument() + ": the live price is " + quote.price()
                            + " at " + quote.at() + ", the last close " + last.close() + " on " + last.session()
                            + ": no session moves that far; is it another index's price?");
        }
        MoveChecks.requireHeld(daily.index(), daily.volatility(), firstPrice(quote, bars));
    }

    private double firstPrice(Quote quote, @Nullable IntradaySeries bars) {
        List<IntradayBar> today = bars == null
                ? List.of()
                : bars.session(quote.at().atZone(calendar.zone()).toLocalDate());
        return today.isEmpty() ? quote.price() : today.get(0).open();
    }

    /** The live volatility index, if it can follow from the daily bars. */
    @Nullable
    Quote volatilityQuote(Daily daily, @Nullable Quote quote) {
        if (quote == null || daily.volatility().isEmpty()) {
            return quote;
        }
        DailyBar last = daily.volatility().last();
        if (!tooFar(quote.price(), last.close(), Math.log(3))) {
            return quote;
        }
        findings.note(
                AnomalyCode.VOLATILITY_QUOTE_IMPOSSIBLE,
                daily.volatility().instrument() + ": the live value " + quote.price() + " at " + quote.at()
                        + " was left out; the last close is " + last.close() + " on " + last.session());
        return null;
    }

    /** The companions that can be used. */
    List<CompanionSeries> companions(Daily daily, Collection<CompanionSeries> companions) {
        CompanionChecks checks = new CompanionChecks(calendar, findings);
        return companions.stream()
                .flatMap(series -> checks.clean(series, daily.index()).stream())
                .toList();
    }

    /**
     * Whether a chain is of an earlier session than the index's price while the session runs: then the two are of different
     * markets. Before the open, and where nothing of the running session is known, they are of one.
     */
    static boolean isOfBefore(OptionChain chain, @Nullable Quote quote, Instant moment, TradingCalendar calendar) {
        return quote != null
                && calendar.state(moment) == SessionState.OPEN
                && Freshness.of(quote.at(), moment, calendar) != Freshness.EXPIRED
                && Freshness.ofOptions(chain.asOf(), moment, calendar) == Freshness.EXPIRED;
    }

    /** The option chain, if it is of this index and of the session that the price is of. */
    @Nullable
    OptionChain optionChain(Daily daily, @Nullable Quote quote, @Nullable OptionChain chain) {
        if (chain != null && isOfBefore(chain, quote, asOf, calendar)) {
            findings.note(
                    AnomalyCode.OPTION_CHAIN_OF_BEFORE,
                    daily.index().instrument() + ": the option chain of " + chain.asOf()
                            + " was left out: it is of an earlier session, the index's price of the running one");
            return null;
        }
        double spot = quote == null ? daily.index().last().close() : quote.price();
        if (chain == null || !tooFar(chain.spot(), spot, DailyChecks.INDEX_LIMIT)) {
            return chain;
        }
        findings.note(
                AnomalyCode.OPTION_CHAIN_OTHER_INDEX,
                daily.index().instrument() + ": the option chain of " + chain.asOf() + " was left out: its spot is "
                        + chain.spot() + ", the index stands at " + spot);
        return null;
    }

    private static boolean tooFar(double price, double close, double limit) {
        return Math.abs(Math.log(price / close)) > limit;
    }
}
