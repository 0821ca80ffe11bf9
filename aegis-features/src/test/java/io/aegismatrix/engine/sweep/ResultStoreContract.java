package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.TrainingSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ResultStore} owes a sweep. Extend it and give an empty store and a way behind its back; the inherited tests
 * check that only a whole result counts, whatever was left of another.
 */
public abstract class ResultStoreContract {

    private static final SweepTask TASK = new SweepTask(
            "NIFTY50",
            new EngineId("coin"),
            new BacktestPeriod(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31), 63),
            TrainingSettings.defaults(),
            "0123456789",
            "0123456789");
    private static final byte[] DATA = "whatever was forecast".getBytes(UTF_8);
    private static final String PLACE = "results/" + TASK.path();
    private static final String PREDICTIONS = PLACE + "/predictions.csv.gz";
    private static final String RECEIPT = PLACE + "/receipt.json";

    /** The store under test: empty, and the same one within a test. */
    protected abstract ResultStore store() throws IOException;

    /** Writes a file of it with other means than the store's. */
    protected abstract void damage(String name, byte[] bytes) throws IOException;

    /** Removes a file of it. */
    protected abstract void delete(String name) throws IOException;

    /** Every file it keeps, also those it does not count. */
    protected abstract List<String> names() throws IOException;

    private static TaskReceipt receipt(byte[] data, String host) {
        return new TaskReceipt(
                TASK.key(), TaskReceipt.Status.OK, "", 3, KeptResults.hash(data), data.length, 1.5, host, "a cpu", 1);
    }

    private static TaskReceipt failed(String reason) {
        return new TaskReceipt(
                TASK.key(),
                TaskReceipt.Status.FAILED,
                reason,
                0,
                KeptResults.hash(new byte[0]),
                0,
                0.1,
                "here",
                "a cpu",
                1);
    }

    @Test
    void a_market_is_kept_under_its_hash_and_no_other_bytes_are_taken_for_it() throws IOException {
        byte[] market = SweepMarket.bytes(
                MarketSources.synthetic(3).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z"))));

        String sha256 = store().putMarket(market);
        assertThat(store().putMarket(market)).isEqualTo(sha256);

        assertThat(store().market(sha256)).isEqualTo(market);
        damage("markets/" + sha256 + ".csv.gz", new byte[] {1});
        assertThatThrownBy(() -> store().market(sha256))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sha256)
                .hasMessageContaining("its bytes are not those it was planned with");
    }

    @Test
    void a_market_that_was_never_kept_is_named() {
        assertThatThrownBy(() -> store().market("0".repeat(64)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("0".repeat(64));
    }

    @Test
    void a_result_is_found_once_it_is_kept_and_leaves_nothing_else_behind() throws IOException {
        assertThat(store().find(TASK)).isEmpty();
        assertThat(store().verify(TASK)).isEmpty();

        store().put(TASK, DATA, receipt(DATA, "here"));

        assertThat(store().find(TASK)).contains(receipt(DATA, "here"));
        assertThat(store().verify(TASK)).contains(receipt(DATA, "here"));
        assertThat(store().data(TASK)).isEqualTo(DATA);
        assertThat(names()).containsExactlyInAnyOrder(PREDICTIONS, RECEIPT);
    }

    @Test
    void a_reason_why_there_is_none_is_a_result_without_data() throws IOException {
        store().put(TASK, new byte[0], failed("too little history"));

        assertThat(store().verify(TASK)).contains(failed("too little history"));
        assertThat(names()).containsExactly(RECEIPT);
        assertThatThrownBy(() -> store().data(TASK)).isInstanceOf(IOException.class);
    }

    @Test
    void data_without_its_receipt_is_no_result() throws IOException {
        store().put(TASK, DATA, receipt(DATA, "here"));
        delete(RECEIPT);

        assertThat(store().find(TASK)).isEmpty();
        assertThatThrownBy(() -> store().data(TASK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run the sweep again");
    }

    @Test
    void what_is_torn_or_changed_counts_for_nothing_and_can_be_kept_anew() throws IOException {
        byte[] flipped = DATA.clone();
        flipped[3] ^= 1;
        byte[] whole = receipt(DATA, "here").toBytes();
        byte[] another =
                new String(whole, UTF_8).replace(TASK.key(), "0".repeat(16)).getBytes(UTF_8);
        List<Damage> damages = List.of(
                () -> damage(PREDICTIONS, flipped),
                () -> damage(PREDICTIONS, new byte[0]),
                () -> delete(PREDICTIONS),
                () -> damage(RECEIPT, new byte[0]),
                () -> damage(RECEIPT, "{\"key\":".getBytes(UTF_8)),
                () -> damage(RECEIPT, new byte[1 << 17]),
                () -> damage(RECEIPT, another));
        for (Damage damage : damages) {
            store().put(TASK, DATA, receipt(DATA, "here"));
            damage.happen();

            assertThat(store().verify(TASK)).isEmpty();
            store().put(TASK, DATA, receipt(DATA, "there"));
            assertThat(store().verify(TASK)).contains(receipt(DATA, "there"));
            assertThat(store().data(TASK)).isEqualTo(DATA);
        }
    }

    /** Something behind the store's back. */
    private interface Damage {
        void happen() throws IOException;
    }

    @Test
    void a_second_attempt_with_other_bytes_is_an_alarm_and_changes_nothing() throws IOException {
        byte[] other = "other".getBytes(UTF_8);
        store().put(TASK, DATA, receipt(DATA, "here"));
        store().put(TASK, DATA, receipt(DATA, "there"));

        assertThatThrownBy(() -> store().put(TASK, other, receipt(other, "elsewhere")))
                .isInstanceOf(SweepConflictException.class)
                .hasMessageContaining(KeptResults.hash(DATA))
                .hasMessageContaining(KeptResults.hash(other))
                .hasMessageContaining("elsewhere");
        assertThat(store().data(TASK)).isEqualTo(DATA);
        assertThat(names())
                .contains(PLACE + "/conflict-" + KeptResults.hash(other).substring(0, 8) + ".json");
    }
}
