package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with the shipped engines: trains all models, so it takes a minute or two. */
@Tag("slow")
class DemoTest {

    @TempDir
    private Path folder;

    @Test
    void trains_and_publishes_every_output_and_can_be_repeated() throws IOException {
        CommandLineRun line = new CommandLineRun(folder).with(EngineLibrary.shipped());

        Result result = line.run("demo --out demo");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("SYNTHETIC", "Safe range", "Tomorrow", "EDGE", "Breakout", "Verdict");
        byte[] published = Files.readAllBytes(folder.resolve("demo/aegismatrix.json"));
        assertThat(PayloadSchema.violations(published)).isEmpty();
        ObjectNode payload = (ObjectNode) JsonMapper.builder().build().readTree(published);
        assertThat(payload.get("models")).hasSize(9);
        // The embedded market has no option chain, and nothing else may be missing.
        assertThat(reasonsOfTheUnavailable(payload))
                .isNotEmpty()
                .allMatch(reason -> reason.contains("no option chain"));
        assertThat(MeasuredRecords.faults(payload, 60)).isEmpty();

        Result again =
                line.run("infer --source synthetic --models demo/models --as-of 2024-12-31 --out again.json --log off");

        assertThat(again.status()).as(again.err()).isZero();
        ObjectNode repeated =
                (ObjectNode) JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve("again.json")));
        List<String> changing = List.of("generated_at", "run_id", "timings_ms");
        assertThat(repeated.remove(changing).toString())
                .isEqualTo(payload.remove(changing).toString());
    }

    private static Stream<String> reasonsOfTheUnavailable(JsonNode payload) {
        return payload.findParents("kind").stream()
                .filter(source -> source.get("kind").asText().equals("UNAVAILABLE"))
                .map(source -> source.get("reason").asText());
    }
}
