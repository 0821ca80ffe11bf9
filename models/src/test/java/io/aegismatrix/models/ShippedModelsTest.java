package io.aegismatrix.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar holds is what the folder holds, whole, and no more than loading needs. */
class ShippedModelsTest {

    private static final Path RESOURCES = Path.of("target/classes/META-INF/aegismatrix/models");
    private static final Set<EngineId> ENGINES = Set.of(SellerEngine.ID, BuyerEngine.ID, DirectionEngine.ID);

    private static Set<String> files(ModelBundle bundle) {
        String folder =
                bundle.manifest().engine().id() + "/" + bundle.manifest().version() + "/";
        Set<String> files = bundle.manifest().files().keySet().stream()
                .map(folder::concat)
                .collect(Collectors.toCollection(TreeSet::new));
        files.add(folder + "manifest.json");
        files.add(folder + "trained-at");
        bundle.required().forEach(required -> files.addAll(files(required)));
        return files;
    }

    @Test
    void every_engine_loads_from_the_class_path_what_it_loads_from_the_folder() {
        for (EngineId engine : ENGINES) {
            ModelBundle bundle = ModelSource.classpath().load(engine).requireWhole();
            ModelBundle folder = ModelStore.directory(Path.of("")).load(engine);
            assertThat(bundle.manifest()).isEqualTo(folder.manifest());
            assertThat(bundle.trainedAt()).isEqualTo(folder.trainedAt());
        }
    }

    @Test
    void the_engines_open_and_so_does_the_volatility_model_beside_them() {
        ModelSource models = ModelSource.classpath();
        assertThat(SellerEngine.load(models).manifest().models()).isNotEmpty();
        assertThat(BuyerEngine.load(models).manifest().models()).isNotEmpty();
        assertThat(DirectionEngine.load(models).manifest().models()).isNotEmpty();
        assertThat(VolatilityModel.of(models.load(SellerEngine.ID)).forecast(ForecastTarget.REALIZED))
                .isNotNull();
    }

    @Test
    void nothing_is_in_the_jar_that_loading_does_not_need() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (EngineId engine : ENGINES) {
            needed.add(engine.id() + "/current");
            needed.addAll(files(ModelSource.classpath().load(engine)));
        }
        try (Stream<Path> shipped = Files.walk(RESOURCES)) {
            assertThat(shipped.filter(Files::isRegularFile)
                            .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(needed);
        }
    }
}
