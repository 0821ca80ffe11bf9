package io.aegismatrix.data;

import static io.aegismatrix.data.LiveFixtures.EXPIRY;
import static io.aegismatrix.data.LiveFixtures.FURTHER;
import static io.aegismatrix.data.LiveFixtures.PRICED;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.source.MarketSources;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The two expiries of the option chain, and what becomes of them when the second cannot be had. */
class LiveChainTest {

    private static final String SECOND = "/api/option-chain-v3?.*=09-Jan-2025";

    private final FakeHosts hosts = FakeHosts.wellBehaved();

    private MarketSnapshot snapshot() {
        LiveSettings settings = LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE);
        return MarketSources.auto(hosts, settings, LiveFixtures.clock(), MarketStore.none())
                .snapshot(LiveFixtures.request());
    }

    private List<String> askedOfTheExchange() {
        return hosts.requests().stream()
                .filter(request -> request.uri().getHost().equals("nse.test"))
                .map(request -> request.uri().toString().replaceAll("http://nse.test|\\?.*(?==)", ""))
                .toList();
    }

    private static List<String> details(MarketSnapshot snapshot) {
        return snapshot.quality().anomalies().stream().map(Anomaly::detail).toList();
    }

    private void assertNearestAlone(MarketSnapshot snapshot, String reason) {
        assertThat(snapshot.optionChain().orElseThrow().expiries()).containsExactly(EXPIRY);
        assertThat(details(snapshot)).singleElement().asString().contains(reason);
        assertThat(snapshot.quality().sources())
                .filteredOn(stamp -> stamp.kind().equals("option_chain"))
                .singleElement()
                .satisfies(stamp -> assertThat(stamp.name()).isEqualTo("nse"));
    }

    @Test
    void joins_the_next_expiry_whose_smile_can_tell_a_skew() {
        MarketSnapshot snapshot = snapshot();
        OptionChain chain = snapshot.optionChain().orElseThrow();
        assertThat(chain.expiring(EXPIRY)).hasSize(6);
        assertThat(chain.expiring(FURTHER)).hasSize(6);
        assertThat(askedOfTheExchange())
                .containsExactly(
                        "/option-chain",
                        "/api/option-chain-contract-info=NIFTY",
                        "/api/option-chain-v3=02-Jan-2025",
                        "/api/option-chain-v3=09-Jan-2025");
        assertThat(snapshot.quality().anomalies()).isEmpty();
        assertThat(snapshot.quality().sources())
                .filteredOn(stamp -> stamp.kind().equals("option_chain"))
                .singleElement()
                .satisfies(stamp -> assertThat(stamp.attempts()).isEqualTo(3));
    }

    @Test
    void believes_the_exchange_where_an_expiry_was_moved() {
        LocalDate moved = FURTHER.minusDays(1);
        hosts.json(
                        "/api/option-chain-contract-info?symbol=NIFTY",
                        VendorJson.contracts(List.of(EXPIRY, moved, LiveFixtures.MONTHLY)))
                .json("/api/option-chain-v3?.*=08-Jan-2025", LiveFixtures.chain(moved));
        assertThat(snapshot().optionChain().orElseThrow().expiries()).containsExactly(EXPIRY, moved);
    }

    @Test
    void asks_for_no_chain_where_the_exchange_lists_none() {
        hosts.text("/api/option-chain-contract-info?symbol=NIFTY", 200, "application/json", "{}");
        MarketSnapshot snapshot = snapshot();
        assertThat(snapshot.optionChain()).isEmpty();
        assertThat(details(snapshot)).singleElement().asString().contains("expiryDates must list expiries");
        assertThat(askedOfTheExchange()).containsExactly("/option-chain", "/api/option-chain-contract-info=NIFTY");
    }

    @Test
    void asks_for_the_prices_in_place_of_a_second_expiry_where_nobody_else_had_them() {
        hosts.text("/v8/.*INDIAVIX.*", 404, "application/json", "{}");
        MarketSnapshot snapshot = snapshot();
        assertThat(snapshot.optionChain().orElseThrow().expiries()).containsExactly(EXPIRY);
        assertThat(snapshot.volatilityQuote()).isPresent();
        assertThat(askedOfTheExchange()).hasSize(4).endsWith("/api/allIndices");
    }

    @Test
    void keeps_the_nearest_expiry_when_the_second_is_refused() {
        hosts.text(SECOND, 403, "text/html", "no");
        assertNearestAlone(snapshot(), "nse option_chain NIFTY50: REFUSED: expiry 2025-01-09: 403");
    }

    @Test
    void keeps_the_nearest_expiry_when_the_second_answers_another() {
        hosts.json(SECOND, LiveFixtures.chain(EXPIRY));
        assertNearestAlone(snapshot(), "expiries must be 2025-01-09 only, were [2025-01-02]");
    }

    @Test
    void keeps_the_nearest_expiry_when_the_second_is_a_stale_page() {
        hosts.json(SECOND, VendorJson.chainV3(PRICED.minus(Duration.ofMinutes(20)), LiveFixtures.spot(), FURTHER));
        assertNearestAlone(snapshot(), "must be of the same moment as the nearest expiry");
    }

    @Test
    void keeps_the_nearest_expiry_and_the_budget_when_a_retry_took_the_fourth_request() {
        AtomicBoolean throttled = new AtomicBoolean();
        hosts.answer("/api/option-chain-v3?.*=02-Jan-2025", request -> {
            boolean first = throttled.compareAndSet(false, true);
            return FakeHosts.response(
                    request,
                    first ? 429 : 200,
                    Map.of("Content-Type", List.of("application/json")),
                    LiveFixtures.chain().toString());
        });
        assertNearestAlone(snapshot(), "NOT_SENT: expiry 2025-01-09: all 4 requests of this run are used up");
        assertThat(askedOfTheExchange()).hasSize(4);
    }

    @Test
    void a_chain_of_two_snapshots_is_as_of_the_newer_at_its_spot() {
        double spot = LiveFixtures.spot() + 7;
        hosts.json(SECOND, VendorJson.chainV3(PRICED.plusSeconds(20), spot, FURTHER));
        OptionChain chain = snapshot().optionChain().orElseThrow();
        assertThat(chain.asOf()).isEqualTo(PRICED.plusSeconds(20));
        assertThat(chain.spot()).isEqualTo(spot);
    }
}
