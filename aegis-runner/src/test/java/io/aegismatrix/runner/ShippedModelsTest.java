package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureCatalogue;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ShippedModelsTest {

    private static final ModelStore SHIPPED = ModelStore.directory(Path.of("../models"));

    @ParameterizedTest
    @FieldSource("io.aegismatrix.runner.publish.EngineLibrary#SHIPPED")
    void are_whole_of_this_release_and_say_what_made_them(EngineId engine) {
        ModelBundle bundle = SHIPPED.load(engine).requireWhole();

        assertThat(bundle.manifest().underlying()).isEqualTo("NIFTY50");
        assertThat(bundle.manifest().featureSchemaSha256())
                .isEqualTo(FeatureCatalogue.daily().schema().hash());
        assertThat(bundle.manifest().libraries()).containsOnlyKeys("aegismatrix", "djl", "pytorch", "xgboost4j");
        assertThat(bundle.manifest().libraries().values()).allMatch(version -> version.matches("\\d+(\\.\\d+)+.*"));
    }
}
