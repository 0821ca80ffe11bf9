package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.metric.Skill;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineIdTest {

    private static final EngineId OWN = new EngineId("my_2nd");
    private static final Instant TRAINED_AT = Instant.parse("2025-01-01T03:04:05Z");

    @TempDir
    private Path folder = Path.of("");

    private static ModelBundle bundle(EngineId engine, String... models) {
        OutputScore score = OutputScore.of(
                "x", 1, "log_loss", "none", Skill.of(new double[] {1}, new double[] {1}, 1), Double.NaN, 1, List.of());
        return ModelBundle.trained(
                engine,
                TestMarkets.synthetic(400),
                TrainingSettings.defaults(),
                new TreeMap<>(),
                Stream.of(models)
                        .map(model ->
                                new ModelCard(model, 1, List.of(), new TreeMap<>(), new TreeMap<>(), List.of(score)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Seller",
                "2nd",
                "a-b",
                "a.b",
                "a/b",
                "..",
                "é",
                "a b",
                "_a",
                "a234567890123456789012345678901234"
            })
    void what_cannot_name_a_folder_everywhere_is_refused(String id) {
        assertThatThrownBy(() -> new EngineId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("the first a letter, was '" + id + "'");
    }

    @Test
    void an_engine_nobody_here_knows_is_stored_under_its_name_and_loaded() {
        ModelBundle bundle = bundle(OWN, "my_2nd_line", "my_2nd_trees");
        ModelStore store = ModelStore.directory(folder);

        store.save(bundle, TRAINED_AT);

        String version = store.currentVersion(new EngineId("my_2nd")).orElseThrow();
        assertThat(folder.resolve("my_2nd").resolve(version).resolve("manifest.json"))
                .content()
                .contains("\"engine\" : \"MY_2ND\"");
        assertThat(store.load(OWN).manifest()).isEqualTo(bundle.manifest());
        assertThat(store.load(OWN).manifest().modelId("my_2nd_line")).isEqualTo("my_2nd_line@" + version);
    }

    @Test
    void models_carry_the_name_of_their_engine_and_are_told_apart() {
        assertThatThrownBy(() -> bundle(OWN, "my_2nd_line", "seller_trap"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a model of the engine my_2nd must be called my_2nd_ and something, was 'seller_trap'");
        assertThatThrownBy(() -> bundle(OWN, "my_2nd_")).hasMessageEndingWith("was 'my_2nd_'");
        assertThatThrownBy(() -> bundle(OWN, "my_2nd_line", "my_2nd_line"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the engine my_2nd has two models named my_2nd_line");
    }
}
