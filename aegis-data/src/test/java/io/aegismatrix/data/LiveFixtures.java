package io.aegismatrix.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** One invented market at noon of 2024-12-31 as every host would tell it, and settings for hosts that are near. */
public final class LiveFixtures {

    /** The moment of observation, in the running session. */
    public static final Instant NOON = MarketFixtures.NOON;

    /** When the hosts' newest prices were valid: half a minute ago. */
    public static final Instant PRICED = NOON.minusSeconds(30);

    /** The expiry nearest to {@link #NOON}. */
    public static final LocalDate EXPIRY = LocalDate.of(2025, 1, 2);

    /** The next expiry with enough sessions left for a skew. */
    public static final LocalDate FURTHER = LocalDate.of(2025, 1, 9);

    /** The one expiry of the BANKNIFTY before February. */
    public static final LocalDate MONTHLY = LocalDate.of(2025, 1, 30);

    private static final int SESSIONS = 420;
    private static final MarketSnapshot EVENING = MarketFixtures.snapshot(SESSIONS);
    private static final MarketSnapshot MIDDAY = MarketFixtures.snapshot(SESSIONS, NOON);

    private LiveFixtures() {}

    /** A clock that stands at noon. */
    public static Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    /** The market at noon, as a source that knows it all would tell it. */
    public static MarketSnapshot atNoon() {
        return MIDDAY;
    }

    /** The whole day, as it will be known in the evening. */
    public static MarketSnapshot evening() {
        return EVENING;
    }

    /** The price of the underlying at noon. */
    public static double spot() {
        return atNoon().newestPrice();
    }

    /** The value of the volatility index at noon. */
    public static double volatility() {
        return EVENING.volatilityIndex().last().close();
    }

    /** First session to ask for, so that the history counts as whole; the index alone. */
    public static MarketRequest request() {
        return MarketRequest.nifty50(NOON)
                .withFrom(EVENING.daily().bar(0).session())
                .withoutCompanions();
    }

    /** Yahoo's daily chart of the underlying; its newest bar is of the running session and partial. */
    public static ObjectNode dailyChart() {
        return dailyChart(Underlying.NIFTY50);
    }

    /** The same bars as another index's. */
    public static ObjectNode dailyChart(Underlying index) {
        return VendorJson.daily(index.yahooSymbol(), EVENING.daily().bars(), spot(), PRICED);
    }

    /** Yahoo's daily chart of the volatility index. */
    public static ObjectNode volatilityChart() {
        return VendorJson.daily("^INDIAVIX", EVENING.volatilityIndex().bars(), volatility(), PRICED);
    }

    /** Yahoo's five-minute chart; goes on past noon, as a file that knows the future would. */
    public static ObjectNode intradayChart() {
        return intradayChart(Underlying.NIFTY50);
    }

    /** The same bars as another index's. */
    public static ObjectNode intradayChart(Underlying index) {
        IntradaySeries bars = EVENING.intraday().orElseThrow().from(LocalDate.of(2024, 12, 16));
        return VendorJson.intraday(index.yahooSymbol(), bars.bars(), spot(), PRICED);
    }

    /** NSE's list of indices, in agreement with Yahoo. */
    public static ObjectNode indices() {
        return indices(Underlying.NIFTY50);
    }

    /** The same with another index in place of the NIFTY 50. */
    public static ObjectNode indices(Underlying index) {
        return VendorJson.indices(
                index,
                PRICED,
                spot(),
                atNoon().daily().last().close(),
                volatility(),
                atNoon().volatilityIndex().last().close());
    }

    /** NSE's list of the NIFTY's contracts. */
    public static ObjectNode contracts() {
        return VendorJson.contracts(
                List.of(EXPIRY, FURTHER, LocalDate.of(2025, 1, 16), LocalDate.of(2025, 1, 23), MONTHLY));
    }

    /** NSE's option chain of the nearest expiry in the v3 shape. */
    public static ObjectNode chain() {
        return chain(EXPIRY);
    }

    /** NSE's option chain of one of the NIFTY's expiries in the v3 shape. */
    public static ObjectNode chain(LocalDate expiry) {
        return VendorJson.chainV3(PRICED, spot(), expiry);
    }

    /** NSE's list of the BANKNIFTY's contracts. */
    public static ObjectNode bankNiftyContracts() {
        return VendorJson.contracts(List.of(MONTHLY, LocalDate.of(2025, 2, 27), LocalDate.of(2025, 3, 27)));
    }

    /** NSE's option chain of one of the BANKNIFTY's expiries. */
    public static ObjectNode bankNiftyChain(LocalDate expiry) {
        return VendorJson.chainV3(Underlying.BANKNIFTY, PRICED, spot(), expiry);
    }

    /** A store's snapshot that ends some sessions before the last completed one and has no live parts. */
    public static MarketSnapshot behind(int sessions) {
        MarketSnapshot now = atNoon();
        LocalDate last = now.daily().bar(now.daily().size() - 1 - sessions).session();
        return MarketSnapshot.at(NOON, Underlying.NIFTY50, now.calendar())
                .daily(now.daily().until(last))
                .volatilityIndex(now.volatilityIndex().until(last))
                .assessQuality(List.of(), List.of())
                .build();
    }

    /** Short limits for hosts on this machine: eight seconds for a run, waits of milliseconds. */
    public static LiveSettings settings(URI yahoo, URI nse) {
        LiveSettings defaults = LiveSettings.defaults();
        return defaults.withHosts(yahoo, nse)
                .withoutUpstox()
                .withNse(defaults.nse().withBase(nse).withPatience(Duration.ofSeconds(1)))
                .withManners(defaults.manners()
                        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(8))
                        .withBetweenRequests(Duration.ofMillis(1)))
                .withRetries(defaults.retries()
                        .withWaits(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(1)));
    }
}
