package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.AnomalyCode.Consequence;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of false datum meets its consequence, wherever in the series it stands. */
class DataChecksTest {

    private static final MarketSnapshot TRUE =
            MarketSources.synthetic(11, 1100).snapshot(MarketRequest.nifty50(MarketFixtures.EVENING));
    private static final LocalDate TODAY = LocalDate.parse("2024-12-31");
    private static final LocalDate YESTERDAY = LocalDate.parse("2024-12-30");
    private static final int LAST = TRUE.daily().size() - 1;

    private Instant asOf;
    private List<DailyBar> index;
    private List<DailyBar> volatility;
    private List<IntradayBar> intraday;
    private @Nullable Quote quote;
    private @Nullable Quote volatilityQuote;
    private @Nullable OptionChain chain;

    @BeforeEach
    void begin() {
        asOf = MarketFixtures.EVENING;
        index = new ArrayList<>(TRUE.daily().bars());
        volatility = new ArrayList<>(TRUE.volatilityIndex().bars());
        intraday = new ArrayList<>(TRUE.intraday().orElseThrow().bars());
        quote = null;
        volatilityQuote = null;
        chain = null;
    }

    private MarketSnapshot check() {
        IntradaySeries bars = IntradaySeries.of(
                "NIFTY50", Duration.ofMinutes(5), TRUE.calendar().zone(), intraday);
        LocalDate completed = TRUE.calendar().lastCompletedSession(asOf);
        return MarketSnapshot.at(asOf, Underlying.NIFTY50, TRUE.calendar())
                .daily(BarSeries.of("NIFTY50", index).until(completed))
                .volatilityIndex(BarSeries.of("INDIAVIX", volatility).until(completed))
                .intraday(bars.until(asOf))
                .quote(quote)
                .volatilityQuote(volatilityQuote)
                .optionChain(chain)
                .buildChecked(List.of(), List.of());
    }

    private void assertRefused(AnomalyCode code, String... told) {
        assertThatThrownBy(this::check)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("[" + code + "]")
                .satisfies(refusal ->
                        Arrays.stream(told).forEach(part -> assertThat(refusal).hasMessageContaining(part)));
    }

    /** Nothing is left of what was false, and it is told. */
    private MarketSnapshot assertLeftOut(AnomalyCode code, String told) {
        MarketSnapshot snapshot = check();
        assertThat(snapshot.quality().anomalies())
                .filteredOn(anomaly -> anomaly.code().equals(code.name()))
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.detail()).contains(told));
        return snapshot;
    }

    private static DailyBar scaled(DailyBar bar, double factor) {
        return new DailyBar(
                bar.session(), bar.open() * factor, bar.high() * factor, bar.low() * factor, bar.close() * factor, 0);
    }

    private static DailyBar of(DailyBar bar, LocalDate session) {
        return new DailyBar(session, bar.open(), bar.high(), bar.low(), bar.close(), 0);
    }

    private static DailyBar flat(DailyBar bar) {
        return new DailyBar(bar.session(), bar.close(), bar.close(), bar.close(), bar.close(), 0);
    }

    private static void change(List<DailyBar> bars, int at, UnaryOperator<DailyBar> change) {
        bars.set(at, change.apply(bars.get(at)));
    }

    @Test
    void a_true_market_passes_unchanged() {
        MarketSnapshot snapshot = check();

        assertThat(snapshot.daily()).isEqualTo(TRUE.daily());
        assertThat(snapshot.volatilityIndex()).isEqualTo(TRUE.volatilityIndex());
        assertThat(snapshot.intraday()).isEqualTo(TRUE.intraday());
        assertThat(snapshot.quality().anomalies()).isEqualTo(TRUE.quality().anomalies());
    }

    @Test
    void swapped_series_are_told_apart() {
        List<DailyBar> other = index;
        index = volatility;
        volatility = other;

        assertRefused(AnomalyCode.FILES_SWAPPED, "NIFTY50", "INDIAVIX", "exchange the two files");
    }

    @Test
    void a_copy_is_no_volatility_index() {
        volatility = index;

        assertRefused(AnomalyCode.FILES_IDENTICAL, "looks like NIFTY50");
    }

    @Test
    void a_copy_is_no_index() {
        index = volatility;

        assertRefused(AnomalyCode.FILES_IDENTICAL, "looks like INDIAVIX");
    }

    @Test
    void days_of_a_western_time_zone_are_a_day_off() {
        volatility.replaceAll(bar -> of(bar, bar.session().minusDays(1)));

        assertRefused(AnomalyCode.STAMPS_A_DAY_OFF, "INDIAVIX", "time zone");
    }

    @Test
    void days_of_an_eastern_time_zone_are_a_day_off_in_the_index_too() {
        index.replaceAll(bar -> of(bar, bar.session().plusDays(1)));

        assertRefused(AnomalyCode.STAMPS_A_DAY_OFF, "NIFTY50", "time zone");
    }

    @Test
    void values_a_session_early_on_plausible_days_are_found_by_how_they_move() {
        for (int i = 0; i < volatility.size() - 1; i++) {
            volatility.set(i, of(volatility.get(i + 1), volatility.get(i).session()));
        }
        volatility.remove(volatility.size() - 1);
        index.remove(LAST);
        asOf = Instant.parse("2024-12-30T10:30:00Z");

        assertRefused(AnomalyCode.VOLATILITY_A_SESSION_OFF, "session after");
    }

    @Test
    void values_a_session_late_on_plausible_days_are_found_by_how_they_move() {
        for (int i = volatility.size() - 1; i > 0; i--) {
            volatility.set(
                    i, of(TRUE.volatilityIndex().bar(i - 1), volatility.get(i).session()));
        }

        assertRefused(AnomalyCode.VOLATILITY_A_SESSION_OFF, "session before");
    }

    @Test
    void a_volatility_index_of_another_market_is_refused() {
        BarSeries other = MarketSources.synthetic(12, 1100)
                .snapshot(MarketRequest.nifty50(MarketFixtures.EVENING))
                .volatilityIndex();
        volatility = new ArrayList<>(other.bars());

        assertThatThrownBy(this::check)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("INDIAVIX")
                .hasMessageContaining("rank correlation");
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 0.01, 10})
    void a_newest_volatility_index_in_another_unit_is_refused(double factor) {
        change(volatility, volatility.size() - 1, bar -> scaled(bar, factor));

        assertRefused(AnomalyCode.NEWEST_BAR_IMPOSSIBLE, "INDIAVIX", "2024-12-31");
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 0.01, 0.1})
    void a_whole_volatility_index_in_another_unit_is_refused(double factor) {
        volatility.replaceAll(bar -> scaled(bar, factor));

        assertThatThrownBy(this::check).hasMessageMatching("(?s).*\\[VOLATILITY_(LEVEL|SCALE)].*");
    }

    @Test
    void a_volatility_index_that_doubles_alone_is_refused() {
        change(
                volatility,
                volatility.size() - 1,
                bar -> scaled(TRUE.volatilityIndex().bar(LAST - 1), 2));
        volatility.set(volatility.size() - 1, of(volatility.get(volatility.size() - 1), TODAY));
        DailyBar before = index.get(LAST - 1);
        change(
                index,
                LAST,
                bar -> new DailyBar(
                        TODAY,
                        before.close(),
                        before.close() * 1.002,
                        before.close() * 0.998,
                        before.close() * 1.001,
                        0));

        assertRefused(AnomalyCode.VOLATILITY_MOVED_ALONE, "INDIAVIX");
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 0.1, 1.6})
    void a_newest_close_at_another_level_is_refused(double factor) {
        change(index, LAST, bar -> scaled(bar, factor));

        assertRefused(AnomalyCode.NEWEST_BAR_IMPOSSIBLE, "NIFTY50", "2024-12-31", "as of 2024-12-30");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 400, 1098})
    void a_bar_of_a_tenth_between_good_ones_is_left_out(int at) {
        LocalDate session = index.get(at).session();
        change(index, at, bar -> scaled(bar, 0.1));

        MarketSnapshot snapshot = assertLeftOut(AnomalyCode.BAD_TICK, "newest " + session);
        assertThat(snapshot.daily().find(session)).isEmpty();
        assertThat(snapshot.daily().size()).isEqualTo(LAST);
    }

    @Test
    void one_price_far_off_takes_its_bar_out() {
        change(index, 900, bar -> new DailyBar(bar.session(), bar.open(), bar.high() * 10, bar.low(), bar.close(), 0));
        change(index, 950, bar -> new DailyBar(bar.session(), bar.open(), bar.high(), bar.low() / 10, bar.close(), 0));

        assertLeftOut(AnomalyCode.BAD_TICK, "NIFTY50: 2 bars");
    }

    @Test
    void a_close_five_percent_out_and_back_is_left_out() {
        DailyBar quiet = index.get(1000);
        double close = quiet.close() * 0.9;
        change(index, 1000, bar -> new DailyBar(bar.session(), bar.open(), bar.high(), close, close, 0));

        assertLeftOut(AnomalyCode.BAD_TICK, quiet.session().toString());
    }

    @Test
    void a_volatility_close_out_and_back_is_left_out() {
        change(volatility, 1000, bar -> scaled(bar, 2));

        assertLeftOut(AnomalyCode.BAD_TICK, "INDIAVIX: 1 closes");
    }

    @Test
    void a_level_that_changes_and_stays_is_refused() {
        for (int i = 500; i <= LAST; i++) {
            change(index, i, bar -> scaled(bar, 10));
        }

        assertRefused(AnomalyCode.LEVEL_BROKEN, index.get(500).session().toString());
    }

    @Test
    void a_newest_fall_that_the_volatility_index_denies_is_refused() {
        double before = index.get(LAST - 1).close();
        double deviation = volatility.get(LAST - 1).close() / 100 / Math.sqrt(252);
        double close = before * (1 - 7 * Math.max(deviation, 0.01));
        change(index, LAST, bar -> new DailyBar(TODAY, before, before, close, close, 0));
        DailyBar calm = volatility.get(LAST - 1);
        change(volatility, LAST, bar -> of(scaled(calm, 1.01), TODAY));

        assertRefused(AnomalyCode.NEWEST_CLOSE_UNSUPPORTED, "2024-12-31");
        DailyBar alarmed = scaled(calm, 1.5);
        change(volatility, LAST, bar -> of(alarmed, TODAY));
        assertThat(check().lastSession()).isEqualTo(TODAY);
    }

    @Test
    void a_newest_flat_bar_is_refused_and_an_older_one_left_out() {
        change(index, 700, DataChecksTest::flat);
        assertLeftOut(AnomalyCode.FLAT_BAR, index.get(700).session().toString());

        change(index, LAST, DataChecksTest::flat);
        assertRefused(AnomalyCode.NEWEST_BAR_FLAT, "2024-12-31", "as of 2024-12-30");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_newest_bar_that_repeats_another_of_the_week_is_refused(int sessionsBefore) {
        index.set(LAST, of(index.get(LAST - sessionsBefore), TODAY));

        assertRefused(AnomalyCode.NEWEST_BAR_STUCK, "2024-12-31");
    }

    @Test
    void repeats_are_left_out_and_a_repeated_volatility_index_counts_as_missing() {
        index.set(LAST - 9, of(index.get(LAST - 10), index.get(LAST - 9).session()));
        volatility.set(LAST, of(volatility.get(LAST - 1), TODAY));

        MarketSnapshot snapshot = check();

        assertThat(snapshot.daily().size()).isEqualTo(LAST);
        assertThat(snapshot.volatilityIndex().last().session()).isEqualTo(YESTERDAY);
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("STALE_REPEAT");
    }

    @Test
    void bars_carried_over_every_closed_day_are_left_out() {
        List<DailyBar> filled = new ArrayList<>();
        for (DailyBar bar : index) {
            filled.add(bar);
            LocalDate day = bar.session().plusDays(1);
            while (day.isBefore(TODAY) && !TRUE.calendar().isSession(day)) {
                filled.add(of(flat(bar), day));
                day = day.plusDays(1);
            }
        }
        index = filled;

        assertThat(assertLeftOut(AnomalyCode.SESSION_NOT_IN_CALENDAR, "NIFTY50").daily())
                .isEqualTo(TRUE.daily());
    }

    private void scaleIntraday(double factor) {
        intraday.replaceAll(bar -> new IntradayBar(
                bar.start(), bar.open() * factor, bar.high() * factor, bar.low() * factor, bar.close() * factor));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.1, 0.96})
    void bars_of_another_index_are_left_out_after_the_close_and_refused_as_spot(double factor) {
        scaleIntraday(factor);
        assertThat(assertLeftOut(AnomalyCode.INTRADAY_OTHER_INDEX, "all bars").intraday())
                .isEmpty();

        asOf = MarketFixtures.NOON;
        assertRefused(AnomalyCode.SPOT_NOT_THIS_INDEX, "as of 2024-12-30");
    }

    @Test
    void bars_of_the_running_session_alone_are_held_against_the_last_close() {
        asOf = MarketFixtures.NOON;
        Instant midnight = Instant.parse("2024-12-30T18:30:00Z");
        intraday.removeIf(bar -> bar.start().isBefore(midnight));
        assertThat(check().quote()).isPresent();

        scaleIntraday(2.1);
        assertRefused(AnomalyCode.SPOT_NOT_THIS_INDEX);
    }

    @Test
    void bars_of_one_foreign_session_are_left_out() {
        LocalDate foreign = LocalDate.parse("2024-12-24");
        intraday.replaceAll(
                bar -> bar.start().atZone(TRUE.calendar().zone()).toLocalDate().equals(foreign)
                        ? new IntradayBar(bar.start(), bar.open() * 2, bar.high() * 2, bar.low() * 2, bar.close() * 2)
                        : bar);

        MarketSnapshot snapshot = assertLeftOut(AnomalyCode.INTRADAY_OTHER_INDEX, "2024-12-24");
        assertThat(snapshot.intraday().orElseThrow().session(foreign)).isEmpty();
    }

    @Test
    void a_newest_daily_bar_that_its_own_bars_deny_is_refused() {
        change(index, LAST, bar -> scaled(bar, 1.02));

        assertRefused(AnomalyCode.DAILY_AGAINST_INTRADAY, "2024-12-31");
    }

    @Test
    void a_misprint_inside_a_session_is_left_out_and_refused_as_spot() {
        int size = intraday.size();
        IntradayBar bar = intraday.get(size - 20);
        intraday.set(
                size - 20,
                new IntradayBar(bar.start(), bar.open() / 10, bar.high() / 10, bar.low() / 10, bar.close() / 10));
        assertThat(assertLeftOut(AnomalyCode.BAD_TICK, "inside sessions")
                        .intraday()
                        .orElseThrow()
                        .bars())
                .hasSize(size - 1);

        asOf = bar.start().plus(Duration.ofMinutes(5));
        assertRefused(AnomalyCode.NEWEST_BAR_IMPOSSIBLE, "running session");
    }

    @Test
    void bars_that_stand_still_are_no_spot() {
        asOf = MarketFixtures.NOON;
        Instant from = asOf.minus(Duration.ofMinutes(40));
        IntradayBar stuck = intraday.stream()
                .filter(bar -> !bar.start().isBefore(from))
                .findFirst()
                .orElseThrow();
        intraday.replaceAll(bar -> bar.start().isBefore(from)
                ? bar
                : new IntradayBar(bar.start(), stuck.close(), stuck.close(), stuck.close(), stuck.close()));

        assertRefused(AnomalyCode.SPOT_STUCK, "stood still");
    }

    @Test
    void an_index_that_stands_still_at_the_end_of_its_session_is_no_stuck_feed() {
        asOf = Instant.parse("2024-12-31T09:56:00Z");
        Instant from = Instant.parse("2024-12-31T09:45:00Z");
        intraday.replaceAll(bar -> bar.start().isBefore(from)
                ? bar
                : new IntradayBar(bar.start(), bar.open(), bar.open(), bar.open(), bar.open()));

        assertThat(check().quote()).isPresent();
    }

    @Test
    void bars_labelled_by_their_end_are_moved_to_their_start() {
        intraday.replaceAll(bar -> new IntradayBar(
                bar.start().plus(Duration.ofMinutes(5)), bar.open(), bar.high(), bar.low(), bar.close()));
        asOf = MarketFixtures.EVENING;

        MarketSnapshot snapshot = assertLeftOut(AnomalyCode.INTRADAY_LABELLED_BY_END, "5 minutes");
        assertThat(snapshot.intraday()).isEqualTo(TRUE.intraday());
    }

    @Test
    void a_live_price_of_another_index_is_refused() {
        asOf = MarketFixtures.NOON;
        quote = new Quote(asOf, 2.1 * TRUE.newestPrice());

        assertRefused(AnomalyCode.QUOTE_IMPOSSIBLE);
    }

    @Test
    void a_live_volatility_index_in_another_unit_is_left_out() {
        asOf = MarketFixtures.NOON;
        volatilityQuote = new Quote(asOf, 100 * TRUE.volatilityIndex().last().close());

        assertThat(assertLeftOut(AnomalyCode.VOLATILITY_QUOTE_IMPOSSIBLE, "INDIAVIX")
                        .volatilityQuote())
                .isEmpty();
    }

    @Test
    void an_option_chain_of_another_index_is_left_out() {
        chain = new OptionChain("NIFTY", asOf, 2.1 * TRUE.newestPrice(), List.of());

        assertThat(assertLeftOut(AnomalyCode.OPTION_CHAIN_OTHER_INDEX, "2024-12-31")
                        .optionChain())
                .isEmpty();
    }

    @Test
    void a_chain_of_the_session_before_is_left_out_while_the_next_one_runs_and_makes_nothing_stale() {
        Instant close = Instant.parse("2024-12-30T10:00:00Z");
        chain = new OptionChain("NIFTY", close, TRUE.newestPrice(), List.of());
        asOf = MarketFixtures.NOON;
        MarketSnapshot noon = assertLeftOut(AnomalyCode.OPTION_CHAIN_OF_BEFORE, "2024-12-30T10:00:00Z");
        assertThat(noon.optionChain()).isEmpty();
        assertThat(noon.quality().freshness()).isEqualTo(Freshness.FRESH);

        asOf = Instant.parse("2024-12-31T03:30:00Z");
        MarketSnapshot beforeTheOpen = check();
        assertThat(beforeTheOpen.optionChain()).contains(chain);
        assertThat(beforeTheOpen.quality().freshness()).isEqualTo(Freshness.FRESH);

        // An hour old is of this session: used, told, and as old as it is.
        asOf = MarketFixtures.NOON;
        chain = new OptionChain("NIFTY", asOf.minus(Duration.ofHours(1)), TRUE.newestPrice(), List.of());
        assertThat(check().optionChain()).contains(chain);
        assertThat(check().quality().freshness()).isEqualTo(Freshness.STALE);
    }

    @Test
    void a_newest_close_that_the_next_session_takes_back_is_refused() {
        double before = index.get(LAST - 2).close();
        double close = before * 0.92;
        change(index, LAST - 1, bar -> new DailyBar(YESTERDAY, before, before, close, close, 0));
        change(volatility, LAST - 1, bar -> of(scaled(volatility.get(LAST - 2), 1.06), YESTERDAY));
        intraday.clear();
        asOf = MarketFixtures.NOON;
        quote = new Quote(asOf, before);

        assertRefused(AnomalyCode.NEWEST_CLOSE_UNSUPPORTED, "back");
    }

    @Test
    void the_readme_has_the_table() throws IOException {
        String table = Arrays.stream(Consequence.values())
                .flatMap(consequence ->
                        Arrays.stream(AnomalyCode.values()).filter(code -> code.consequence() == consequence))
                .map(code -> "| `" + code + "` | " + code.subject() + " | " + code.finding() + " | **"
                        + code.consequenceText() + "** | " + code.exitCode() + " |")
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "check-table.md"), table + "\n");

        assertThat(Files.readString(Path.of("docs/CHECKS.md")))
                .as("the table of checks in docs/CHECKS.md; the true one is in target/check-table.md")
                .contains(table);
    }
}
