package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come from elsewhere than a folder are checked as those of a folder are. */
class ModelSourceTest {

    private static final FeatureSet HISTORY = TestMarkets.synthetic(400);
    private static final String SMALL = "reach.json";
    private static final String LARGE = "seller_trap.ubj";
    private static final String PLACE = "s3://bucket/models";

    @TempDir
    private Path folder = Path.of("");

    private final SortedMap<String, byte[]> bucket = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private ModelBundle saved = bundle();

    private static ModelBundle bundle() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        return ModelBundle.trained(Engines.SELLER, HISTORY, TrainingSettings.defaults(), files(LARGE, noise), List.of())
                .requiring(ModelBundle.trained(
                        new EngineId("volatility"),
                        HISTORY,
                        TrainingSettings.defaults(),
                        files(SMALL, "{}".getBytes(UTF_8)),
                        List.of()));
    }

    private static SortedMap<String, byte[]> files(String name, byte[] content) {
        return new TreeMap<>(Map.of(name, content));
    }

    @BeforeEach
    void copy_a_store_into_a_bucket() throws IOException {
        saved = bundle();
        ModelStore.directory(folder).save(saved, Instant.EPOCH);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bucket.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private Optional<byte[]> find(String path) {
        asked.add(path);
        return Optional.ofNullable(bucket.get(path)).map(byte[]::clone);
    }

    private byte[] content(String path) {
        return Objects.requireNonNull(bucket.get(path), path);
    }

    private ModelSource source() {
        return ModelSource.of(PLACE, this::find);
    }

    private String large() {
        return "seller/" + saved.manifest().version() + "/" + LARGE;
    }

    @Test
    void a_place_of_ones_own_gives_what_the_folder_gives() {
        ModelBundle loaded = source().load(Engines.SELLER).requireWhole();
        assertThat(loaded.manifest()).isEqualTo(saved.manifest());
        assertThat(loaded.file(LARGE)).isEqualTo(saved.file(LARGE));
        assertThat(loaded.trainedAt()).contains(Instant.EPOCH);
        assertThat(loaded.findRequired(new EngineId("volatility")).orElseThrow().file(SMALL))
                .isEqualTo("{}".getBytes(UTF_8));
        assertThat(source().currentVersion(Engines.SELLER))
                .contains(saved.manifest().version());
        assertThat(source().currentVersion(Engines.BUYER)).isEmpty();
    }

    @Test
    void whatever_was_changed_on_the_way_is_refused_and_the_place_named() {
        content(large())[70_000] ^= 1;
        assertThatThrownBy(() -> source().load(Engines.SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(PLACE + "/" + large() + ": CRC-32C is ");
        bucket.remove(large());
        assertThatThrownBy(() -> source().load(Engines.SELLER))
                .hasMessage(PLACE + "/" + large() + ": missing; restore it or train again");
        bucket.put("seller/current", "../../elsewhere".getBytes(UTF_8));
        assertThatThrownBy(() -> source().load(Engines.SELLER))
                .hasMessageStartingWith(PLACE + "/seller/current: '../../elsewhere' is no model version");
    }

    @Test
    void what_is_known_to_be_large_is_read_when_it_is_asked_for() {
        ModelBundle loaded = ModelSource.of(PLACE, new Sized()).load(Engines.SELLER);
        assertThat(asked).doesNotContain(large());
        assertThat(loaded.file(LARGE)).isEqualTo(saved.file(LARGE));
        assertThat(asked).contains(large());
    }

    /** Knows the length of what it holds. */
    private final class Sized implements ModelFiles {

        @Override
        public Optional<byte[]> find(String path) {
            return ModelSourceTest.this.find(path);
        }

        @Override
        public OptionalLong size(String path) {
            byte[] content = bucket.get(path);
            return content == null ? OptionalLong.empty() : OptionalLong.of(content.length);
        }
    }

    @Test
    void a_place_that_fails_is_told_with_its_reason() {
        ModelSource broken = ModelSource.of(PLACE, path -> {
            throw new IOException("no route to the bucket");
        });
        assertThatThrownBy(() -> broken.load(Engines.SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessage(PLACE + "/seller/current: cannot be read: no route to the bucket");
    }

    @Test
    void models_in_a_jar_are_loaded_by_the_loader_that_sees_it() throws IOException {
        Path jar = folder.resolve("models.jar");
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            for (Map.Entry<String, byte[]> file : bucket.entrySet()) {
                Path entry = zip.getPath("META-INF/aegismatrix/models/" + file.getKey());
                Files.createDirectories(entry.getParent());
                Files.write(entry, file.getValue());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            ModelBundle loaded =
                    ModelSource.classpath(loader).load(Engines.SELLER).requireWhole();
            assertThat(loaded.manifest()).isEqualTo(saved.manifest());
            assertThat(loaded.file(LARGE)).isEqualTo(saved.file(LARGE));
        }
    }

    @Test
    void a_class_path_without_models_names_the_artifact_that_has_them() {
        assertThatThrownBy(() -> ModelSource.classpath().load(Engines.SELLER))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "classpath:META-INF/aegismatrix/models/seller/current: no trained model of seller; train one"
                                + " there, name another place, or take the shipped ones of io.aegismatrix:aegis-models");
    }
}
