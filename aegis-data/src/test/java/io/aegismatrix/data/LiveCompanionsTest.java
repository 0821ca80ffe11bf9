package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Companions over the network: what Yahoo is asked for, what is taken, and what a store holds of them afterwards. */
class LiveCompanionsTest {

    private static final LocalDate FIRST = LiveFixtures.request().from().orElseThrow();
    private static final LocalDate TODAY = LocalDate.of(2024, 12, 31);
    private static final LocalDate YESTERDAY = LocalDate.of(2024, 12, 30);
    private static final TradingCalendar NSE = MarketSources.nseCalendar();

    private final FakeHosts hosts = UpstoxHosts.on(FakeHosts.wellBehaved());

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() {
        hosts.json(
                "/v8/finance/chart/%5EGSPC?.*",
                VendorJson.american("^GSPC", "America/New_York", walk(5900, 1), LiveFixtures.PRICED));
        hosts.json(
                "/v8/finance/chart/%5EVIX?.*",
                VendorJson.american("^VIX", "America/Chicago", walk(17, 2), LiveFixtures.PRICED));
        hosts.json(
                "/v8/finance/chart/%5ENSEBANK?.*", VendorJson.daily("^NSEBANK", bank(), 50_000, LiveFixtures.PRICED));
    }

    /** A quiet walk round a level on every weekday, through a bar of today that is none yet. */
    private static List<DailyBar> walk(double level, long seed) {
        Random random = new Random(seed);
        return FIRST.datesUntil(TODAY.plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .map(day -> bar(day, level * (1 + 0.01 * random.nextGaussian())))
                .toList();
    }

    private static List<DailyBar> bank() {
        Random random = new Random(3);
        return NSE.sessions(FIRST, TODAY).stream()
                .map(day -> bar(day, 50_000 * (1 + 0.01 * random.nextGaussian())))
                .toList();
    }

    private static DailyBar bar(LocalDate day, double close) {
        double rounded = Math.round(100 * close) / 100.0;
        return new DailyBar(day, rounded, rounded + 1, rounded - 1, rounded, 0);
    }

    private static MarketRequest request() {
        return new MarketRequest(
                Underlying.NIFTY50, LiveFixtures.NOON, LiveFixtures.request().from());
    }

    private MarketSnapshot withUpstox(MarketStore store) {
        return MarketSources.auto(hosts, UpstoxHosts.settings(""), LiveFixtures.clock(), store)
                .snapshot(request());
    }

    private MarketSnapshot withoutUpstox(MarketStore store) {
        LiveSettings settings = LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE);
        return MarketSources.auto(hosts, settings, LiveFixtures.clock(), store).snapshot(request());
    }

    private List<String> asked() {
        return hosts.requests().stream()
                .filter(request -> "yahoo.test".equals(request.uri().getHost()))
                .map(request -> request.uri().getPath().replaceAll(".*/", ""))
                .toList();
    }

    private static List<String> failures(MarketSnapshot snapshot) {
        return snapshot.quality().anomalies().stream()
                .filter(anomaly -> anomaly.code().equals("SOURCE_FAILED"))
                .map(Anomaly::detail)
                .toList();
    }

    @Test
    void every_companion_comes_with_the_closes_that_were_final_and_the_moment_each_was_known() {
        MarketSnapshot snapshot = withUpstox(MarketStore.none());

        assertThat(asked()).containsExactly("^GSPC", "^VIX", "^NSEBANK");
        assertThat(failures(snapshot)).isEmpty();
        for (Companion companion : Companion.values()) {
            CompanionSeries series = snapshot.companion(companion).orElseThrow();
            assertThat(series.source()).isEqualTo("yahoo");
            assertThat(series.bars().last().session()).isEqualTo(YESTERDAY);
            assertThat(series.bars().bar(0).session()).isEqualTo(FIRST);
        }
        assertThat(snapshot.companion(Companion.SP500).orElseThrow().knownAt(YESTERDAY, NSE))
                .isEqualTo("2024-12-30T21:00:00Z");
        assertThat(snapshot.companion(Companion.CBOE_VIX).orElseThrow().knownAt(YESTERDAY, NSE))
                .isEqualTo("2024-12-30T21:15:00Z");
    }

    @Test
    void a_close_counts_an_hour_after_it_and_is_no_part_of_what_is_asked_for_before() {
        Instant night = Instant.parse("2024-12-30T21:40:00Z");
        MarketSnapshot snapshot = MarketSources.auto(
                        hosts, UpstoxHosts.settings(""), LiveFixtures.clock(), MarketStore.none())
                .snapshot(new MarketRequest(Underlying.NIFTY50, night, request().from()));

        assertThat(snapshot.companion(Companion.SP500)
                        .orElseThrow()
                        .bars()
                        .last()
                        .session())
                .isEqualTo("2024-12-27");
    }

    @Test
    void a_store_holds_what_came_and_is_asked_for_the_newest_days_only_once_it_lacks_them() {
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        withUpstox(store);
        MarketSnapshot held = store.snapshot(request());
        assertThat(Companion.values())
                .allSatisfy(companion -> assertThat(held.companion(companion)).isPresent());
        // What the night brings is not known in the evening before it.
        assertThat(store.snapshot(new MarketRequest(
                                Underlying.NIFTY50,
                                Instant.parse("2024-12-30T14:00:00Z"),
                                request().from()))
                        .companion(Companion.SP500)
                        .orElseThrow()
                        .bars()
                        .last()
                        .session())
                .isEqualTo("2024-12-27");

        hosts.requests().clear();
        MarketSnapshot again = withUpstox(store);
        assertThat(asked()).isEmpty();
        assertThat(again.companion(Companion.SP500))
                .contains(held.companion(Companion.SP500).orElseThrow());

        hosts.requests().clear();
        Instant tomorrow = Instant.parse("2025-01-01T06:30:00Z");
        MarketSnapshot next = MarketSources.auto(hosts, UpstoxHosts.settings(""), LiveFixtures.clock(), store)
                .snapshot(new MarketRequest(
                        Underlying.NIFTY50, tomorrow, request().from()));
        assertThat(asked()).as("the index's own three come first").hasSize(4).endsWith("^GSPC");
        assertThat(hosts.requests())
                .filteredOn(request -> request.uri().getPath().endsWith("^GSPC"))
                .singleElement()
                .satisfies(request -> assertThat(request.uri().getQuery())
                        .contains("period1="
                                + YESTERDAY
                                        .minusDays(14)
                                        .atStartOfDay(NSE.zone())
                                        .toEpochSecond()));
        BarSeries whole = next.companion(Companion.SP500).orElseThrow().bars();
        assertThat(whole.bar(0).session()).isEqualTo(FIRST);
        assertThat(whole.last().session()).isEqualTo(TODAY);
    }

    @Test
    void what_the_run_cannot_do_without_comes_first_and_the_longest_waiting_companion_next() {
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        MarketSnapshot first = withoutUpstox(store);
        assertThat(asked()).containsExactly("^NSEI", "^INDIAVIX", "^NSEI", "^GSPC");
        assertThat(failures(first))
                .singleElement()
                .asString()
                .contains("yahoo daily CBOE_VIX, daily BANKNIFTY: NOT_SENT", "all 4 requests of this run are used up");

        hosts.requests().clear();
        withoutUpstox(store);
        assertThat(asked()).hasSize(4).endsWith("^VIX");
        hosts.requests().clear();
        withoutUpstox(store);
        assertThat(asked()).hasSize(4).endsWith("^NSEBANK");
    }

    @Test
    void absent_is_absent_and_told() {
        hosts.text("/v8/finance/chart/%5EVIX?.*", 404, "application/json", "{\"chart\":{\"result\":null}}");
        hosts.json(
                "/v8/finance/chart/%5EGSPC?.*",
                VendorJson.american("^GSPC", "Asia/Tokyo", walk(5900, 1), LiveFixtures.PRICED));
        HeldStore store = HeldStore.empty();

        MarketSnapshot snapshot = withUpstox(store);

        assertThat(snapshot.companion(Companion.CBOE_VIX)).isEmpty();
        assertThat(snapshot.companion(Companion.SP500)).isEmpty();
        assertThat(snapshot.companion(Companion.BANKNIFTY)).isPresent();
        assertThat(failures(snapshot))
                .anySatisfy(told -> assertThat(told).startsWith("yahoo daily CBOE_VIX: NOT_FOUND"))
                .anySatisfy(told -> assertThat(told)
                        .startsWith("yahoo daily SP500: MALFORMED")
                        .contains("America/Chicago or America/New_York, was 'Asia/Tokyo'"));
        assertThat(store.saved().get(0).misses())
                .extracting(MarketFetch.Miss::instrument)
                .containsExactlyInAnyOrder("CBOE_VIX", "SP500");
    }

    @Test
    void who_does_not_want_them_and_an_index_that_is_one_are_not_asked_for_them() {
        MarketSources.auto(hosts, UpstoxHosts.settings(""), LiveFixtures.clock(), MarketStore.none())
                .snapshot(request().withoutCompanions());
        assertThat(asked()).isEmpty();
    }

    @Test
    void the_exchanges_own_close_of_a_companion_stands_over_yahoos() {
        DailyBar official = bar(YESTERDAY, 61_000);
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        withUpstox(store);
        store.save(new MarketFetch(
                LiveFixtures.NOON,
                List.of(new MarketFetch.Daily(MarketFetch.EXCHANGE, BarSeries.of("BANKNIFTY", List.of(official)))),
                List.of()));

        MarketSnapshot snapshot = withUpstox(store);

        assertThat(snapshot.companion(Companion.BANKNIFTY).orElseThrow().bars().last())
                .isEqualTo(official);
    }
}
