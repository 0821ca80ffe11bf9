package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old versions go, except those somebody may need. */
class ModelRetentionTest {

    private static final EngineId SELLER = Engines.SELLER;
    private static final Instant FIRST = Instant.parse("2025-01-01T03:04:05Z");
    private static final FeatureSet HISTORY = TestMarkets.synthetic(400);
    /** More than a store reads before somebody asks. */
    private static final int LARGE = 1 << 17;

    @TempDir
    private Path folder = Path.of("");

    private ModelStore store = ModelStore.directory(Path.of(""));
    private int trainings;

    @BeforeEach
    void keeps_three() {
        store = ModelStore.directory(folder, 3);
    }

    private ModelBundle train() {
        trainings++;
        Skill skill = Skill.of(new double[] {0.1, 0.3}, new double[] {0.7, 0.2}, 1);
        ModelCard card = new ModelCard(
                "seller_trap",
                1,
                List.of("log_vix"),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(OutputScore.of("trap_5", 5, "log_loss", "base_rate", skill, Double.NaN, 0.35, List.of(0.1))));
        return ModelBundle.trained(
                SELLER,
                HISTORY,
                TrainingSettings.defaults().withSeed(trainings),
                new TreeMap<>(Map.of("small.json", "{}".getBytes(UTF_8), "large.json", new byte[LARGE])),
                List.of(card));
    }

    private Instant now() {
        return FIRST.plus(Duration.ofDays(7L * trainings));
    }

    private String save() {
        ModelBundle bundle = train();
        store.save(bundle, now());
        return bundle.manifest().version();
    }

    private String challenge() {
        ModelBundle bundle = train();
        store.challenge(bundle, now(), "failed a gate");
        return bundle.manifest().version();
    }

    @Test
    void the_newest_stay_by_when_they_were_trained() {
        save();
        save();
        String third = save();
        String fourth = save();
        String fifth = save();

        assertThat(store.versions(SELLER)).containsExactlyInAnyOrder(third, fourth, fifth);
        assertThat(store.rollback(SELLER, now(), "worse")).isEqualTo(fourth);
        assertThat(store.load(SELLER).requireWhole().manifest().version()).isEqualTo(fourth);
    }

    @Test
    void all_stay_in_a_store_without_a_bound() {
        store = ModelStore.directory(folder);
        for (int i = 0; i < 5; i++) {
            save();
        }

        assertThat(store.versions(SELLER)).hasSize(5);
    }

    @Test
    void a_challenger_stays_however_old_it_is_and_goes_one_training_after_it_was_replaced() {
        save();
        String old = challenge();
        for (int i = 0; i < 5; i++) {
            save();
            assertThat(store.challenger(SELLER)).contains(old);
        }
        assertThat(store.load(SELLER, old).requireWhole().manifest().version()).isEqualTo(old);

        String other = challenge();
        assertThat(store.versions(SELLER)).contains(old, other);
        String last = save();
        assertThat(store.versions(SELLER)).doesNotContain(old).contains(other, last);
    }

    @Test
    void what_is_being_read_when_two_trainings_end_can_be_read_to_its_end() {
        save();
        ModelBundle read = store.load(SELLER);
        save();
        save();

        assertThat(read.file("large.json")).hasSize(LARGE);
    }

    @Test
    void readers_beside_many_trainings_find_a_whole_model_each_time() throws Exception {
        save();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int read = 0;
            while (!done.get()) {
                assertThat(store.load(SELLER).file("small.json")).hasSize(2);
                read++;
            }
            return read;
        });
        try {
            for (int i = 0; i < 20; i++) {
                save();
            }
        } finally {
            done.set(true);
        }

        assertThat(reader.get()).isPositive();
        assertThat(store.versions(SELLER)).hasSize(3);
    }

    @Test
    void nothing_goes_while_it_is_not_known_what_a_rollback_needs() throws IOException {
        save();
        save();
        save();
        Path history = folder.resolve("seller/history.jsonl");
        byte[] known = Files.readAllBytes(history);
        Files.writeString(history, "no record\n");
        save();
        assertThat(store.versions(SELLER)).hasSize(4);

        Files.write(history, known);
        save();
        assertThat(store.versions(SELLER)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void fewer_than_three_cannot_be_asked_for() {
        assertThatThrownBy(() -> ModelStore.directory(folder, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 versions of an engine must stay, was 2");
    }
}
