package io.aegismatrix.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.replay.ReplayStep.Kind;
import io.aegismatrix.seller.SellerEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a schedule does, and when. */
class ReplayPlanTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();

    private static ReplayPlan plan(String from, String to, Rhythm retrain, Rhythm network, String slots) {
        return new ReplayPlan(LocalDate.parse(from), LocalDate.parse(to), retrain, network, 5, Slots.parse(slots));
    }

    @Test
    void a_session_is_trained_for_before_it_opens_and_scored_in_its_evening() {
        List<ReplayStep> steps = plan("2024-12-24", "2024-12-26", Rhythm.MONTHLY, Rhythm.QUARTERLY, "close")
                .steps(CALENDAR, EngineLibrary.SHIPPED);

        assertThat(steps)
                .extracting(ReplayStep::kind)
                .containsExactly(Kind.TRAIN, Kind.INFER, Kind.SCORE, Kind.INFER, Kind.SCORE);
        assertThat(steps)
                .extracting(ReplayStep::at)
                .containsExactly(
                        Instant.parse("2024-12-24T01:45:00Z"),
                        Instant.parse("2024-12-24T10:30:00Z"),
                        Instant.parse("2024-12-24T13:00:00Z"),
                        Instant.parse("2024-12-26T10:30:00Z"),
                        Instant.parse("2024-12-26T13:00:00Z"));
        assertThat(steps.get(0).trainedFrom()).contains(LocalDate.of(2019, 12, 24));
    }

    @Test
    void trees_and_network_are_trained_each_in_its_rhythm_on_the_first_session_of_a_period() {
        List<ReplayStep> trainings = plan("2024-11-21", "2025-04-02", Rhythm.MONTHLY, Rhythm.QUARTERLY, "close")
                .steps(CALENDAR, EngineLibrary.SHIPPED)
                .stream()
                .filter(step -> step.kind() == Kind.TRAIN)
                .toList();

        List<EngineId> all = EngineLibrary.SHIPPED;
        List<EngineId> trees = List.of(SellerEngine.ID, BuyerEngine.ID);
        assertThat(trainings)
                .extracting(step -> step.session().toString())
                .containsExactly("2024-11-21", "2024-12-02", "2025-01-01", "2025-02-01", "2025-03-03", "2025-04-01");
        assertThat(trainings).extracting(ReplayStep::engines).containsExactly(all, trees, all, trees, trees, all);
    }

    @Test
    void weeks_begin_on_their_first_session_also_over_the_turn_of_a_year() {
        List<ReplayStep> trainings = plan("2024-12-23", "2025-01-10", Rhythm.WEEKLY, Rhythm.WEEKLY, "close")
                .steps(CALENDAR, EngineLibrary.SHIPPED)
                .stream()
                .filter(step -> step.kind() == Kind.TRAIN)
                .toList();

        assertThat(trainings)
                .extracting(step -> step.session().toString())
                .containsExactly("2024-12-23", "2024-12-30", "2025-01-06");
    }

    @Test
    void a_time_at_which_a_session_does_not_trade_is_no_slot_of_it() {
        // The hour of Diwali's session of 2024 was from 18:00 to 19:00.
        List<ReplayStep> steps = plan("2024-10-31", "2024-11-01", Rhythm.MONTHLY, Rhythm.QUARTERLY, "11:00,18:30,close")
                .steps(CALENDAR, EngineLibrary.SHIPPED);

        assertThat(steps.stream()
                        .filter(step -> step.kind() == Kind.INFER)
                        .map(step -> step.at().toString()))
                .containsExactly(
                        "2024-10-31T05:30:00Z", "2024-10-31T10:30:00Z", "2024-11-01T13:00:00Z", "2024-11-01T14:00:00Z");
    }

    @Test
    void steps_are_in_order_and_no_two_share_a_moment() {
        List<Instant> moments = plan("2023-01-01", "2024-12-31", Rhythm.WEEKLY, Rhythm.MONTHLY, "09:30,12:00,close")
                .steps(CALENDAR, EngineLibrary.SHIPPED)
                .stream()
                .map(ReplayStep::at)
                .toList();

        assertThat(moments).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void slots_are_read_as_they_are_told() {
        assertThat(Slots.parse("close, 12:00,09:30").text()).isEqualTo("09:30,12:00,close");
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.parse("")).withMessageContaining("''");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slots.parse("25:00"))
                .withMessageContaining("'25:00'");
    }
}
