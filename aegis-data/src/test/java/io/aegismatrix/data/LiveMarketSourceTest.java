package io.aegismatrix.data;

import static io.aegismatrix.data.LiveFixtures.NOON;
import static io.aegismatrix.data.LiveFixtures.PRICED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.source.MarketSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fallback chain, with hosts that need no network. */
class LiveMarketSourceTest {

    private final FakeHosts hosts = FakeHosts.wellBehaved();

    private MarketSource auto(MarketStore store) {
        return MarketSources.auto(
                hosts, LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE), LiveFixtures.clock(), store);
    }

    private MarketSnapshot snapshot(MarketStore store) {
        return auto(store).snapshot(LiveFixtures.request());
    }

    private static SourceStamp stamp(MarketSnapshot snapshot, String instrument, String kind) {
        return snapshot.quality().sources().stream()
                .filter(stamp ->
                        stamp.instrument().equals(instrument) && stamp.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(MarketSnapshot snapshot) {
        return snapshot.quality().anomalies().stream().map(Anomaly::code).toList();
    }

    @Test
    void every_field_comes_from_its_preferred_source_when_all_is_well() {
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        MarketSnapshot truth = LiveFixtures.atNoon();

        assertThat(snapshot.daily().bars())
                .extracting(DailyBar::session)
                .isEqualTo(truth.daily().bars().stream().map(DailyBar::session).toList());
        assertThat(snapshot.volatilityIndex().size())
                .isEqualTo(truth.volatilityIndex().size());
        assertThat(snapshot.quote()).contains(new Quote(PRICED, LiveFixtures.spot()));
        assertThat(snapshot.volatilityQuote()).contains(new Quote(PRICED, LiveFixtures.volatility()));
        assertThat(snapshot.optionChain().orElseThrow().expiries())
                .containsExactly(LiveFixtures.EXPIRY, LiveFixtures.FURTHER);
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot.quality().anomalies()).isEmpty();
        assertThat(snapshot.quality().sources())
                .extracting(SourceStamp::name, SourceStamp::instrument, SourceStamp::kind, SourceStamp::level)
                .containsExactly(
                        tuple("yahoo", "NIFTY50", "daily", 0),
                        tuple("yahoo", "INDIAVIX", "daily", 0),
                        tuple("yahoo", "NIFTY50", "intraday", 0),
                        tuple("yahoo", "NIFTY50", "quote", 0),
                        tuple("yahoo", "INDIAVIX", "quote", 0),
                        tuple("nse", "NIFTY50", "option_chain", 0));
        assertThat(snapshot.synthetic()).isFalse();
    }

    @Test
    void asks_each_host_at_most_four_times_under_one_name() {
        snapshot(MarketStore.none());
        assertThat(hosts.requests())
                .extracting(request -> request.uri().getHost())
                .containsExactly(
                        "yahoo.test", "yahoo.test", "yahoo.test", "nse.test", "nse.test", "nse.test", "nse.test");
        assertThat(hosts.requests())
                .allSatisfy(request -> assertThat(request.headers().get("User-Agent"))
                        .startsWith("AegisMatrix/")
                        .contains("+https://"));
        assertThat(hosts.requests().get(4).uri().getPath()).isEqualTo("/api/option-chain-contract-info");
        assertThat(hosts.requests().get(5).uri().toString()).endsWith("&expiry=02-Jan-2025");
        assertThat(hosts.requests().get(6).uri().toString()).endsWith("&expiry=09-Jan-2025");
    }

    @Test
    void bars_of_the_running_session_are_no_daily_bars_and_only_complete_ones_count_inside_it() {
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(snapshot.lastSession()).isEqualTo("2024-12-30");
        IntradaySeries bars = snapshot.intraday().orElseThrow();
        IntradayBar last = bars.bars().get(bars.bars().size() - 1);
        // The newest price is of 11:59:30, so the bar of 11:55 is still being formed although noon has come.
        assertThat(last.start()).isEqualTo(NOON.minus(Duration.ofMinutes(10)));
    }

    @Test
    void keeps_all_pieces_and_attempts_in_the_store() {
        HeldStore store = HeldStore.empty();
        snapshot(store);
        assertThat(store.saved()).hasSize(1);
        MarketFetch fetch = store.saved().get(0);
        assertThat(fetch.pieces())
                .extracting(MarketFetch.Piece::source)
                .containsExactly("yahoo", "yahoo", "yahoo", "yahoo", "yahoo", "yahoo", "nse");
        assertThat(fetch.attempts()).extracting(FetchAttempt::outcome).containsOnly(Outcome.OK);
        assertThat(fetch.attempts()).hasSize(7);
    }

    @Test
    void does_not_fetch_years_again_while_the_store_holds_the_last_completed_session() {
        HeldStore store = HeldStore.of(LiveFixtures.behind(0));
        MarketSnapshot snapshot = snapshot(store);
        assertThat(hosts.requests())
                .extracting(request -> request.uri().getPath())
                .filteredOn(path -> path.startsWith("/v8"))
                .hasSize(3);
        assertThat(stamp(snapshot, "NIFTY50", "daily")).satisfies(stamp -> {
            assertThat(stamp.name()).isEqualTo("store");
            assertThat(stamp.level()).isZero();
        });
        assertThat(snapshot.volatilityIndex()).isEqualTo(LiveFixtures.behind(0).volatilityIndex());
        assertThat(snapshot.quote()).contains(new Quote(PRICED, LiveFixtures.spot()));
        assertThat(snapshot.volatilityQuote()).isPresent();
    }

    @Test
    void fetches_again_once_the_store_is_one_session_behind() {
        MarketSnapshot snapshot = snapshot(HeldStore.of(LiveFixtures.behind(1)));
        assertThat(stamp(snapshot, "NIFTY50", "daily").name()).isEqualTo("yahoo");
        assertThat(snapshot.lastSession()).isEqualTo("2024-12-30");
    }

    @Test
    void says_which_field_fell_back_how_far_and_why() {
        hosts.text("/v8/finance/chart/%5EINDIAVIX?.*", 404, "application/json", "{\"chart\":{\"result\":null}}");
        MarketSnapshot snapshot = snapshot(HeldStore.of(LiveFixtures.behind(1)));
        assertThat(stamp(snapshot, "INDIAVIX", "daily")).satisfies(stamp -> {
            assertThat(stamp.name()).isEqualTo("store");
            assertThat(stamp.level()).isEqualTo(1);
            assertThat(stamp.attempts()).isEqualTo(2);
        });
        assertThat(stamp(snapshot, "INDIAVIX", "quote")).satisfies(stamp -> {
            assertThat(stamp.name()).isEqualTo("nse");
            assertThat(stamp.level()).isEqualTo(1);
        });
        assertThat(codes(snapshot)).containsExactly("VOLATILITY_INDEX_DATE_MISMATCH", "SOURCE_FAILED");
        assertThat(snapshot.quality().anomalies().get(1).detail())
                .startsWith("yahoo daily INDIAVIX, quote INDIAVIX: NOT_FOUND: 404")
                .contains("(1 request)");
    }

    @Test
    void a_missing_volatility_index_stays_missing() {
        hosts.text("/v8/finance/chart/%5EINDIAVIX?.*", 404, "application/json", "{}");
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(snapshot.volatilityIndex().isEmpty()).isTrue();
        assertThat(codes(snapshot)).contains("VOLATILITY_INDEX_EMPTY", "SOURCE_FAILED");
    }

    @Test
    void refuses_without_any_history_and_names_every_failure_but_keeps_what_came() {
        hosts.text("/v8/finance/chart/%5ENSEI?.*", 404, "application/json", "{}");
        HeldStore store = HeldStore.empty();
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> snapshot(store))
                .withMessageStartingWith("NIFTY50: no daily bars as of 2024-12-31T06:30:00Z from yahoo, nse (")
                .withMessageContaining("yahoo daily NIFTY50, intraday NIFTY50, quote NIFTY50: NOT_FOUND: 404")
                .withMessageEndingWith(
                        "nor from the store (the store holds nothing yet); run again later, or give a csv folder");
        assertThat(store.saved().get(0).pieces())
                .extracting(MarketFetch.Piece::source)
                .contains("nse");
    }

    @Test
    void names_both_closes_when_two_sources_disagree() {
        double close = LiveFixtures.atNoon().daily().last().close();
        // The exchange is asked for prices where others lack one.
        hosts.text("/v8/finance/chart/%5EINDIAVIX?.*", 404, "application/json", "{}");
        hosts.json(
                "/api/allIndices",
                VendorJson.indices(
                        PRICED,
                        LiveFixtures.spot(),
                        close * 1.002,
                        LiveFixtures.volatility(),
                        LiveFixtures.atNoon().volatilityIndex().last().close()));
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(codes(snapshot)).contains("CLOSE_MISMATCH");
        assertThat(snapshot.quality()
                        .anomalies()
                        .get(codes(snapshot).indexOf("CLOSE_MISMATCH"))
                        .detail())
                .startsWith("NIFTY50 2024-12-30: yahoo closes at "
                        + String.format("%.4f", (double) (float) close).substring(0, 6))
                .contains("nse at ")
                .contains("they differ by 0.200 %, tolerance 0.010 %");
        assertThat(snapshot.daily().last().close()).isEqualTo(close);
    }

    @Test
    void a_quote_too_old_to_be_fresh_gives_way_to_a_newer_one() {
        hosts.json(
                "/v8/finance/chart/%5ENSEI?.*interval=1d.*",
                VendorJson.daily("^NSEI", LiveFixtures.evening().daily().bars(), 23_000, PRICED.minusSeconds(3600)));
        hosts.json(
                "/v8/finance/chart/%5ENSEI?.*interval=5m.*",
                VendorJson.chart("^NSEI", "5m", 23_000, PRICED.minusSeconds(3600)));
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(stamp(snapshot, "NIFTY50", "quote").name()).isEqualTo("nse");
        // NSE tells minutes only.
        assertThat(snapshot.quote()).contains(new Quote(PRICED.minusSeconds(30), LiveFixtures.spot()));
        assertThat(snapshot.intraday()).isEmpty();
    }

    @Test
    void reads_the_v3_shape_and_takes_zero_volatility_for_none() {
        OptionChain chain = snapshot(MarketStore.none()).optionChain().orElseThrow();
        assertThat(chain.asOf()).isEqualTo(PRICED);
        assertThat(chain.expiring(LiveFixtures.EXPIRY)).hasSize(6).allSatisfy(quote -> {
            assertThat(quote.expiry()).isEqualTo(LiveFixtures.EXPIRY);
            assertThat(quote.bid()).hasValue(101);
            assertThat(quote.ask()).hasValue(102);
            assertThat(quote.impliedVolatility()).isEmpty();
        });
    }

    @Test
    void an_empty_object_from_the_exchange_is_no_chain() {
        hosts.text("/api/option-chain-v3?.*", 200, "application/json", "{}");
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(snapshot.optionChain()).isEmpty();
        assertThat(snapshot.quality().anomalies())
                .extracting(Anomaly::detail)
                .anySatisfy(detail -> assertThat(detail).contains("the exchange answered empty ({})"));
    }

    @Test
    void a_price_a_few_seconds_late_counts_as_of_the_moment_asked_and_one_hours_late_does_not() {
        hosts.json(
                "/v8/finance/chart/%5EINDIAVIX?.*",
                VendorJson.daily(
                        "^INDIAVIX", LiveFixtures.evening().volatilityIndex().bars(), 14.5, NOON.plusSeconds(2)));
        MarketSnapshot snapshot = snapshot(MarketStore.none());
        assertThat(snapshot.volatilityQuote()).contains(new Quote(NOON, 14.5));

        hosts.json(
                "/v8/finance/chart/%5EINDIAVIX?.*",
                VendorJson.daily(
                        "^INDIAVIX", LiveFixtures.evening().volatilityIndex().bars(), 14.5, NOON.plusSeconds(7200)));
        MarketSnapshot later = snapshot(MarketStore.none());
        assertThat(stamp(later, "INDIAVIX", "quote").name()).isEqualTo("nse");
        assertThat(codes(later)).containsExactly("PRICE_FROM_THE_FUTURE");
    }

    @Test
    void leaves_the_exchange_alone_when_the_moment_is_of_the_past() {
        MarketSnapshot then = auto(MarketStore.none())
                .snapshot(new MarketRequest(
                        Underlying.NIFTY50,
                        NOON.minus(Duration.ofDays(3)),
                        LiveFixtures.request().from()));
        assertThat(hosts.requests())
                .allSatisfy(request -> assertThat(request.uri().getHost()).isEqualTo("yahoo.test"));
        assertThat(then.lastSession()).isEqualTo("2024-12-27");
    }

    @Test
    void a_store_that_cannot_be_written_does_not_stop_the_run() {
        MarketStore full = new MarketStore() {
            @Override
            public void save(MarketFetch fetch) {
                throw new MarketDataException("disk full");
            }

            @Override
            public MarketSnapshot snapshot(MarketRequest request) {
                throw new MarketDataException("nothing");
            }
        };
        assertThat(snapshot(full).quality().anomalies())
                .containsExactly(Anomaly.of(AnomalyCode.STORE_NOT_WRITTEN, "disk full"));
    }

    @Test
    void the_exchange_alone_takes_its_history_from_the_store() {
        MarketSnapshot snapshot = MarketSources.nse(
                        hosts,
                        LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE),
                        LiveFixtures.clock(),
                        HeldStore.of(LiveFixtures.behind(0)))
                .snapshot(LiveFixtures.request());
        assertThat(snapshot.quality().sources())
                .extracting(SourceStamp::name)
                .containsExactly("store", "store", "nse", "nse", "nse");
        assertThat(snapshot.quote()).isPresent();
    }

    @Test
    void a_host_that_changes_symbol_or_interval_is_not_believed() {
        hosts.json("/v8/finance/chart/%5ENSEI?.*interval=1d.*", VendorJson.chart("^NSEI", "1mo", 24_000, PRICED));
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(() -> snapshot(MarketStore.none()))
                .withMessageContaining("meta.dataGranularity must be 1d, was '1mo'");
    }

    @Test
    void a_circuit_breaker_leaves_a_failing_host_alone_in_later_runs() {
        hosts.answer("/v8/.*", request -> FakeHosts.response(request, 500, Map.of(), ""));
        MarketSource source = auto(HeldStore.of(LiveFixtures.behind(1)));
        for (int run = 0; run < 3; run++) {
            source.snapshot(LiveFixtures.request());
        }
        // Three tries in the first run, one in the second, then the breaker is open.
        assertThat(hosts.requests())
                .filteredOn(request -> request.uri().getHost().equals("yahoo.test"))
                .hasSize(4);
    }
}
