package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.engine.metric.Skill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed training leaves beside the versions goes with the next one; what others are writing stays. */
class OrphanedDraftsTest {

    private static final Instant TRAINED_AT = Instant.parse("2025-01-01T03:04:05Z");
    private static final String UUID = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";

    @TempDir
    private Path folder = Path.of("");

    private Path seller = Path.of("");

    @BeforeEach
    void makes_the_folder_of_an_engine() throws IOException {
        seller = Files.createDirectories(folder.resolve("seller"));
    }

    private static ModelBundle bundle() {
        Skill skill = Skill.of(new double[] {0.1, 0.3}, new double[] {0.7, 0.2}, 1);
        ModelCard card = new ModelCard(
                "seller_trap",
                1,
                List.of("log_vix"),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(OutputScore.of("trap_5", 5, "log_loss", "base_rate", skill, Double.NaN, 0.35, List.of(0.1))));
        return ModelBundle.trained(
                Engines.SELLER,
                TestMarkets.synthetic(400),
                TrainingSettings.defaults(),
                new TreeMap<>(Map.of("volatility.json", "{}".getBytes(UTF_8))),
                List.of(card));
    }

    private void save() {
        ModelStore.directory(folder).save(bundle(), TRAINED_AT);
    }

    /** A number no process has any more. */
    private static long dead() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        return process.pid();
    }

    private List<String> drafts() throws IOException {
        try (Stream<Path> entries = Files.list(seller)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void drafts_of_dead_processes_go_with_the_next_save_and_the_next_challenge() throws Exception {
        long writer = dead();
        Path version = Files.createDirectory(seller.resolve(".new-20241231-0123456789ab-" + writer + "-" + UUID));
        Files.writeString(version.resolve("seller_trap.ubj"), "half");
        Files.writeString(seller.resolve(".new-current-" + writer + "-" + UUID), "20241");
        save();
        assertThat(drafts()).isEmpty();

        Files.createDirectory(version);
        ModelStore.directory(folder).challenge(bundle(), TRAINED_AT, "on demand");
        assertThat(drafts()).isEmpty();
        assertThat(ModelStore.directory(folder).load(Engines.SELLER).files()).containsKey("volatility.json");
    }

    @Test
    void drafts_of_running_processes_and_names_of_others_stay() throws IOException {
        Path mine = Files.createDirectory(DraftFolder.draftOf(seller.resolve("20241231-0123456789ab")));
        Path others = Files.writeString(seller.resolve(".new-idea"), "kept by a person");
        save();
        assertThat(drafts())
                .containsExactlyInAnyOrder(
                        mine.getFileName().toString(), others.getFileName().toString());
    }

    @Test
    void a_process_that_was_started_later_is_not_the_one_that_wrote() throws IOException {
        Path old = Files.createDirectory(DraftFolder.draftOf(seller.resolve("20241231-0123456789ab")));
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        save();
        assertThat(drafts()).isEmpty();
    }
}
