package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.SellerOutlook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left of a horizon gets less as its first session passes, and so do ranges and odds. */
class PathsAheadTest {

    private static final LocalDate SESSION = LocalDate.of(2024, 6, 28);
    private static final String[] TIMES = {"03:45", "05:30", "07:30", "09:30", "09:50", "09:59"};
    private static final Excursions FROM_CLOSE = Invented.excursions();
    private static final Optional<Excursions> FROM_OPEN = Optional.of(Excursions.parse(
            Invented.bundle().file(SellerFiles.EXCURSIONS_FROM_OPEN), SellerFiles.EXCURSIONS_FROM_OPEN));

    private static FeatureSet at(String time) {
        return Invented.running(
                Instant.parse(SESSION + "T" + time + ":00Z"),
                Invented.HISTORY.history().close(Invented.HISTORY.history().size() - 2));
    }

    private static PathsAhead ahead(FeatureSet features) {
        return PathsAhead.of(Invented.situation(features), FROM_CLOSE, FROM_OPEN);
    }

    private static double[] overTheDay(ToDouble what) {
        return Arrays.stream(TIMES)
                .mapToDouble(time -> what.of(Invented.engine().evaluate(at(time))))
                .toArray();
    }

    private interface ToDouble {
        double of(SellerOutlook outlook);
    }

    private static double width(SellerOutlook outlook, RangeKind kind, int horizon) {
        RangeForecast range = outlook.ranges().get().stream()
                .filter(one -> one.kind() == kind && one.horizonSessions() == horizon && one.level() == 0.9)
                .filter(one -> one.expiry().isEmpty())
                .findFirst()
                .orElseThrow();
        return range.upper() - range.lower();
    }

    private static double touch(SellerOutlook outlook, int horizon) {
        return outlook.breach().get().breachSurface().stream()
                .filter(point -> point.horizonSessions() == horizon && point.distanceFraction() == 0.005)
                .findFirst()
                .orElseThrow()
                .probability();
    }

    @Test
    void while_nothing_runs_the_whole_horizon_is_ahead() {
        Situation evening = Invented.situation(Invented.HISTORY);
        PathsAhead ahead = PathsAhead.of(evening, FROM_CLOSE, FROM_OPEN);

        assertThat(ahead.excursions()).isSameAs(FROM_CLOSE);
        assertThat(ahead.unit(5))
                .isEqualTo(
                        FROM_CLOSE.unit(evening.reach(5), evening.history().vix(evening.row()), evening.index(5), 5));
    }

    @Test
    void at_the_open_paths_from_the_open_are_ahead_whole() {
        PathsAhead ahead = ahead(at("03:45"));

        assertThat(ahead.excursions()).isSameAs(FROM_OPEN.orElseThrow());
        assertThat(ahead.unit(1))
                .isCloseTo(
                        FROM_CLOSE.unit(
                                ahead.situation().reach(1),
                                ahead.situation()
                                        .history()
                                        .vix(ahead.situation().row()),
                                ahead.situation().index(1),
                                1),
                        within(1e-12));
    }

    @Test
    void paths_from_the_open_go_less_far_than_those_from_the_close_and_not_at_all_backwards() {
        double fromOpen = FROM_OPEN.orElseThrow().pathBand(1, 0.9).up();

        assertThat(fromOpen)
                .isBetween(
                        0.3 * FROM_CLOSE.pathBand(1, 0.9).up(),
                        FROM_CLOSE.pathBand(1, 0.9).up());
        assertThat(FROM_OPEN.orElseThrow().pathBand(30, 0.9).up())
                .isCloseTo(FROM_CLOSE.pathBand(30, 0.9).up(), within(0.1));
    }

    @Test
    void a_range_over_the_session_narrows_to_its_end_and_one_over_a_month_hardly() {
        double[] one = overTheDay(outlook -> width(outlook, RangeKind.PATH, 1));
        double[] month = overTheDay(outlook -> width(outlook, RangeKind.CLOSE, 30));

        for (int i = 1; i < TIMES.length; i++) {
            assertThat(one[i]).as(TIMES[i]).isBetween(0.0, one[i - 1]);
            assertThat(month[i]).as(TIMES[i]).isBetween(0.97 * month[0], month[i - 1]);
        }
        assertThat(one[TIMES.length - 1]).isBetween(0.01 * one[0], 0.25 * one[0]);
    }

    @Test
    void a_touch_gets_less_likely_as_the_session_passes() {
        double[] one = overTheDay(outlook -> touch(outlook, 1));
        double[] five = overTheDay(outlook -> touch(outlook, 5));

        for (int i = 1; i < TIMES.length; i++) {
            assertThat(one[i]).as(TIMES[i]).isBetween(0.0, one[i - 1]);
            assertThat(five[i]).as(TIMES[i]).isGreaterThanOrEqualTo(one[i]).isBetween(0.8 * five[0], five[0]);
        }
        assertThat(one[TIMES.length - 1]).isLessThan(0.1);
    }

    @Test
    void a_bundle_without_paths_from_the_open_takes_less_of_those_from_the_close() {
        PathsAhead noon = PathsAhead.of(Invented.situation(at("07:30")), FROM_CLOSE, Optional.empty());
        PathsAhead evening = PathsAhead.of(Invented.situation(Invented.HISTORY), FROM_CLOSE, Optional.empty());

        assertThat(noon.excursions()).isSameAs(FROM_CLOSE);
        assertThat(noon.unit(1) / evening.unit(1)).isBetween(0.3, 0.8);
    }
}
