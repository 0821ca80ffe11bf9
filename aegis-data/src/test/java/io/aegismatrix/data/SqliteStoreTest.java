package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final LocalDate MONDAY = LocalDate.of(2024, 12, 16);
    private static final LocalDate TUESDAY = LocalDate.of(2024, 12, 17);

    @TempDir
    Path folder;

    private Path file = Path.of("unset");
    private MarketStore store = MarketStore.none();

    @BeforeEach
    void opens_a_store() {
        file = folder.resolve("made by the store").resolve("what? market.db");
        store = MarketStores.sqlite(file);
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(INDIA).toInstant();
    }

    private static DailyBar bar(LocalDate session, double close) {
        return new DailyBar(session, close, close + 50, close - 50, close, 1000);
    }

    private MarketSnapshot snapshot(Instant asOf) {
        return store.snapshot(MarketRequest.nifty50(asOf));
    }

    private double closeOf(LocalDate session, Instant asOf) {
        BarSeries daily = snapshot(asOf).daily();
        return daily.bar(daily.find(session).orElseThrow()).close();
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void gives_back_what_it_was_given() {
        MarketSnapshot market = StoreFixtures.market(80, MarketFixtures.NOON);
        store.save(MarketFetch.of(market));
        MarketSnapshot held = snapshot(MarketFixtures.NOON);
        assertThat(held.daily()).isEqualTo(market.daily());
        assertThat(held.volatilityIndex()).isEqualTo(market.volatilityIndex());
        assertThat(held.intraday()).isEqualTo(market.intraday());
        assertThat(held.quote()).isEqualTo(market.quote());
        assertThat(held.synthetic()).isFalse();
        assertThat(held.quality().freshness()).isEqualTo(market.quality().freshness());
        assertThat(held.quality().sources())
                .extracting(DataQuality.SourceStamp::name, DataQuality.SourceStamp::kind)
                .contains(tuple("store", "daily"));
    }

    @Test
    void starts_where_the_request_starts() {
        store.save(MarketFetch.of(StoreFixtures.market(80, MarketFixtures.EVENING)));
        MarketSnapshot held =
                store.snapshot(MarketRequest.nifty50(MarketFixtures.EVENING).withFrom(MONDAY));
        assertThat(held.daily().bar(0).session()).isEqualTo(MONDAY);
        assertThat(held.volatilityIndex().bar(0).session()).isEqualTo(MONDAY);
        assertThat(held.intraday().orElseThrow().sessions().get(0)).isEqualTo(MONDAY);
    }

    @Test
    void saving_the_same_again_changes_nothing_but_when_it_was_last_seen() throws SQLException {
        MarketSnapshot market = StoreFixtures.market(30, MarketFixtures.NOON);
        MarketFetch of = MarketFetch.of(market);
        MarketFetch fetch = new MarketFetch(
                of.fetchedAt(), of.pieces(), List.of(StoreFixtures.attempt(of.fetchedAt(), "https://a.example/1")));
        store.save(fetch);
        List<String> daily = query("SELECT * FROM daily_bar");
        List<String> intraday = query("SELECT * FROM intraday_bar");
        store.save(fetch);
        assertThat(query("SELECT * FROM daily_bar")).isEqualTo(daily).hasSize(29 + 29);
        assertThat(query("SELECT * FROM intraday_bar")).isEqualTo(intraday).isNotEmpty();
        assertThat(query("SELECT count(*) FROM fetch_attempt")).containsExactly("1");

        store.save(MarketFetch.of(StoreFixtures.market(30, MarketFixtures.EVENING)));
        assertThat(query("SELECT DISTINCT first_seen FROM daily_bar WHERE session < '2024-12-31'"))
                .containsExactly(String.valueOf(MarketFixtures.NOON.toEpochMilli()));
        assertThat(query("SELECT DISTINCT last_seen FROM daily_bar"))
                .containsExactly(String.valueOf(MarketFixtures.EVENING.toEpochMilli()));
        assertThat(query("SELECT * FROM bar_revisions")).isEmpty();
    }

    @Test
    void records_a_revised_close_with_both_values_and_answers_as_of_each_moment() throws SQLException {
        Instant monday = at(MONDAY, 16, 0);
        Instant tuesday = at(TUESDAY, 16, 0);
        store.save(StoreFixtures.daily(monday, bar(MONDAY, 24600)));
        store.save(StoreFixtures.daily(tuesday, "nse", bar(MONDAY, 24610), bar(TUESDAY, 24300)));

        assertThat(closeOf(MONDAY, tuesday)).isEqualTo(24610);
        assertThat(closeOf(MONDAY, tuesday.minusMillis(1))).isEqualTo(24600);
        assertThat(closeOf(MONDAY, monday)).isEqualTo(24600);
        assertThat(query("SELECT bar, revised_utc, old_source, new_source, old_close, new_close FROM bar_revisions"))
                .containsExactly("2024-12-16|2024-12-17 10:30:00|yahoo|nse|24600.0|24610.0");
    }

    @Test
    void remembers_every_turn_of_a_bar_that_is_revised_again_and_again() {
        for (int day = 0; day < 5; day++) {
            store.save(StoreFixtures.daily(at(MONDAY.plusDays(day), 16, 0), bar(MONDAY, 24600 + day % 3)));
        }
        for (int day = 0; day < 5; day++) {
            assertThat(closeOf(MONDAY, at(MONDAY.plusDays(day), 18, 0))).isEqualTo(24600 + day % 3);
        }
    }

    @Test
    void an_older_run_saved_late_neither_overwrites_nor_forgets() throws SQLException {
        store.save(StoreFixtures.daily(at(MONDAY, 18, 0), bar(MONDAY, 24600)));
        store.save(StoreFixtures.daily(at(TUESDAY, 18, 0), bar(MONDAY, 24600)));
        store.save(StoreFixtures.daily(at(TUESDAY, 12, 0), bar(MONDAY, 24000)));
        assertThat(closeOf(MONDAY, at(TUESDAY, 19, 0))).isEqualTo(24600);
        assertThat(query("SELECT * FROM bar_revisions")).isEmpty();

        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24590)));
        assertThat(closeOf(MONDAY, at(MONDAY, 17, 0))).isEqualTo(24590);
        assertThat(closeOf(MONDAY, at(MONDAY, 18, 0))).isEqualTo(24600);
        assertThat(closeOf(MONDAY, at(TUESDAY, 19, 0))).isEqualTo(24600);
    }

    @Test
    void the_first_of_two_sources_in_one_run_counts_and_their_difference_is_no_revision() throws SQLException {
        Instant evening = at(TUESDAY, 16, 0);
        MarketFetch both = StoreFixtures.pieces(
                evening,
                new MarketFetch.Daily("yahoo", BarSeries.of("NIFTY50", List.of(bar(MONDAY, 24600)))),
                new MarketFetch.Daily(
                        "nse", BarSeries.of("NIFTY50", List.of(bar(MONDAY, 24605), bar(TUESDAY, 24300)))));
        store.save(both);
        store.save(both);
        assertThat(query("SELECT session, close, source FROM daily_bars"))
                .containsExactly("2024-12-16|24600.0|yahoo", "2024-12-17|24300.0|nse");
        assertThat(query("SELECT * FROM bar_revisions")).isEmpty();
    }

    @Test
    void revises_bars_inside_sessions_too() {
        Instant start = at(TUESDAY, 9, 15);
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        for (int run = 0; run < 2; run++) {
            IntradayBar bar = new IntradayBar(start, 24600, 24602, 24599, 24601 + run);
            store.save(StoreFixtures.pieces(
                    at(TUESDAY, 10 + run, 0),
                    new MarketFetch.Intraday(
                            "yahoo", IntradaySeries.of("NIFTY50", Duration.ofMinutes(5), INDIA, List.of(bar)))));
        }
        assertThat(snapshot(at(TUESDAY, 10, 30))
                        .intraday()
                        .orElseThrow()
                        .bars()
                        .get(0)
                        .close())
                .isEqualTo(24601);
        assertThat(snapshot(at(TUESDAY, 11, 30))
                        .intraday()
                        .orElseThrow()
                        .bars()
                        .get(0)
                        .close())
                .isEqualTo(24602);
    }

    @Test
    void gives_the_interval_that_reaches_the_newest_session_then_the_finest() {
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        store.save(StoreFixtures.pieces(
                at(TUESDAY, 12, 0),
                intraday(1, at(MONDAY, 9, 15)),
                intraday(5, at(TUESDAY, 9, 15)),
                intraday(15, at(TUESDAY, 9, 15))));
        assertThat(snapshot(at(TUESDAY, 12, 0)).intraday().orElseThrow().interval())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(snapshot(at(TUESDAY, 9, 0)).intraday().orElseThrow().interval())
                .isEqualTo(Duration.ofMinutes(1));
    }

    private static MarketFetch.Intraday intraday(int minutes, Instant start) {
        return new MarketFetch.Intraday(
                "yahoo",
                IntradaySeries.of(
                        "NIFTY50",
                        Duration.ofMinutes(minutes),
                        INDIA,
                        List.of(new IntradayBar(start, 24600, 24602, 24599, 24601))));
    }

    @Test
    void a_live_price_counts_once_seen_and_until_its_session_has_a_daily_bar() {
        Instant priced = at(TUESDAY, 11, 0);
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        store.save(StoreFixtures.pieces(
                priced.plusSeconds(20),
                new MarketFetch.Price("nse", "NIFTY50", new Quote(priced, 24444)),
                new MarketFetch.Price("nse", "INDIAVIX", new Quote(priced, 14.2))));
        assertThat(snapshot(priced.plusSeconds(19)).quote()).isEmpty();
        MarketSnapshot live = snapshot(priced.plusSeconds(20));
        assertThat(live.quote()).contains(new Quote(priced, 24444));
        assertThat(live.volatilityQuote()).contains(new Quote(priced, 14.2));
        assertThat(live.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot(at(TUESDAY, 20, 0)).newestPrice()).isEqualTo(24444);

        store.save(StoreFixtures.daily(at(TUESDAY, 21, 0), bar(TUESDAY, 24300)));
        assertThat(snapshot(at(TUESDAY, 22, 0)).quote()).isEmpty();
        assertThat(snapshot(at(TUESDAY, 22, 0)).newestPrice()).isEqualTo(24300);
    }

    @Test
    void a_corrected_live_price_answers_from_when_it_was_seen() throws SQLException {
        Instant priced = at(TUESDAY, 11, 0);
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        for (int run = 0; run < 2; run++) {
            store.save(StoreFixtures.pieces(
                    priced.plusSeconds(60L * run),
                    new MarketFetch.Price("nse", "NIFTY50", new Quote(priced, 24444 + run))));
        }
        assertThat(snapshot(priced.plusSeconds(59)).newestPrice()).isEqualTo(24444);
        assertThat(snapshot(priced.plusSeconds(60)).newestPrice()).isEqualTo(24445);
        assertThat(query("SELECT price FROM quotes")).containsExactly("24444.0", "24445.0");
    }

    @Test
    void keeps_option_chains_leg_by_leg_and_gives_the_newest_of_this_session_or_the_one_before() throws SQLException {
        Instant morning = at(TUESDAY, 10, 0);
        OptionChain first = chain(morning, 120);
        OptionChain second = chain(at(TUESDAY, 10, 30), 130);
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        for (OptionChain chain : List.of(first, first, second)) {
            store.save(StoreFixtures.pieces(chain.asOf(), new MarketFetch.Chain("nse", "NIFTY50", chain)));
        }
        assertThat(query("SELECT count(*) FROM option_chain")).containsExactly("2");
        assertThat(query("SELECT expiry, strike, option_right, implied_volatility, bid FROM option_legs"
                        + " WHERE as_of_utc = '2024-12-17 04:30:00'"))
                .containsExactly("2024-12-19|24500.0|CALL|0.12|null", "2024-12-19|24500.0|PUT|null|99.5");
        assertThat(snapshot(at(TUESDAY, 10, 29)).optionChain()).contains(first);
        assertThat(snapshot(at(TUESDAY.plusDays(1), 15, 0)).optionChain()).contains(second);
        assertThat(snapshot(at(TUESDAY.plusDays(2), 9, 0)).optionChain()).isEmpty();
    }

    @Test
    void keeps_a_chain_that_differs_at_the_same_moment_beside_the_first() throws SQLException {
        Instant moment = at(TUESDAY, 15, 30);
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        for (int run = 0; run < 2; run++) {
            store.save(StoreFixtures.pieces(
                    moment.plusSeconds(60L * run), new MarketFetch.Chain("nse", "NIFTY50", chain(moment, 120 + run))));
        }
        assertThat(snapshot(moment).optionChain()).contains(chain(moment, 120));
        OptionChain second = snapshot(moment.plusSeconds(60)).optionChain().orElseThrow();
        assertThat(second.quotes()).isEqualTo(chain(moment, 121).quotes());
        assertThat(second.knownAt()).isEqualTo(moment.plusSeconds(60));
        assertThat(query("SELECT count(*) FROM option_chain")).containsExactly("2");
    }

    private static OptionChain chain(Instant asOf, double lastPrice) {
        LocalDate expiry = LocalDate.of(2024, 12, 19);
        OptionalDouble none = OptionalDouble.empty();
        return new OptionChain(
                "NIFTY",
                asOf,
                24450.55,
                List.of(
                        new OptionQuote(
                                expiry,
                                24500,
                                Right.CALL,
                                5500,
                                120,
                                OptionalDouble.of(0.12),
                                OptionalDouble.of(lastPrice),
                                none,
                                none),
                        new OptionQuote(
                                expiry,
                                24500,
                                Right.PUT,
                                0,
                                0,
                                none,
                                none,
                                OptionalDouble.of(99.5),
                                OptionalDouble.of(101.25))));
    }

    @Test
    void attempts_and_revisions_can_be_added_and_never_changed_or_deleted() throws SQLException {
        Instant now = at(TUESDAY, 16, 0);
        store.save(new MarketFetch(now, List.of(), List.of(StoreFixtures.attempt(now, "https://a.example/1"))));
        store.save(StoreFixtures.daily(now, bar(MONDAY, 24600)));
        store.save(StoreFixtures.daily(now.plusSeconds(1), bar(MONDAY, 24601)));
        assertThat(query("SELECT at_utc, source, outcome, status, took_milliseconds, bytes FROM fetch_attempts"))
                .containsExactly("2024-12-17 10:30:00|yahoo|OK|200|120|4096");
        for (String sql : List.of(
                "UPDATE fetch_attempt SET outcome = 'OK'",
                "DELETE FROM fetch_attempt",
                "UPDATE daily_bar_revision SET old_close = new_close",
                "DELETE FROM daily_bar_revision")) {
            assertThatThrownBy(() -> change(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never");
        }
    }

    @Test
    void a_store_without_the_volatility_index_says_so() {
        store.save(StoreFixtures.daily(at(MONDAY, 16, 0), bar(MONDAY, 24600)));
        MarketSnapshot held = snapshot(at(MONDAY, 16, 0));
        assertThat(held.volatilityIndex().isEmpty()).isTrue();
        assertThat(held.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains(AnomalyCode.VOLATILITY_INDEX_EMPTY.name());
    }

    @Test
    void synthetic_prices_are_refused() {
        assertThatThrownBy(() -> MarketFetch.of(MarketFixtures.snapshot(30)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("synthetic");
    }

    @Test
    void a_store_that_is_not_there_is_named_and_not_made_by_reading() {
        assertThatThrownBy(() -> snapshot(at(MONDAY, 16, 0)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(file.toString(), "fetch");
        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void a_store_without_a_bar_by_then_says_what_is_missing() {
        store.save(StoreFixtures.daily(at(TUESDAY, 16, 0), bar(TUESDAY, 24300)));
        assertThatThrownBy(() -> snapshot(at(TUESDAY, 12, 0)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(file.toString(), "NIFTY50", "2024-12-16");
    }

    @Test
    void sums_up_what_it_holds() {
        Instant priced = at(TUESDAY, 11, 0);
        store.save(MarketFetch.of(StoreFixtures.market(30, MarketFixtures.NOON)));
        store.save(StoreFixtures.daily(MarketFixtures.EVENING, bar(MONDAY, 24600)));
        store.save(new MarketFetch(
                priced,
                List.of(
                        new MarketFetch.Price("nse", "INDIAVIX", new Quote(priced, 14.2)),
                        new MarketFetch.Chain("nse", "NIFTY50", chain(priced, 120))),
                List.of(StoreFixtures.attempt(priced, "https://a.example/1"))));
        StoreSummary summary = MarketStores.summary(file);
        assertThat(summary.file()).isEqualTo(file);
        assertThat(summary.bytes()).isEqualTo(file.toFile().length());
        assertThat(summary.revisions()).isEqualTo(1);
        assertThat(summary.attempts()).isEqualTo(1);
        assertThat(summary.lastFetch()).contains(priced);
        LocalDate last = LocalDate.of(2024, 12, 30);
        assertThat(summary.holdings())
                .contains(
                        new StoreSummary.Holding("NIFTY50", "daily", 29, LocalDate.of(2024, 11, 18), last),
                        new StoreSummary.Holding("INDIAVIX", "quote", 1, TUESDAY, TUESDAY),
                        new StoreSummary.Holding("NIFTY50", "option_chain", 1, TUESDAY, TUESDAY))
                .extracting(StoreSummary.Holding::kind)
                .contains("intraday 5m");
    }

    @Test
    void keeps_real_files_when_there_are_some() throws IOException {
        Path data = DeveloperData.require();
        MarketSnapshot real =
                MarketSources.csv(data).snapshot(MarketRequest.nifty50(Instant.parse("2024-08-23T10:30:00Z")));
        store.save(MarketFetch.of(real));
        MarketSnapshot held = snapshot(real.asOf());
        assertThat(held.daily()).isEqualTo(real.daily());
        assertThat(held.volatilityIndex()).isEqualTo(real.volatilityIndex());
        assertThat(held.intraday()).isEqualTo(real.intraday());
        assertThat(held.optionChain()).isEqualTo(real.optionChain());
        assertThat(held.quality().completeness()).isEqualTo(real.quality().completeness());
        assertThat(Files.size(file)).isPositive();
    }
}
