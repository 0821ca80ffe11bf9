package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightTest {

    private static final TradingCalendar NSE = MarketSources.nseCalendar();
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final MarketSnapshot HOME = MarketFixtures.snapshot(300);

    /** A market with New York's bars on every day that passes, each day's close told by its date. */
    private static MarketSnapshot market(String asOf, Predicate<LocalDate> there) {
        Instant moment = Instant.parse(asOf);
        LocalDate last = NSE.lastCompletedSession(moment);
        return MarketSnapshot.at(moment, Underlying.NIFTY50, NSE)
                .daily(HOME.daily().until(last))
                .volatilityIndex(HOME.volatilityIndex().until(last))
                .companion(series(Companion.SP500, 4_000, there))
                .companion(series(Companion.CBOE_VIX, 10, there))
                .assessQuality(List.of(), List.of())
                .build();
    }

    private static CompanionSeries series(Companion companion, double level, Predicate<LocalDate> there) {
        return CompanionSeries.of(
                        companion,
                        "test",
                        BarSeries.of(
                                companion.name(),
                                FIRST.datesUntil(LocalDate.of(2025, 1, 3))
                                        .filter(day -> Companion.SP500.isDue(day, NSE))
                                        .filter(there)
                                        .map(day -> bar(day, close(level, day)))
                                        .toList()))
                .orElseThrow();
    }

    private static DailyBar bar(LocalDate day, double close) {
        return new DailyBar(day, close, close, close, close, 0);
    }

    private static double close(double level, LocalDate day) {
        return level * (1 + 0.001 * day.getDayOfYear());
    }

    private static double move(double level, String from, String to) {
        return Math.log(close(level, LocalDate.parse(to)) / close(level, LocalDate.parse(from)));
    }

    private static Night night(String asOf, String session) {
        return Night.before(LocalDate.parse(session), market(asOf, day -> true));
    }

    private static String reason(Night night) {
        return night instanceof Night.Unknown unknown ? unknown.reason() : "known";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an ordinary night,                    2024-12-31, 2024-12-27, 2024-12-30",
        "a weekend,                            2024-12-30, 2024-12-26, 2024-12-27",
        "a holiday in India: two of New York's, 2024-08-16, 2024-08-13, 2024-08-15",
        "a holiday in New York: nothing,       2024-11-29, 2024-11-27, 2024-11-27",
        "the last night of winter,             2024-03-11, 2024-03-06, 2024-03-08",
        "the first night of summer,            2024-03-12, 2024-03-08, 2024-03-11",
        "the last night of summer,             2024-11-04, 2024-10-31, 2024-11-01",
    })
    void counts_new_york_from_our_previous_close_to_its_last_close_before_our_open(
            String name, String session, String from, String to) {
        Night.Known known = night(session + "T03:15:00Z", session).find().orElseThrow();

        assertThat(known.usReturn()).isCloseTo(move(4_000, from, to), within(1e-12));
        assertThat(known.vixChange()).isCloseTo(move(10, from, to), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-11, 2024-03-08T21:15:00Z",
        "2024-03-12, 2024-03-11T20:15:00Z",
        "2024-11-04, 2024-11-01T20:15:00Z",
        "2024-11-05, 2024-11-04T21:15:00Z",
    })
    void tells_when_the_newest_close_became_known_by_new_yorks_clock(String session, String known) {
        assertThat(night(session + "T03:15:00Z", session).find().orElseThrow().asOf())
                .isEqualTo(known);
    }

    @Test
    void is_the_same_in_hindsight_as_it_was_in_the_morning() {
        Night morning = night("2024-12-31T03:00:00Z", "2024-12-31");

        assertThat(night("2025-01-02T04:00:00Z", "2024-12-31"))
                .isEqualTo(morning)
                .isEqualTo(night("2024-12-31T03:45:00Z", "2024-12-31"));
        assertThat(Night.before(
                        LocalDate.of(2024, 12, 31),
                        market("2025-01-02T04:00:00Z", day -> !day.isAfter(LocalDate.of(2024, 12, 30)))))
                .as("closes that came after the open")
                .isEqualTo(morning);
    }

    @Test
    void an_older_night_is_not_passed_off_as_the_last() {
        LocalDate lastNight = LocalDate.of(2024, 12, 30);

        assertThat(reason(Night.before(
                        LocalDate.of(2024, 12, 31), market("2024-12-31T03:15:00Z", day -> day.isBefore(lastNight)))))
                .isEqualTo("SP500 lacks the close of 2024-12-30");
        assertThat(reason(Night.before(
                        LocalDate.of(2024, 12, 31),
                        market("2024-12-31T03:15:00Z", day -> !day.equals(LocalDate.of(2024, 12, 27))))))
                .as("the close it is counted from")
                .isEqualTo("SP500 lacks the close of 2024-12-27");
    }

    @Test
    void a_market_without_companions_says_so() {
        MarketSnapshot alone = MarketSnapshot.at(Instant.parse("2024-12-31T03:15:00Z"), Underlying.NIFTY50, NSE)
                .daily(HOME.daily().until(LocalDate.of(2024, 12, 30)))
                .volatilityIndex(HOME.volatilityIndex().until(LocalDate.of(2024, 12, 30)))
                .assessQuality(List.of(), List.of())
                .build();

        assertThat(reason(Night.before(LocalDate.of(2024, 12, 31), alone)))
                .isEqualTo("the source has no bars of SP500");
    }

    @Test
    void is_not_over_before_half_past_eight_nor_known_then() {
        assertThat(Night.isOver(NSE, Instant.parse("2024-12-31T02:59:59Z"))).isFalse();
        assertThat(Night.isOver(NSE, Instant.parse("2024-12-31T03:00:00Z"))).isTrue();
        assertThat(Night.isOver(NSE, Instant.parse("2024-12-31T03:45:00Z")))
                .as("open")
                .isFalse();
        assertThat(Night.isOver(NSE, Instant.parse("2024-12-25T03:15:00Z")))
                .as("holiday")
                .isFalse();
        assertThat(reason(night("2024-12-31T02:59:59Z", "2024-12-31"))).contains("counts from 08:30 on");
    }

    @Test
    void companions_are_asked_for_only_before_an_open() {
        assertThat(FeatureSet.request(Underlying.NIFTY50, Instant.parse("2024-12-31T03:15:00Z"))
                        .companions())
                .isTrue();
        assertThat(FeatureSet.request(Underlying.NIFTY50, Instant.parse("2024-12-31T06:45:00Z"))
                        .companions())
                .isFalse();
    }
}
