package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionTest {

    private static final TradingCalendar NSE = MarketSources.nseCalendar();
    private static final LocalDate FIRST = LocalDate.of(2023, 6, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    private static final Instant EVENING = Instant.parse("2024-12-31T16:00:00+05:30");
    private static final Instant NEXT_MORNING = Instant.parse("2025-01-01T08:00:00+05:30");

    @TempDir
    Path folder;

    @BeforeEach
    void writes_a_market() throws IOException {
        MarketSnapshot market = MarketFixtures.snapshot(300);
        write("nifty50", market.daily().bars());
        write("indiavix", market.volatilityIndex().bars());
    }

    private void write(String stem, List<DailyBar> bars) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        bars.forEach(bar -> text.append(String.format(
                Locale.ROOT,
                "%s,%.2f,%.2f,%.2f,%.2f,0%n",
                bar.session(),
                bar.open(),
                Math.max(bar.high(), bar.open()),
                bar.low(),
                bar.close())));
        Files.writeString(folder.resolve(stem + "_daily.csv"), text);
    }

    /** A quiet walk round a level, on every weekday of New York. */
    private static List<DailyBar> american(double level, long seed) {
        Random random = new Random(seed);
        return FIRST.datesUntil(LAST.plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .map(day -> bar(day, level * (1 + 0.01 * random.nextGaussian())))
                .toList();
    }

    private static DailyBar bar(LocalDate day, double close) {
        double rounded = Math.round(100 * close) / 100.0;
        return new DailyBar(day, rounded, rounded + 1, rounded - 1, rounded, 0);
    }

    private void write_all() throws IOException {
        write("sp500", american(5900, 1));
        write("cboe_vix", american(17, 2));
        Random random = new Random(3);
        write(
                "banknifty",
                NSE.sessions(FIRST, LAST).stream()
                        .map(day -> bar(day, 50_000 * (1 + 0.01 * random.nextGaussian())))
                        .toList());
    }

    private MarketSnapshot at(Instant asOf) {
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(asOf));
    }

    private static LocalDate last(MarketSnapshot market, Companion companion) {
        return market.companion(companion).orElseThrow().bars().last().session();
    }

    private static List<String> told(MarketSnapshot market) {
        return market.quality().anomalies().stream()
                .filter(anomaly -> anomaly.code().equals("COMPANION_LEFT_OUT"))
                .map(DataQuality.Anomaly::detail)
                .toList();
    }

    @Test
    void an_american_close_is_known_at_four_in_new_york_in_winter_and_in_summer() {
        assertThat(Companion.SP500.knownAt(LocalDate.of(2024, 1, 4), NSE)).isEqualTo("2024-01-04T21:00:00Z");
        assertThat(Companion.SP500.knownAt(LocalDate.of(2024, 7, 5), NSE)).isEqualTo("2024-07-05T20:00:00Z");
        // Clocks change on 2024-03-10 there.
        assertThat(Companion.SP500.knownAt(LocalDate.of(2024, 3, 8), NSE)).isEqualTo("2024-03-08T21:00:00Z");
        assertThat(Companion.SP500.knownAt(LocalDate.of(2024, 3, 11), NSE)).isEqualTo("2024-03-11T20:00:00Z");
        assertThat(Companion.CBOE_VIX.knownAt(LocalDate.of(2024, 7, 5), NSE)).isEqualTo("2024-07-05T20:15:00Z");
        assertThat(Companion.BANKNIFTY.knownAt(LocalDate.of(2024, 7, 5), NSE)).isEqualTo("2024-07-05T10:00:00Z");
        assertThat(Companion.SP500.lastKnown(Instant.parse("2024-07-05T19:59:59Z"), NSE))
                .isEqualTo("2024-07-04");
        assertThat(Companion.SP500.lastKnown(Instant.parse("2024-07-05T20:00:00Z"), NSE))
                .isEqualTo("2024-07-05");
    }

    @Test
    void a_folder_gives_what_was_known_and_nothing_later() throws IOException {
        write_all();

        MarketSnapshot evening = at(EVENING);
        assertThat(last(evening, Companion.SP500)).isEqualTo("2024-12-30");
        assertThat(last(evening, Companion.CBOE_VIX)).isEqualTo("2024-12-30");
        assertThat(last(evening, Companion.BANKNIFTY)).isEqualTo("2024-12-31");
        MarketSnapshot morning = at(NEXT_MORNING);
        assertThat(last(morning, Companion.SP500)).isEqualTo("2024-12-31");
        assertThat(told(morning)).isEmpty();
    }

    @Test
    void a_cut_never_holds_a_bar_that_was_not_known_and_is_what_the_source_said_then() throws IOException {
        write_all();
        MarketSnapshot whole = at(NEXT_MORNING);
        Random random = new Random(20241231);
        for (int i = 0; i < 60; i++) {
            Instant moment = NEXT_MORNING.minus(Duration.ofMinutes(random.nextInt(300 * 24 * 60)));
            MarketSnapshot cut = whole.cutAt(moment);
            for (Companion companion : Companion.values()) {
                CompanionSeries series = cut.companion(companion).orElseThrow();
                assertThat(series.bars().bars())
                        .as(companion + " at " + moment)
                        .allMatch(bar -> !series.knownAt(bar.session(), NSE).isAfter(moment));
                int next = series.bars().size();
                BarSeries all = whole.companion(companion).orElseThrow().bars();
                assertThat(next == all.size()
                                || series.knownAt(all.bar(next).session(), NSE).isAfter(moment))
                        .as("nothing known is missing of " + companion + " at " + moment)
                        .isTrue();
            }
            if (i < 5) {
                MarketSnapshot then = at(moment);
                for (Companion companion : Companion.values()) {
                    assertThat(cut.companion(companion)).isEqualTo(then.companion(companion));
                }
            }
        }
    }

    @Test
    void a_snapshot_takes_no_bar_of_the_future() {
        MarketSnapshot market = MarketFixtures.snapshot(20);
        MarketSnapshot built = MarketSnapshot.at(EVENING, market.underlying(), market.calendar())
                .daily(market.daily())
                .volatilityIndex(market.volatilityIndex())
                .companion(new CompanionSeries(
                        Companion.SP500,
                        "mine",
                        BarSeries.of("SP500", List.of(bar(LAST.minusDays(1), 5900), bar(LAST, 5910)))))
                .quality(market.quality())
                .build();
        assertThat(last(built, Companion.SP500)).isEqualTo("2024-12-30");
        assertThatThrownBy(() -> new CompanionSeries(Companion.SP500, "mine", market.daily()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_them_nothing_is_there_and_nothing_is_told() {
        MarketSnapshot market = at(EVENING);
        for (Companion companion : Companion.values()) {
            assertThat(market.companion(companion)).isEmpty();
        }
        assertThat(told(market)).isEmpty();
    }

    @Test
    void with_them_everything_else_stays_as_it_is() throws IOException {
        MarketSnapshot without = at(EVENING);
        write_all();
        MarketSnapshot with = at(EVENING);
        assertThat(with.quality()).isEqualTo(without.quality());
        assertThat(with.daily()).isEqualTo(without.daily());
        assertThat(with.volatilityIndex()).isEqualTo(without.volatilityIndex());
    }

    @Test
    void an_underlying_is_no_companion_of_itself() throws IOException {
        write_all();
        write(
                "banknifty",
                MarketFixtures.scaled(MarketFixtures.snapshot(300).daily(), 2).bars());
        MarketSnapshot market = MarketSources.csv(folder)
                .snapshot(new MarketRequest(Underlying.BANKNIFTY, NEXT_MORNING, Optional.empty()));
        assertThat(market.companion(Companion.BANKNIFTY)).isEmpty();
        assertThat(market.companion(Companion.SP500)).isPresent();
        assertThat(Companion.find(Underlying.BANKNIFTY, "BANKNIFTY")).isEmpty();
        assertThat(Companion.find(Underlying.NIFTY50, "BANKNIFTY")).contains(Companion.BANKNIFTY);
    }

    @Test
    void a_bad_file_is_left_out_and_told_and_the_run_goes_on() throws IOException {
        assertLeftOut("sp500", american(17, 2), "SP500 from csv left out: its closes lie around");
        assertLeftOut("cboe_vix", american(5900, 2), "CBOE_VIX from csv left out: its closes lie around");
        assertLeftOut("banknifty", MarketFixtures.snapshot(300).daily().bars(), "it holds the closes of NIFTY50");
        assertLeftOut(
                "sp500",
                american(5900, 1).stream()
                        .map(bar -> bar(bar.session().plusDays(1), bar.close()))
                        .filter(bar -> !bar.session().isAfter(LAST))
                        .toList(),
                "bars are of days its exchange was closed");
        assertLeftOut(
                "sp500",
                american(5900, 1).stream()
                        .map(bar ->
                                bar(bar.session(), bar.session().getYear() == 2024 ? 10 * bar.close() : bar.close()))
                        .toList(),
                "its level breaks on 2024-01-01");
        Files.writeString(folder.resolve("sp500_daily.csv"), "date,open\n2024-01-02,x\n");
        assertThat(told(at(EVENING)))
                .singleElement()
                .asString()
                .startsWith("sp500_daily.csv")
                .contains("read on without SP500");
        Files.writeString(folder.resolve("sp500_daily.csv"), "");
        assertThat(told(at(EVENING))).hasSize(1);
    }

    private void assertLeftOut(String stem, List<DailyBar> bars, String reason) throws IOException {
        write(stem, bars);
        MarketSnapshot market = at(EVENING);
        assertThat(told(market)).as(reason).singleElement().asString().contains(reason);
        for (Companion companion : Companion.values()) {
            assertThat(market.companion(companion)).isEmpty();
        }
        Files.delete(folder.resolve(stem + "_daily.csv"));
    }

    @Test
    void single_bars_that_cannot_be_are_left_out_and_told() throws IOException {
        List<DailyBar> bars = american(5900, 1).stream()
                .map(bar -> bar.session().equals(LocalDate.of(2024, 7, 5)) ? bar(bar.session(), 59) : bar)
                .toList();
        write("sp500", bars);
        MarketSnapshot market = at(EVENING);
        assertThat(told(market))
                .containsExactly("SP500 from csv without 1 bars of closed days or off the level; newest 2024-07-05");
        assertThat(market.companion(Companion.SP500).orElseThrow().bars().find(LocalDate.of(2024, 7, 5)))
                .isEmpty();
    }

    @Test
    void a_store_keeps_them_and_gives_them_when_they_were_known() throws IOException {
        write_all();
        MarketStore store = MarketStores.sqlite(folder.resolve("market.db"));
        MarketSources.csv(folder).keepIn(store, MarketRequest.nifty50(NEXT_MORNING));

        MarketSnapshot evening = store.snapshot(MarketRequest.nifty50(EVENING));
        assertThat(last(evening, Companion.SP500)).isEqualTo("2024-12-30");
        assertThat(last(evening, Companion.BANKNIFTY)).isEqualTo("2024-12-31");
        MarketSnapshot morning = store.snapshot(MarketRequest.nifty50(NEXT_MORNING));
        assertThat(morning.companion(Companion.SP500).orElseThrow().bars())
                .isEqualTo(at(NEXT_MORNING)
                        .companion(Companion.SP500)
                        .orElseThrow()
                        .bars());
        assertThat(MarketFetch.of(morning).pieces().stream()
                        .filter(MarketFetch.Daily.class::isInstance)
                        .map(piece -> ((MarketFetch.Daily) piece).bars().instrument()))
                .containsExactly("NIFTY50", "INDIAVIX", "SP500", "CBOE_VIX", "BANKNIFTY");
    }
}
