package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenModelsTest {

    private static final String PUBLISHED = "what was published before";

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    private Path out;

    @FunctionalInterface
    private interface Damage {
        void inflict(Path models) throws IOException;
    }

    private record Broken(String name, Damage damage, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void train() throws IOException {
        MarketFolder.write(trained.resolve("market"));
        Result result = new CommandLineRun(trained).run("train --source csv:market");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        copyFolder(trained.resolve("models"), folder.resolve("models"));
        out = Files.writeString(folder.resolve("aegismatrix.json"), PUBLISHED);
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private Result run(String command) {
        return new CommandLineRun(folder).run(command);
    }

    private Result infer() {
        return run("infer --source csv:" + trained.resolve("market"));
    }

    private static Path version(Path models) {
        String current =
                ModelStore.directory(models).currentVersion(SellerEngine.ID).orElseThrow();
        return models.resolve("seller").resolve(current);
    }

    private static Path volatility(Path models) {
        return models.resolve("volatility")
                .resolve(ModelStore.directory(models)
                        .versions(VolatilityModel.ID)
                        .get(0));
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken(
                        "a missing file",
                        models -> Files.delete(version(models).resolve("training_features.safetensors")),
                        List.of("training_features.safetensors", "missing")),
                new Broken(
                        "no volatility model",
                        models -> MoreFiles.deleteRecursively(volatility(models), RecursiveDeleteOption.ALLOW_INSECURE),
                        List.of("was trained beside volatility 2024", "manifest.json: missing", "train again")),
                new Broken(
                        "a damaged volatility model",
                        models -> truncate(volatility(models).resolve("volatility.json")),
                        List.of("was trained beside volatility 2024", "volatility.json", "CRC-32C")),
                new Broken(
                        "a missing manifest",
                        models -> Files.delete(version(models).resolve("manifest.json")),
                        List.of("manifest.json", "missing")),
                new Broken("a flipped byte", BrokenModelsTest::flipByte, List.of("records.safetensors", "CRC-32C")),
                new Broken(
                        "a truncated file",
                        models -> truncate(version(models).resolve("records.safetensors")),
                        List.of("records.safetensors", "CRC-32C")),
                new Broken(
                        "a truncated manifest",
                        models -> truncate(version(models).resolve("manifest.json")),
                        List.of("manifest.json", "not a readable manifest")),
                new Broken(
                        "an edited manifest",
                        models -> edit(version(models).resolve("manifest.json"), "\"seed\" : 20241231", "\"seed\" : 1"),
                        List.of("manifest.json", "was changed")),
                new Broken("another feature schema", BrokenModelsTest::otherSchema, List.of("feature schema")),
                new Broken(
                        "another format",
                        models -> edit(version(models).resolve("manifest.json"), "\"format\" : 1", "\"format\" : 99"),
                        List.of("manifest.json", "format 99")),
                new Broken(
                        "an empty engine folder",
                        models -> MoreFiles.deleteDirectoryContents(
                                models.resolve("seller"), RecursiveDeleteOption.ALLOW_INSECURE),
                        List.of("seller", "no trained model")),
                new Broken(
                        "no models at all",
                        models -> MoreFiles.deleteRecursively(models, RecursiveDeleteOption.ALLOW_INSECURE),
                        List.of("no trained model", "train")),
                new Broken(
                        "a pointer to nowhere",
                        models -> Files.writeString(models.resolve("seller/current"), "20200101-000000000000\n"),
                        List.of("20200101-000000000000", "missing")),
                new Broken(
                        "a pointer out of the folder",
                        models -> Files.writeString(models.resolve("seller/current"), "../../elsewhere\n"),
                        List.of("../../elsewhere", "no model version")));
    }

    private static void flipByte(Path models) throws IOException {
        Path file = version(models).resolve("records.safetensors");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private static void truncate(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /** A consistent model of another release: its manifest's hash and name fit, only its feature schema does not. */
    private static void otherSchema(Path models) throws IOException {
        Path before = version(models);
        String name = before.getFileName().toString();
        String text = Files.readString(before.resolve("manifest.json"))
                .replaceFirst("(\"feature_schema_sha256\" : \")[0-9a-f]{64}", "$1" + "ab".repeat(32));
        String unnamed = text.replace(name, "");
        String renamed = name.substring(0, 9)
                + Hashing.sha256().hashString(unnamed, UTF_8).toString().substring(0, 12);
        Path after = Files.move(before, before.resolveSibling(renamed));
        Files.writeString(after.resolve("manifest.json"), text.replace(name, renamed));
        Files.writeString(models.resolve("seller/current"), renamed + "\n");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refuses_broken_models_and_keeps_what_was_published(Broken broken) throws IOException {
        broken.damage().inflict(folder.resolve("models"));

        Result inferred = infer();
        Result verified = run("models verify");

        assertThat(inferred.status()).as(inferred.err()).isEqualTo(12);
        assertThat(inferred.err().lines()).hasSize(1);
        assertThat(inferred.err()).startsWith("aegis: ").contains(broken.told());
        assertThat(out).hasContent(PUBLISHED);
        assertThat(verified.status()).as(verified.err()).isEqualTo(12);
        assertThat(verified.err()).contains(broken.told());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void publishes_degraded_with_the_reason_where_that_was_asked_for(Broken broken) throws IOException {
        broken.damage().inflict(folder.resolve("models"));

        Result result = run("infer --degraded --source csv:" + trained.resolve("market"));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("aegis: warning: seller outputs are unavailable")
                .contains(broken.told());
        assertThat(out).hasContent(PUBLISHED);
        assertThat(out.resolveSibling(String.valueOf(out.getFileName()).replace(".json", "-degraded.json")))
                .content()
                .contains("UNAVAILABLE")
                .contains(broken.told().get(0));
    }

    @Test
    void whole_models_are_verified_listed_and_shown() {
        assertThat(run("models verify").status()).isZero();
        assertThat(run("models list").out())
                .contains("direction", "seller", "buyer", "2024-12-31", CommandLineRun.NOW.toString());
        Result shown = run("models show seller");
        assertThat(shown.status()).isZero();
        assertThat(shown.out())
                .contains("seller_trap", "expanding_frequency", "EDGE")
                .containsPattern("seed +20241231");
        assertThat(infer().status()).isZero();
    }

    @Test
    void the_doctor_tells_a_broken_model_from_a_missing_one() throws IOException {
        flipByte(folder.resolve("models"));
        Result broken = run("doctor");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out()).contains("FAIL", "CRC-32C");

        Result missing = run("doctor --models elsewhere");
        assertThat(missing.out()).contains("none yet; 'aegis infer' begins");
        assertThat(missing.status()).isZero();
        assertThat(missing.out()).contains("WARN", "none in");
    }
}
