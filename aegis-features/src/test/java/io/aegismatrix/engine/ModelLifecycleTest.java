package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelChange.Action;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLifecycleTest {

    private static final FeatureSet HISTORY = TestMarkets.synthetic(300);
    private static final Instant NOW = Instant.parse("2025-01-01T03:04:05Z");
    private static final EngineId SELLER = Engines.SELLER;

    @TempDir
    private Path folder = Path.of("");

    private ModelStore store = ModelStore.directory(folder);
    private String first = "";
    private String second = "";
    private String third = "";

    @BeforeEach
    void open() {
        store = ModelStore.directory(folder);
        first = bundle(1).manifest().version();
        second = bundle(2).manifest().version();
        third = bundle(3).manifest().version();
    }

    static ModelBundle bundle(long seed) {
        byte[] noise = new byte[20_000];
        new Random(seed).nextBytes(noise);
        Skill skill = Skill.of(new double[] {0.1, 0.3}, new double[] {0.7, 0.2}, 1);
        ModelCard card = new ModelCard(
                "seller_trap",
                123,
                List.of("distance"),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(OutputScore.of("trap_5", 5, "log_loss", "rate", skill, Double.NaN, 0.3, List.of(0.1))));
        return ModelBundle.trained(
                SELLER,
                HISTORY,
                TrainingSettings.defaults().withSeed(seed),
                new TreeMap<>(Map.of("seller_trap.ubj", noise, "volatility.json", "{}".getBytes(UTF_8))),
                List.of(card));
    }

    private Path file(String name) {
        return folder.resolve("seller").resolve(name);
    }

    private List<Action> actions() {
        return store.changes(SELLER).stream().map(ModelChange::action).toList();
    }

    @Test
    void a_challenger_is_kept_beside_the_champion_and_takes_its_place_when_promoted() {
        store.save(bundle(1), NOW);
        store.challenge(bundle(2), NOW.plusSeconds(1), "lost to the champion");

        assertThat(store.currentVersion(SELLER)).contains(first);
        assertThat(store.challenger(SELLER)).contains(second);
        assertThat(store.state(SELLER, first)).isEqualTo(ModelState.CHAMPION);
        assertThat(store.state(SELLER, second)).isEqualTo(ModelState.CHALLENGER);

        store.promote(SELLER, second, NOW.plusSeconds(2), "not worse on 61 sessions");

        assertThat(store.currentVersion(SELLER)).contains(second);
        assertThat(store.challenger(SELLER)).isEmpty();
        assertThat(store.state(SELLER, first)).isEqualTo(ModelState.RETIRED);
        assertThat(store.changes(SELLER))
                .containsExactly(
                        new ModelChange(NOW, Action.TRAINED, first, Optional.empty(), "trained, passed every gate"),
                        new ModelChange(
                                NOW.plusSeconds(1),
                                Action.CHALLENGED,
                                second,
                                Optional.of(first),
                                "lost to the champion"),
                        new ModelChange(
                                NOW.plusSeconds(2),
                                Action.PROMOTED,
                                second,
                                Optional.of(first),
                                "not worse on 61 sessions"));
    }

    @Test
    void the_version_in_use_is_no_challenger() {
        store.save(bundle(1), NOW);
        store.challenge(bundle(1), NOW, "the same again");
        assertThat(store.challenger(SELLER)).isEmpty();
        assertThat(actions()).containsExactly(Action.TRAINED);
    }

    @Test
    void a_replaced_challenger_is_kept() {
        store.save(bundle(1), NOW);
        store.challenge(bundle(2), NOW, "worse");
        store.challenge(bundle(3), NOW, "worse");
        assertThat(store.challenger(SELLER)).contains(third);
        assertThat(store.state(SELLER, second)).isEqualTo(ModelState.KEPT);
    }

    @Test
    void rolls_back_step_by_step_and_keeps_the_history() {
        store.save(bundle(1), NOW);
        store.save(bundle(2), NOW);
        store.save(bundle(3), NOW);

        assertThat(store.previousVersion(SELLER)).contains(second);
        assertThat(store.rollback(SELLER, NOW, "bad week")).isEqualTo(second);
        assertThat(store.rollback(SELLER, NOW, "bad month")).isEqualTo(first);
        assertThatThrownBy(() -> store.rollback(SELLER, NOW, "bad year"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nothing is recorded to have been in use before " + first)
                .hasMessageContaining(third);
        assertThat(store.currentVersion(SELLER)).contains(first);

        store.promote(SELLER, third, NOW, "it was not the model");
        assertThat(store.rollback(SELLER, NOW, "it was")).isEqualTo(first);
        assertThat(actions())
                .containsExactly(
                        Action.TRAINED,
                        Action.TRAINED,
                        Action.TRAINED,
                        Action.ROLLED_BACK,
                        Action.ROLLED_BACK,
                        Action.PROMOTED,
                        Action.ROLLED_BACK);
        assertThat(store.versions(SELLER)).contains(first, second, third);
    }

    @Test
    void a_store_from_before_there_was_a_history_rolls_back_to_what_it_had() throws IOException {
        store.save(bundle(1), NOW);
        Files.delete(file("history.jsonl"));
        assertThat(store.changes(SELLER)).isEmpty();
        store.save(bundle(2), NOW);
        assertThat(store.rollback(SELLER, NOW, "back")).isEqualTo(first);
    }

    @Test
    void a_damaged_version_is_neither_promoted_nor_rolled_back_to() throws IOException {
        store.save(bundle(1), NOW);
        store.save(bundle(2), NOW);
        Files.writeString(file(first + "/volatility.json"), "{ }");

        assertThatThrownBy(() -> store.promote(SELLER, first, NOW, "try")).hasMessageContaining("CRC-32C");
        assertThatThrownBy(() -> store.rollback(SELLER, NOW, "try")).hasMessageContaining("CRC-32C");
        assertThatThrownBy(() -> store.promote(SELLER, "../../etc", NOW, "try"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no model version");
        assertThat(store.currentVersion(SELLER)).contains(second);
    }

    @Test
    void a_change_that_was_noted_but_never_made_is_told_from_the_others() throws IOException {
        store.save(bundle(1), NOW);
        store.save(bundle(2), NOW);
        Files.writeString(file("current"), first + "\n");

        assertThat(store.load(SELLER).manifest().version()).isEqualTo(first);
        assertThat(store.previousVersion(SELLER)).isEmpty();
        store.save(bundle(3), NOW);
        assertThat(store.rollback(SELLER, NOW, "back")).isEqualTo(first);
    }

    @Test
    void a_promotion_that_stopped_before_the_challenger_was_cleared_has_happened() throws IOException {
        store.save(bundle(1), NOW);
        store.challenge(bundle(2), NOW, "worse");
        store.promote(SELLER, second, NOW, "better");
        Files.writeString(file("challenger"), second + "\n");
        assertThat(store.challenger(SELLER)).isEmpty();
        assertThat(store.state(SELLER, second)).isEqualTo(ModelState.CHAMPION);
    }

    @Test
    void a_damaged_pointer_is_named_and_healed_by_the_next_promotion() throws IOException {
        store.save(bundle(1), NOW);
        store.save(bundle(2), NOW);
        Files.write(file("current"), new byte[] {0, 1, 2});
        assertThatThrownBy(() -> store.load(SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file("current").toString());
        assertThatThrownBy(() -> store.rollback(SELLER, NOW, "?")).isInstanceOf(ModelException.class);

        store.promote(SELLER, first, NOW, "the pointer was damaged");
        assertThat(store.load(SELLER).manifest().version()).isEqualTo(first);

        Files.writeString(file("challenger"), "nonsense");
        assertThatThrownBy(() -> store.challenger(SELLER)).hasMessageContaining("'nonsense' is no model version");
        store.challenge(bundle(3), NOW, "worse");
        assertThat(store.challenger(SELLER)).contains(third);
    }

    @Test
    void a_history_without_end_is_refused_by_name_and_stops_no_inference() throws IOException {
        store.save(bundle(1), NOW);
        try (RandomAccessFile sparse =
                new RandomAccessFile(file("history.jsonl").toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }

        assertThat(store.load(SELLER)).isNotNull();
        assertThatThrownBy(() -> store.changes(SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("history.jsonl: cannot be read: it has more than the 16777216 bytes")
                .hasMessageEndingWith("restore it or move it away");
        assertThatThrownBy(() -> store.save(bundle(2), NOW))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("history.jsonl: cannot be read");
        assertThat(store.load(SELLER)).isNotNull();
    }

    @Test
    void a_pointer_that_leads_to_another_file_tells_nothing_of_it() throws IOException {
        store.save(bundle(1), NOW);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "root:x:0:0:root:/root:/bin/bash\n".repeat(9));
        Files.delete(file("current"));
        Files.createSymbolicLink(file("current"), elsewhere);

        assertThatThrownBy(() -> store.load(SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("current: a text of ")
                .hasMessageNotContaining("root");
    }

    @Test
    void a_damaged_history_names_its_line_and_stops_neither_inference_nor_training() throws IOException {
        store.save(bundle(1), NOW);
        Files.writeString(file("history.jsonl"), "{\"at\":\"yesterday\"}\n");

        assertThatThrownBy(() -> store.changes(SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("history.jsonl:1: not a change of models");
        assertThat(store.load(SELLER).manifest().version()).isEqualTo(first);
        store.save(bundle(2), NOW);
        assertThat(store.currentVersion(SELLER)).contains(second);
        assertThat(Files.readAllLines(file("history.jsonl"))).hasSize(2);
    }

    /** Changes the pointers without end, until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            ModelStore store = ModelStore.directory(Path.of(args[0]));
            List<ModelBundle> bundles = List.of(bundle(1), bundle(2), bundle(3));
            bundles.forEach(bundle -> store.save(bundle, NOW));
            System.out.println("ready");
            for (int i = 0; ; i++) {
                ModelBundle next = bundles.get(i % 3);
                switch (i % 4) {
                    case 0 -> store.challenge(next, NOW, "round " + i);
                    case 1 -> store.promote(SELLER, next.manifest().version(), NOW, "round " + i);
                    case 2 -> store.save(bundle(10 + i), NOW);
                    default -> store.rollback(SELLER, NOW, "round " + i);
                }
            }
        }
    }

    @Test
    void a_run_killed_at_any_moment_leaves_a_whole_champion_and_a_readable_history()
            throws IOException, InterruptedException {
        Random random = new Random(8);
        for (int kill = 0; kill < 4; kill++) {
            Path models = folder.resolve("killed-" + kill);
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            models.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                assertThat(writer.inputReader(UTF_8).readLine()).isEqualTo("ready");
                TimeUnit.MILLISECONDS.sleep(40 + random.nextInt(250));
                assertThat(writer.isAlive()).isTrue();
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertWhole(ModelStore.directory(models));
        }
    }

    private static void assertWhole(ModelStore killed) throws IOException {
        String inUse = killed.load(SELLER).manifest().version();
        List<ModelChange> changes = killed.changes(SELLER);
        assertThat(changes.stream().map(ModelChange::version)).contains(inUse);
        killed.challenger(SELLER).ifPresent(version -> killed.load(SELLER, version));
        List<String> versions = new ArrayList<>(killed.versions(SELLER));
        assertThat(versions).contains(inUse);
        versions.forEach(version ->
                assertThat(killed.load(SELLER, version).manifest().version()).isEqualTo(version));
        killed.save(bundle(99), NOW);
        assertThat(killed.rollback(SELLER, NOW, "after the kill")).isEqualTo(inUse);
    }
}
