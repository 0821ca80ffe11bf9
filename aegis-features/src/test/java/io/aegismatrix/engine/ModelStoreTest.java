package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {

    private static final FeatureSet HISTORY = TestMarkets.synthetic(400);
    private static final Instant TRAINED_AT = Instant.parse("2025-01-01T03:04:05Z");
    private static final String FILE = "seller_trap.ubj";

    @TempDir
    private Path folder = Path.of("");

    private ModelStore store = ModelStore.directory(folder);

    @BeforeEach
    void open() {
        store = ModelStore.directory(folder);
    }

    private static ModelBundle bundle(long seed) {
        return bundle(Engines.SELLER, seed, files(seed));
    }

    private static SortedMap<String, byte[]> files(long content) {
        byte[] noise = new byte[5000];
        new Random(content).nextBytes(noise);
        return new TreeMap<>(Map.of(FILE, noise, "volatility.json", "{}".getBytes(UTF_8)));
    }

    private static ModelBundle bundle(EngineId engine, long seed, SortedMap<String, byte[]> files) {
        Skill skill = Skill.of(new double[] {0.1, 1 / 3.0}, new double[] {0.7, 0.2}, 1);
        ModelCard card = new ModelCard(
                engine + "_trap",
                123,
                List.of("log_vix", "rsi_14"),
                new TreeMap<>(Map.of("depth", "3")),
                new TreeMap<>(Map.of("log_vix", 0.1 + 0.2)),
                List.of(OutputScore.of("trap_5", 5, "log_loss", "base_rate", skill, Double.NaN, 0.35, List.of(0.1))));
        return ModelBundle.trained(engine, HISTORY, TrainingSettings.defaults().withSeed(seed), files, List.of(card));
    }

    private Path versionFolder(ModelBundle bundle) {
        return folder.resolve("seller").resolve(bundle.manifest().version());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(() -> store.load(Engines.SELLER).requireWhole())
                .isInstanceOf(ModelException.class);
    }

    private static void flip(Path file, int position) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[position] ^= 1;
        Files.write(file, content);
    }

    @Test
    void loads_what_was_saved() {
        ModelBundle saved = bundle(1);
        store.save(saved, TRAINED_AT);
        ModelBundle loaded = store.load(Engines.SELLER);

        assertThat(loaded.manifest()).isEqualTo(saved.manifest());
        assertThat(loaded.file(FILE)).isEqualTo(saved.file(FILE));
        assertThat(loaded.trainedAt()).contains(TRAINED_AT);
        assertThat(saved.trainedAt()).isEmpty();
        assertThat(store.currentVersion(Engines.SELLER))
                .contains(saved.manifest().version());
        assertThat(store.load(Engines.SELLER, saved.manifest().version()).manifest())
                .isEqualTo(saved.manifest());
    }

    @Test
    void the_manifest_says_what_the_models_come_from() {
        ModelManifest manifest = bundle(42).manifest();
        assertThat(manifest.version()).matches("20241231-[0-9a-f]{12}");
        assertThat(manifest.trainedThrough()).isEqualTo(HISTORY.decisionSession());
        assertThat(manifest.sessions()).isEqualTo(400);
        assertThat(manifest.seed()).isEqualTo(42);
        assertThat(manifest.featureSchemaSha256())
                .isEqualTo(HISTORY.daily().schema().hash());
        assertThat(manifest.libraries()).containsKeys("aegismatrix", "xgboost4j");
        assertThat(manifest.libraries().values()).noneMatch(version -> version.contains("$"));
        assertThat(manifest.modelId("seller_trap")).isEqualTo("seller_trap@" + manifest.version());
        assertThatThrownBy(() -> manifest.card("buyer_theta"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no model named buyer_theta");
        assertThatThrownBy(() -> manifest.card("seller_trap").output("trap_9"))
                .isInstanceOf(ModelException.class)
                .hasMessage("seller_trap: the card has no output named trap_9; it has [trap_5]");
    }

    @Test
    void saving_twice_changes_nothing() throws IOException {
        store.save(bundle(1), TRAINED_AT);
        Map<Path, String> before = contents();
        store.save(bundle(1), TRAINED_AT.plusSeconds(99));
        assertThat(contents()).isEqualTo(before);
        assertThat(before.keySet())
                .noneMatch(path -> path.getFileName().toString().startsWith("."));
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, FileHash.Kind.SHA_256.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Test
    void the_version_depends_on_the_content() {
        String version = bundle(1).manifest().version();
        SortedMap<String, byte[]> changed = files(1);
        changed.put("volatility.json", "{ }".getBytes(UTF_8));

        assertThat(bundle(1).manifest().version()).isEqualTo(version);
        assertThat(bundle(Engines.SELLER, 2, files(1)).manifest().version()).isNotEqualTo(version);
        assertThat(bundle(Engines.SELLER, 1, files(2)).manifest().version()).isNotEqualTo(version);
        assertThat(bundle(Engines.SELLER, 1, changed).manifest().version()).isNotEqualTo(version);
        assertThat(bundle(Engines.BUYER, 1, files(1)).manifest().version()).isNotEqualTo(version);
    }

    @Test
    void keeps_older_versions_and_points_at_the_newest_saved() {
        ModelBundle first = bundle(1);
        ModelBundle second = bundle(2);
        store.save(first, TRAINED_AT);
        store.save(second, TRAINED_AT);

        assertThat(store.load(Engines.SELLER).manifest()).isEqualTo(second.manifest());
        assertThat(store.load(Engines.SELLER, first.manifest().version()).manifest())
                .isEqualTo(first.manifest());
        assertThat(store.versions(Engines.SELLER))
                .containsExactlyInAnyOrder(
                        first.manifest().version(), second.manifest().version());
        store.save(first, TRAINED_AT);
        assertThat(store.load(Engines.SELLER).manifest()).isEqualTo(first.manifest());
    }

    @Test
    void an_empty_store_has_nothing_and_says_what_to_do() {
        assertThat(store.currentVersion(Engines.SELLER)).isEmpty();
        assertThat(store.versions(Engines.SELLER)).isEmpty();
        assertRefused()
                .hasMessage(folder.resolve("seller").resolve("current")
                        + ": no trained model of seller; train one there, name another place, or take the shipped ones of"
                        + " io.aegismatrix:aegis-models");
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path file = versionFolder(bundle).resolve(FILE);
        Files.delete(file);
        assertRefused().hasMessage(file + ": missing; restore it or train again");
    }

    @Test
    void a_flipped_byte_in_a_model_file_is_found() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path file = versionFolder(bundle).resolve(FILE);
        flip(file, 4711);
        assertRefused()
                .hasMessageStartingWith(file + ": CRC-32C is ")
                .hasMessageEndingWith("the file is damaged, restore it or train again");
    }

    @Test
    void a_flipped_byte_in_a_large_file_is_found_by_who_reads_it_or_asks_for_the_whole() throws IOException {
        SortedMap<String, byte[]> files = files(1);
        files.put("large.safetensors", new byte[(1 << 20) + 1]);
        ModelBundle bundle = bundle(Engines.SELLER, 1, files);
        store.save(bundle, TRAINED_AT);
        Path file = versionFolder(bundle).resolve("large.safetensors");
        flip(file, 1 << 20);

        ModelBundle loaded = store.load(Engines.SELLER);
        assertThat(loaded.file(FILE)).isEqualTo(files.get(FILE));
        assertThatThrownBy(() -> loaded.file("large.safetensors"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + ": CRC-32C is ");
        assertRefused().hasMessageStartingWith(file + ": SHA-256 is ");
        assertThatThrownBy(() -> store.promote(Engines.SELLER, bundle.manifest().version(), TRAINED_AT, "again"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + ": SHA-256 is ");
    }

    @Test
    void files_of_an_older_release_which_kept_no_checksums_are_held_against_their_sha256() throws IOException {
        ModelBundle bundle = bundle(1);
        ModelManifest without =
                withFiles(bundle.manifest(), "", bundle.manifest().files());
        String version = ModelBundle.versionOf(without);
        ModelBundle old = ModelBundle.stored(
                without.withVersion(version), (name, hash) -> bundle.file(name), Optional.empty(), List.of());
        store.save(old, TRAINED_AT);
        assertThat(store.load(Engines.SELLER).file(FILE)).isEqualTo(bundle.file(FILE));

        Path file = folder.resolve("seller").resolve(version).resolve(FILE);
        flip(file, 4711);

        assertRefused().hasMessageStartingWith(file + ": SHA-256 is ");
    }

    @Test
    void a_file_made_to_have_the_same_checksum_is_found_by_who_asks_for_the_whole() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path file = versionFolder(bundle).resolve(FILE);
        byte[] forged = Files.readAllBytes(file);
        // The generator of CRC-32C itself: wherever it is added, the remainder stays.
        byte[] generator = {(byte) 0xf1, 0x76, (byte) 0xec, 0x05, 0x01};
        for (int i = 0; i < generator.length; i++) {
            forged[100 + i] ^= generator[i];
        }
        Files.write(file, forged);
        assertThat(store.load(Engines.SELLER).file(FILE)).isEqualTo(forged);

        assertRefused().hasMessageStartingWith(file + ": SHA-256 is ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2500, 4999})
    void a_truncated_model_file_is_found(int length) throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path file = versionFolder(bundle).resolve(FILE);
        Files.write(file, Arrays.copyOf(bundle.file(FILE), length));
        assertRefused().hasMessageStartingWith(file + ": CRC-32C is ");
    }

    @Test
    void a_flipped_byte_anywhere_in_the_manifest_is_found() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path manifest = versionFolder(bundle).resolve("manifest.json");
        byte[] intact = Files.readAllBytes(manifest);
        for (int position = 0; position < intact.length; position += 3) {
            Files.write(manifest, intact);
            flip(manifest, position);
            assertRefused().hasMessageContaining(versionFolder(bundle).toString());
        }
    }

    @Test
    void a_truncated_or_empty_manifest_is_found() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path manifest = versionFolder(bundle).resolve("manifest.json");
        byte[] intact = Files.readAllBytes(manifest);
        for (int twentieth = 0; twentieth < 20; twentieth++) {
            Files.write(manifest, Arrays.copyOf(intact, intact.length / 20 * twentieth));
            assertRefused()
                    .hasMessageStartingWith(manifest + ": not a readable manifest: ")
                    .hasMessageEndingWith("; restore it or train again");
        }
        for (String other : List.of("null", "[]", "{}", "7", "{\"format\": \"1\"}")) {
            Files.writeString(manifest, other);
            assertRefused().hasMessageStartingWith(manifest + ": not a readable manifest: no format");
        }
        Files.writeString(manifest, new String(intact, UTF_8).replace("\"SELLER\"", "\"seller\""));
        assertRefused().hasMessageContaining("a manifest must name its engine in capitals, was 'seller'");
        Files.delete(manifest);
        assertRefused().hasMessage(manifest + ": missing; restore it or train again");
    }

    @Test
    void another_format_is_named_even_if_its_layout_differs() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path manifest = versionFolder(bundle).resolve("manifest.json");
        Files.writeString(manifest, "{\"format\": 2, \"something_new\": {}}");
        assertRefused()
                .hasMessage(manifest + ": format 2, this release reads format 1; train again or use the release that"
                        + " wrote it");
    }

    @Test
    void a_manifest_of_another_engine_or_version_is_refused() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path manifest = versionFolder(bundle).resolve("manifest.json");
        Files.write(
                manifest, ManifestJson.bytes(bundle(Engines.BUYER, 1, files(1)).manifest()));
        assertRefused().hasMessageContaining("is for the buyer engine, expected seller; put it where it belongs");
        Files.write(manifest, ManifestJson.bytes(bundle(2).manifest()));
        assertRefused().hasMessageContaining("expected " + bundle.manifest().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "20241231-0123456789AB", "../../etc", "20241231-0123456789ab\nx"})
    void a_pointer_that_names_no_version_is_refused(String content) throws IOException {
        store.save(bundle(1), TRAINED_AT);
        Path pointer = folder.resolve("seller").resolve("current");
        Files.writeString(pointer, content);
        assertRefused()
                .hasMessageStartingWith(pointer + ": '")
                .hasMessageEndingWith("name one that is there or train again");
        assertThatThrownBy(() -> store.currentVersion(Engines.SELLER)).isInstanceOf(ModelException.class);
    }

    @Test
    void a_pointer_to_a_version_that_is_gone_names_what_is_missing() throws IOException {
        store.save(bundle(1), TRAINED_AT);
        Files.writeString(folder.resolve("seller").resolve("current"), "20200101-000000000000");
        assertRefused().hasMessageContaining("20200101-000000000000").hasMessageContaining("missing");
    }

    @Test
    void a_missing_pointer_is_no_trained_model() throws IOException {
        store.save(bundle(1), TRAINED_AT);
        Files.delete(folder.resolve("seller").resolve("current"));
        assertThat(store.currentVersion(Engines.SELLER)).isEmpty();
        assertRefused().hasMessageContaining("no trained model");
    }

    @Test
    void a_manifest_that_names_a_file_elsewhere_is_refused_before_the_file_is_touched() throws IOException {
        store.save(bundle(1), TRAINED_AT);
        ModelManifest honest = bundle(1).manifest();
        byte[] secret = "secret".getBytes(UTF_8);
        Files.write(folder.resolve("secret.txt"), secret);
        SortedMap<String, String> files = new TreeMap<>(honest.files());
        files.put("../../secret.txt", FileHash.Kind.SHA_256.of(secret));
        String version = ModelBundle.versionOf(withFiles(honest, honest.version(), files));
        Path forged = Files.createDirectories(folder.resolve("seller").resolve(version));
        Files.write(forged.resolve("manifest.json"), ManifestJson.bytes(withFiles(honest, version, files)));

        assertThatThrownBy(() -> store.load(Engines.SELLER, version))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'../../secret.txt' is no model file name");
        assertThatThrownBy(() -> store.load(Engines.SELLER, "../" + version))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no model version");
    }

    private static ModelManifest withFiles(ModelManifest manifest, String version, SortedMap<String, String> files) {
        return new ModelManifest(
                manifest.format(),
                manifest.engine(),
                version,
                manifest.trainedFrom(),
                manifest.trainedThrough(),
                manifest.sessions(),
                manifest.seed(),
                manifest.dataSha256(),
                manifest.featureSchemaVersion(),
                manifest.featureSchemaSha256(),
                manifest.libraries(),
                files,
                new TreeMap<>(),
                manifest.models(),
                manifest.underlying(),
                manifest.requires());
    }

    @Test
    void a_moment_of_training_that_is_none_is_refused_and_a_missing_one_is_not() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Path trainedAt = versionFolder(bundle).resolve("trained-at");
        Files.writeString(trainedAt, "yesterday");
        assertRefused().hasMessageStartingWith(trainedAt + ": expected an instant, was 'yesterday'");
        Files.delete(trainedAt);
        assertThat(store.load(Engines.SELLER).trainedAt()).isEmpty();
    }

    @Test
    void training_again_heals_a_damaged_version() throws IOException {
        ModelBundle bundle = bundle(1);
        store.save(bundle, TRAINED_AT);
        Map<Path, String> intact = contents();
        flip(versionFolder(bundle).resolve(FILE), 0);
        Files.delete(versionFolder(bundle).resolve("volatility.json"));
        assertRefused();

        store.save(bundle(1), TRAINED_AT);

        assertThat(contents()).isEqualTo(intact);
        assertThat(store.load(Engines.SELLER).manifest()).isEqualTo(bundle.manifest());
    }

    @Test
    void a_reader_during_saving_sees_the_old_or_the_new_version() throws InterruptedException, ExecutionException {
        ModelBundle first = bundle(1);
        ModelBundle second = bundle(2);
        store.save(first, TRAINED_AT);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> writer = executor.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    store.save(i % 2 == 0 ? second : first, TRAINED_AT);
                    store.save(bundle(100 + i), TRAINED_AT);
                }
            });
            int reads = 0;
            while (!writer.isDone() || reads == 0) {
                ModelBundle read = store.load(Engines.SELLER);
                assertThat(ModelBundle.versionOf(read.manifest()))
                        .isEqualTo(read.manifest().version());
                reads++;
            }
            writer.get();
            assertThat(reads).isGreaterThan(5);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void changing_the_bytes_that_went_in_or_came_out_changes_nothing() {
        SortedMap<String, byte[]> files = files(1);
        ModelBundle bundle = bundle(Engines.SELLER, 1, files);
        byte[] before = bundle.file(FILE);
        Arrays.fill(files.get(FILE), (byte) 0);
        Arrays.fill(bundle.file(FILE), (byte) 0);
        assertThat(bundle.file(FILE)).isEqualTo(before);
        assertThatThrownBy(() -> bundle.file("other"))
                .isInstanceOf(ModelException.class)
                .hasMessageEndingWith("no file named other");
    }
}
