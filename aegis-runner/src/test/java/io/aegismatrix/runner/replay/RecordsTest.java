package io.aegismatrix.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.log.LoggedForecast;
import io.aegismatrix.seller.SellerEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What held is held against what was promised, by the same measure or not at all. */
class RecordsTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    private static LoggedForecast forecast(
            int day, Target target, int horizon, double value, @Nullable Outcome outcome) {
        LocalDate session = FIRST.plusDays(day);
        return new LoggedForecast(
                session,
                session.atStartOfDay().toInstant(ZoneOffset.UTC),
                SellerEngine.ID,
                "20231229-0123456789ab",
                new Topic<>(target, horizon, target.form() == Target.Form.RANGE ? 0.9 : Double.NaN),
                value,
                Optional.ofNullable(outcome));
    }

    private static Outcome held(boolean hit) {
        return new Outcome(
                Topic.of(Target.PATH_RANGE, 1),
                "interval_score_percent",
                hit ? 1 : 0,
                3,
                OptionalDouble.empty(),
                OptionalDouble.of(hit ? 1 : 0),
                OptionalDouble.empty(),
                FIRST);
    }

    /** Ranges of which one in {@code every} does not hold. */
    private static List<LoggedForecast> ranges(int n, int horizon, int every) {
        return IntStream.range(0, n)
                .mapToObj(day -> forecast(day, Target.PATH_RANGE, horizon, 100, held(day % every != 0)))
                .toList();
    }

    @Test
    void ranges_that_hold_as_often_as_promised_are_as_promised() {
        RangeRecord record = RangeRecord.of(ranges(400, 1, 10), range -> OptionalDouble.of(0.91));

        assertThat(record.held().orElseThrow().value()).isCloseTo(0.9, within(1e-12));
        assertThat(record.promised().orElseThrow()).isCloseTo(0.91, within(1e-12));
        assertThat(record.verdict()).isEqualTo(PromiseVerdict.AS_PROMISED);
        assertThat(record.againstLevel()).isEqualTo(PromiseVerdict.AS_PROMISED);
    }

    @Test
    void ranges_that_hold_less_often_beyond_sampling_error_are_said_to() {
        RangeRecord record = RangeRecord.of(ranges(400, 1, 3), range -> OptionalDouble.of(0.9));

        assertThat(record.verdict()).isEqualTo(PromiseVerdict.LESS);
        assertThat(RangeRecord.of(ranges(400, 1, 3), range -> OptionalDouble.of(0.4))
                        .verdict())
                .isEqualTo(PromiseVerdict.MORE);
    }

    @Test
    void fewer_than_ten_outcomes_that_do_not_overlap_give_no_verdict() {
        assertThat(RangeRecord.of(ranges(199, 20, 3), range -> OptionalDouble.of(0.9))
                        .verdict())
                .isEqualTo(PromiseVerdict.TOO_FEW);
        assertThat(RangeRecord.of(ranges(200, 20, 3), range -> OptionalDouble.of(0.9))
                        .verdict())
                .isNotEqualTo(PromiseVerdict.TOO_FEW);
    }

    @Test
    void ranges_to_an_expiry_are_counted_together_whatever_their_number_of_sessions() {
        List<LoggedForecast> ranges = List.of(
                forecast(0, Target.PATH_RANGE, 2, 100, held(true)),
                forecast(1, Target.PATH_RANGE, 3, 100, held(false)),
                forecast(2, Target.PATH_RANGE, 4, 100, null));

        RangeRecord record = RangeRecord.of(ranges, range -> OptionalDouble.empty());

        assertThat(record.horizon()).isEqualTo(RangeRecord.TO_EXPIRY);
        assertThat(record.published()).isEqualTo(3);
        assertThat(record.held().orElseThrow().value()).isEqualTo(0.5);
        assertThat(record.verdict()).isEqualTo(PromiseVerdict.NO_PROMISE);
    }

    private static OutputScore score(String metric, String baseline) {
        return OutputScore.of("output", 1, metric, baseline, new Skill(0.3, 0.4, 0.1, 0.4, 900), 0.6, 1, List.of());
    }

    private static Outcome odds(double stated, double usual, boolean happened) {
        double outcome = happened ? 1 : 0;
        return new Outcome(
                Topic.of(Target.TRAP_PROBABILITY, 1),
                "brier",
                outcome,
                (stated - outcome) * (stated - outcome),
                OptionalDouble.of((usual - outcome) * (usual - outcome)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                FIRST);
    }

    @Test
    void odds_that_were_promised_by_log_loss_are_measured_by_it() {
        List<LoggedForecast> forecasts = IntStream.range(0, 100)
                .mapToObj(day -> forecast(day, Target.TRAP_PROBABILITY, 1, 0.25, odds(0.25, 0.4, day % 4 == 0)))
                .toList();

        SkillRecord record =
                SkillRecord.of(forecasts, forecast -> Optional.of(score("log_loss", "expanding frequency")));

        double stated = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
        double usual = -0.25 * Math.log(0.4) - 0.75 * Math.log(0.6);
        assertThat(record.metric()).isEqualTo("log_loss");
        assertThat(record.skill().orElseThrow().loss()).isCloseTo(stated, within(1e-9));
        assertThat(record.skill().orElseThrow().baselineLoss()).isCloseTo(usual, within(1e-9));
        assertThat(record.stated()).hasValue(0.25);
        assertThat(record.happened()).hasValue(0.25);
        assertThat(record.promisedSkill().orElseThrow()).isCloseTo(0.25, within(1e-12));
        assertThat(record.comparable()).isTrue();
    }

    @Test
    void a_promise_against_another_simple_forecast_is_shown_and_not_compared() {
        List<LoggedForecast> forecasts = IntStream.range(0, 100)
                .mapToObj(day -> forecast(day, Target.TOUCH_EITHER_PROBABILITY, 1, 0.2, odds(0.2, 0.3, day % 5 == 0)))
                .toList();

        SkillRecord record =
                SkillRecord.of(forecasts, forecast -> Optional.of(score("brier", "past excursions in VIX units")));

        assertThat(record.metric()).isEqualTo("brier");
        assertThat(record.promisedAgainst()).isEqualTo("brier against past excursions in VIX units");
        assertThat(record.verdict()).isEqualTo(PromiseVerdict.NO_PROMISE);
    }
}
