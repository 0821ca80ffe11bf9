package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.source.MarketSources;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissedRunsTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
    private static final Instant EVENING = Instant.parse("2024-12-31T14:00:00Z");

    @TempDir
    private Path folder;

    private final SessionSlots slots = SessionSlots.of(MarketSources.nseCalendar());

    private RunLedger ledger() {
        return RunLedger.file(folder.resolve("runs.jsonl"));
    }

    private List<MissedSlot> missed() {
        return MissedRuns.of(slots, ledger()).find(DAY, EVENING);
    }

    /** One run in every slot but those from {@code from} to before {@code to}. */
    private void publishAllBut(int from, int to) {
        List<SessionSlot> day = slots.on(DAY);
        for (int i = 0; i < day.size(); i++) {
            if (i < from || i >= to) {
                Instant start = day.get(i).start();
                ledger().append(RunFixture.published(
                        "run-" + i, start.plusSeconds(120).toString(), start.toString()));
            }
        }
    }

    @Test
    void nothing_is_missed_where_every_slot_has_its_forecast() {
        publishAllBut(0, 0);

        assertThat(missed()).isEmpty();
    }

    @Test
    void everything_is_missed_where_nothing_ran() {
        assertThat(missed())
                .hasSize(13)
                .allSatisfy(slot -> assertThat(slot.reason()).isEqualTo("no run"));
    }

    @Test
    void says_why_as_far_as_the_ledger_tells() {
        publishAllBut(2, 5);
        ledger().append(RunFixture.start("killed", "2024-12-31T04:47:00Z"));
        ledger().append(RunFixture.start("refused", "2024-12-31T05:17:00Z"));
        ledger().append(RunFixture.failed("refused", "2024-12-31T05:17:00Z", 10, "the newest price is EXPIRED"));

        assertThat(missed())
                .extracting(MissedSlot::reason)
                .containsExactly(
                        "run killed started and never ended", "failed, exit 10: the newest price is EXPIRED", "no run");
    }

    @Test
    void a_second_try_in_the_slot_makes_good_and_one_after_it_does_not() {
        publishAllBut(2, 4);
        ledger().append(RunFixture.failed("first", "2024-12-31T04:47:00Z", 10, "no data"));
        ledger().append(RunFixture.published("second", "2024-12-31T05:02:00Z", "2024-12-31T04:45:00Z"));
        ledger().append(RunFixture.published("late", "2024-12-31T11:00:00Z", "2024-12-31T05:15:00Z"));

        assertThat(missed())
                .extracting(slot -> slot.slot().start())
                .containsExactly(Instant.parse("2024-12-31T05:15:00Z"));
    }
}
