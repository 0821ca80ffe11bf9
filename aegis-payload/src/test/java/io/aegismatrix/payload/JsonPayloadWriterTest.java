package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonPayloadWriterTest {

    @TempDir
    private Path folder;

    @Test
    void writes_the_payloads_bytes_and_leaves_nothing_beside_them() throws IOException {
        Path file = folder.resolve("aegismatrix.json");
        PayloadWriter.json(file).write(PayloadFixtures.full(1));
        PayloadWriter.json(file).write(PayloadFixtures.full(2));
        assertThat(file).hasBinaryContent(PayloadJson.bytes(PayloadFixtures.full(2)));
        assertThat(names()).containsExactly("aegismatrix.json");
    }

    @Test
    void makes_the_folder() {
        Path file = folder.resolve("public").resolve("data").resolve("aegismatrix.json");
        PayloadWriter.json(file).write(PayloadFixtures.full());
        assertThat(PayloadReader.json().read(file)).isEqualTo(PayloadFixtures.full());
    }

    @Test
    void keeps_the_last_good_file_if_the_next_payload_breaks_the_schema() throws IOException {
        Path file = folder.resolve("aegismatrix.json");
        PayloadWriter.json(file).write(PayloadFixtures.full());
        Payload broken = withVersion(PayloadFixtures.full(2), "3.1");
        assertThatThrownBy(() -> PayloadWriter.json(file).write(broken))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("schema_version")
                .hasMessageContaining("3.1");
        assertThat(file).hasBinaryContent(PayloadJson.bytes(PayloadFixtures.full()));
        assertThat(names()).containsExactly("aegismatrix.json");
    }

    @Test
    void refuses_a_payload_above_the_size_limit() throws IOException {
        Path file = folder.resolve("aegismatrix.json");
        TreeMap<String, Long> timings = new TreeMap<>();
        for (int stage = 0; stage < 5_000; stage++) {
            timings.put("stage_" + stage, 1L);
        }
        Payload large = PayloadFixtures.full().withTimings(timings);
        assertThatThrownBy(() -> PayloadWriter.json(file).write(large))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("at most 65536 bytes");
        assertThat(names()).isEmpty();
    }

    @Test
    void leaves_nothing_behind_if_the_file_cannot_be_replaced() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("aegismatrix.json"));
        assertThatThrownBy(() -> PayloadWriter.json(occupied).write(PayloadFixtures.full()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("aegismatrix.json was not written");
        assertThat(names()).containsExactly("aegismatrix.json");
    }

    @Test
    void says_so_if_the_folder_is_a_file() throws IOException {
        Path blocked = Files.createFile(folder.resolve("data"));
        assertThatThrownBy(() ->
                        PayloadWriter.json(blocked.resolve("aegismatrix.json")).write(PayloadFixtures.full()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("was not written");
    }

    @Test
    void a_reader_never_sees_a_part() throws InterruptedException {
        Path file = folder.resolve("aegismatrix.json");
        PayloadWriter writer = PayloadWriter.json(file);
        Payload first = PayloadFixtures.full(1);
        Payload second = PayloadFixtures.unavailable("shorter");
        writer.write(first);
        AtomicBoolean done = new AtomicBoolean();
        Thread publishing = new Thread(() -> {
            for (int i = 0; i < 30; i++) {
                writer.write(i % 2 == 0 ? second : first);
            }
            done.set(true);
        });
        publishing.start();
        while (!done.get() && publishing.isAlive()) {
            assertThat(PayloadReader.json().read(file)).isIn(first, second);
        }
        publishing.join();
        assertThat(done).isTrue();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static Payload withVersion(Payload payload, String version) {
        return new Payload(
                payload.generatedAt(),
                version,
                payload.runId(),
                payload.underlying(),
                payload.asOf(),
                payload.synthetic(),
                payload.session(),
                payload.dataQuality(),
                payload.models(),
                Collections.emptySortedMap(),
                payload.market(),
                payload.direction(),
                payload.seller(),
                payload.buyer());
    }
}
