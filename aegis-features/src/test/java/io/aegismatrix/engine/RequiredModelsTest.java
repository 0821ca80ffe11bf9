package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import io.aegismatrix.engine.gate.ModelGates;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that were trained beside a model of another's bundle. */
class RequiredModelsTest {

    private static final EngineId SELLER = Engines.SELLER;
    private static final EngineId BUYER = Engines.BUYER;
    private static final EngineId SHARED = new EngineId("shared");
    private static final Instant FIRST = Instant.parse("2025-01-01T03:04:05Z");
    private static final FeatureSet HISTORY = TestMarkets.synthetic(400);

    @TempDir
    private Path folder = Path.of("");

    private ModelStore store = ModelStore.directory(Path.of(""));
    private int trainings;

    @BeforeEach
    void keeps_three() {
        store = ModelStore.directory(folder, 3);
    }

    private static ModelBundle bundle(EngineId engine, long seed, String content) {
        Skill skill = Skill.of(new double[] {0.1, 0.3}, new double[] {0.7, 0.2}, 1);
        ModelCard card = new ModelCard(
                engine + "_model",
                1,
                List.of("log_vix"),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(OutputScore.of("out_5", 5, "log_loss", "base_rate", skill, Double.NaN, 0.35, List.of(0.1))));
        return ModelBundle.trained(
                engine,
                HISTORY,
                TrainingSettings.defaults().withSeed(seed),
                new TreeMap<>(Map.of("model.json", content.getBytes(UTF_8))),
                List.of(card));
    }

    private static ModelBundle shared(int number) {
        return bundle(SHARED, number, "{\"number\":" + number + "}");
    }

    private ModelBundle engine(EngineId engine, ModelBundle beside) {
        trainings++;
        return bundle(engine, trainings, "{}").requiring(beside);
    }

    private String save(EngineId engine, ModelBundle beside) {
        ModelBundle bundle = engine(engine, beside);
        store.save(bundle, FIRST.plus(Duration.ofDays(trainings)));
        return bundle.manifest().version();
    }

    private static String requiredBy(ModelBundle bundle) {
        return bundle.findRequired(SHARED).orElseThrow().manifest().version();
    }

    @Test
    void one_call_keeps_and_one_call_loads_both() {
        ModelBundle beside = shared(1);
        String version = save(SELLER, beside);

        ModelBundle loaded = ModelStore.directory(folder).load(SELLER);

        assertThat(loaded.manifest().requires())
                .containsExactly(Map.entry("shared", beside.manifest().version()));
        assertThat(loaded.requireWhole().required())
                .singleElement()
                .satisfies(one ->
                        assertThat(new String(one.file("model.json"), UTF_8)).isEqualTo("{\"number\":1}"));
        assertThat(store.load(SELLER, version).manifest()).isEqualTo(loaded.manifest());
        assertThat(store.currentVersion(SHARED)).isEmpty();
        assertThat(store.changes(SHARED)).isEmpty();
    }

    @Test
    void what_it_was_trained_beside_is_part_of_its_version() {
        ModelBundle alone = bundle(SELLER, 1, "{}");

        assertThat(alone.requiring(shared(1)).manifest().version())
                .isEqualTo(alone.requiring(shared(1)).manifest().version())
                .isNotEqualTo(alone.requiring(shared(2)).manifest().version())
                .isNotEqualTo(alone.manifest().version());
        assertThatThrownBy(() -> alone.requiring(shared(1)).requiring(shared(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seller: requires a version of shared already, {shared=");
    }

    @Test
    void an_equal_version_is_written_once_and_read_once() throws IOException {
        save(SELLER, shared(1));
        Path file =
                folder.resolve("shared").resolve(shared(1).manifest().version()).resolve("trained-at");
        String written = Files.readString(file);
        save(BUYER, shared(1));

        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(store.versions(SHARED)).hasSize(1);
        assertThat(store.load(SELLER).findRequired(SHARED).orElseThrow())
                .isSameAs(store.load(BUYER).findRequired(SHARED).orElseThrow());
    }

    @Test
    void rollback_challenge_and_promotion_bring_the_version_each_was_trained_beside() {
        String first = save(SELLER, shared(1));
        save(SELLER, shared(2));
        ModelBundle challenger = engine(SELLER, shared(3));
        store.challenge(challenger, FIRST, "failed a gate");

        assertThat(requiredBy(store.load(SELLER))).isEqualTo(requiredBy(engine(SELLER, shared(2))));
        assertThat(requiredBy(store.load(SELLER, challenger.manifest().version())))
                .isEqualTo(shared(3).manifest().version());
        store.rollback(SELLER, FIRST, "worse");
        assertThat(requiredBy(store.load(SELLER, first))).isEqualTo(requiredBy(store.load(SELLER)));
        store.promote(SELLER, challenger.manifest().version(), FIRST, "better");
        assertThat(requiredBy(store.load(SELLER)))
                .isEqualTo(shared(3).manifest().version());
        assertThat(store.state(SHARED, shared(1).manifest().version())).isEqualTo(ModelState.REQUIRED);
    }

    @Test
    void a_missing_one_is_told_with_its_version_folder_and_remedy_and_training_heals_it() throws IOException {
        save(SELLER, shared(1));
        String version = shared(1).manifest().version();
        MoreFiles.deleteRecursively(folder.resolve("shared"));

        assertThatThrownBy(() -> ModelStore.directory(folder).load(SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessage(folder.resolve("seller")
                                .resolve(store.currentVersion(SELLER).orElseThrow())
                        + ": was trained beside shared " + version + ", which cannot be used: "
                        + folder.resolve("shared").resolve(version).resolve("manifest.json")
                        + ": missing; restore it or train again");

        trainings = 0;
        save(SELLER, shared(1));
        assertThat(requiredBy(ModelStore.directory(folder).load(SELLER).requireWhole()))
                .isEqualTo(version);
    }

    @Test
    void a_damaged_one_is_told_and_keeps_an_engine_from_being_put_in_use_again() throws IOException {
        save(SELLER, shared(1));
        String second = save(SELLER, shared(2));
        Path file =
                folder.resolve("shared").resolve(shared(1).manifest().version()).resolve("model.json");
        Files.writeString(file, "{\"number\":7}");
        ModelStore fresh = ModelStore.directory(folder);

        assertThatThrownBy(() -> fresh.rollback(SELLER, FIRST, "worse"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("which cannot be used: " + file)
                .hasMessageContaining("CRC-32C");
        assertThat(fresh.currentVersion(SELLER)).contains(second);
    }

    @Test
    void versions_that_no_stored_engine_requires_go_and_no_other() {
        String[] seller = new String[7];
        for (int i = 1; i <= 6; i++) {
            seller[i] = save(SELLER, shared(i));
            if (i == 1) {
                save(BUYER, shared(1));
            }
        }

        assertThat(store.versions(SELLER)).containsExactlyInAnyOrder(seller[4], seller[5], seller[6]);
        assertThat(store.versions(SHARED))
                .containsExactlyInAnyOrder(
                        shared(1).manifest().version(),
                        shared(4).manifest().version(),
                        shared(5).manifest().version(),
                        shared(6).manifest().version());
        assertThat(ModelStore.directory(folder).load(BUYER).requireWhole().required())
                .hasSize(1);
    }

    @Test
    void what_a_killed_training_left_without_an_engine_goes_with_the_next_training() {
        save(SELLER, shared(1));
        store.save(shared(2), FIRST);
        assertThat(folder.resolve("shared/current").toFile().delete()).isTrue();
        assertThat(store.versions(SHARED)).hasSize(2);

        save(BUYER, shared(1));

        assertThat(store.versions(SHARED)).containsExactly(shared(1).manifest().version());
    }

    @Test
    void nothing_goes_while_it_is_not_known_what_a_stored_engine_requires() throws IOException {
        String first = save(SELLER, shared(1));
        save(SELLER, shared(2));
        Path manifest = folder.resolve("seller").resolve(first).resolve("manifest.json");
        Files.writeString(manifest, "{");
        for (int i = 3; i <= 4; i++) {
            save(BUYER, shared(i));
        }

        assertThat(store.versions(SHARED)).hasSize(4);
    }

    @Test
    void a_store_without_a_bound_keeps_all() {
        store = ModelStore.directory(folder);
        for (int i = 1; i <= 5; i++) {
            save(SELLER, shared(i));
        }

        assertThat(store.versions(SHARED)).hasSize(5);
    }

    @Test
    void a_number_that_is_not_finite_in_what_it_requires_fails_the_engine() {
        ModelBundle beside = bundle(SHARED, 1, "{\"a\":\"NaN\"}");

        assertThat(ModelGates.finite(engine(SELLER, beside)).passed()).isFalse();
        assertThat(ModelGates.finite(engine(SELLER, shared(1))).passed()).isTrue();
    }

    @Test
    void a_manifest_cannot_lead_out_of_the_store() throws IOException {
        ModelBundle honest = engine(SELLER, shared(1));
        String text = new String(ManifestJson.bytes(honest.manifest()), UTF_8);
        assertThat(text).contains("\"shared\" : \"");

        assertThatThrownBy(() -> ManifestJson.parse(
                        text.replace("\"shared\" : \"", "\"../shared\" : \"").getBytes(UTF_8), "manifest"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the id of an engine must be");
        String unnamed = text.replace(honest.manifest().version(), "")
                .replace(shared(1).manifest().version(), "../../secret");
        ModelManifest forged = ManifestJson.parse(unnamed.getBytes(UTF_8), "manifest");
        String version = ModelBundle.versionOf(forged);
        Path at = Files.createDirectories(folder.resolve("seller").resolve(version));
        Files.write(at.resolve("manifest.json"), ManifestJson.bytes(forged.withVersion(version)));
        Files.writeString(at.resolve("model.json"), "{}");
        assertThatThrownBy(() -> store.load(SELLER, version))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'../../secret' is no model version");
    }
}
