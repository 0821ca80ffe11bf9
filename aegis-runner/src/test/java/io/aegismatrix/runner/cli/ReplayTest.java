package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.payload.LiveBlock;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.log.ExportFormat;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay is what the commands would have done, whatever interrupts it. */
class ReplayTest {

    private static final Instant TODAY = Instant.parse("2025-02-10T12:00:00Z");
    private static final String COMMAND =
            "replay --source synthetic:9 --from 2024-12-02 --to 2024-12-20 --years 4 --retrain weekly --out past";

    @TempDir
    private Path folder;

    @Test
    void publishes_trains_and_scores_every_session_and_tells_what_held() throws Exception {
        Result result = line(folder).run(COMMAND);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("15 of 15 inferences published", "3 of 3 trainings promoted");
        assertThat(files(folder.resolve("past/payloads"))).hasSize(15).containsKey("20241202T1030Z.json");
        JsonNode summary =
                new JsonMapper().readTree(folder.resolve("past/summary.json").toFile());
        assertThat(summary.at("/steps/score/done").asInt()).isEqualTo(15);
        JsonNode volatility = skill(summary, "realized_volatility", 1);
        assertThat(volatility.path("published").asInt()).isEqualTo(15);
        assertThat(volatility.path("known").asInt()).isEqualTo(14);
        assertThat(volatility.path("loss").asDouble()).isPositive();
        assertThat(Files.readString(folder.resolve("past/summary.md"))).contains("# Replay", "## Ranges");
    }

    @Test
    void a_replayed_payload_is_the_one_the_command_publishes_for_that_day_with_those_models() throws Exception {
        line(folder).run("replay --source synthetic:9 --from 2024-12-02 --to 2024-12-02 --years 4 --out past");
        Result infer = line(folder)
                .run("infer --source synthetic:9 --as-of 2024-12-02 --models past/models --log off --out one.json");

        assertThat(infer.status()).as(infer.err()).isZero();
        assertThat(content(folder.resolve("one.json")))
                .isEqualTo(content(folder.resolve("past/payloads/20241202T1030Z.json")));
    }

    @Test
    void what_was_replayed_never_counts_as_said_in_time() {
        line(folder).run(COMMAND);

        LiveBlock.Span live = PayloadReader.json()
                .read(folder.resolve("past/payloads/20241220T1030Z.json"))
                .live()
                .orElseThrow()
                .records()
                .get();
        assertThat(live.sessions()).isGreaterThan(10);
        assertThat(live.replayed()).isEqualTo(live.sessions());
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "17", "40"})
    void goes_on_where_it_was_cut_and_leaves_the_same_bytes(int calls) throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        line(whole).run(COMMAND);
        Path cut = Files.createDirectory(folder.resolve("cut"));
        Result first = line(cut).with(dyingAfter(calls)).run(COMMAND);
        assertThat(first.status()).isEqualTo(1);
        assertThat(first.err()).contains("run the same command again to go on from there");
        tearLastLines(cut.resolve("past"));

        Result second = line(cut).run(COMMAND);

        assertThat(second.status()).as(second.err()).isZero();
        assertThat(comparable(cut)).isEqualTo(comparable(whole));
        assertThat(log(cut)).isEqualTo(log(whole));
    }

    @Test
    void run_again_when_done_it_only_tells_the_summary_again() throws Exception {
        Result first = line(folder).run(COMMAND);
        Map<String, String> before = files(folder.resolve("past"));
        Result second = line(folder).with(dyingAfter(0)).run(COMMAND);

        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(files(folder.resolve("past"))).isEqualTo(before);
    }

    @Test
    void what_the_data_refuses_is_part_of_the_past_and_told() throws Exception {
        Result result = line(folder)
                .run("replay --source synthetic:9 --from 2024-12-02 --to 2024-12-04 --years 4 --slots 09:15,close"
                        + " --out past");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("3 of 6 inferences published");
        JsonNode summary =
                new JsonMapper().readTree(folder.resolve("past/summary.json").toFile());
        assertThat(summary.at("/failures/0/exit_code").asInt()).isEqualTo(10);
        assertThat(RunLedger.file(folder.resolve("past/runs.jsonl")).ends()).hasSize(10);
    }

    @Test
    void slots_inside_the_session_are_published_from_its_bars() {
        Result result = line(folder)
                .run("replay --source synthetic:9 --from 2024-12-02 --to 2024-12-03 --years 4 --slots 11:00,close"
                        + " --out past");

        assertThat(result.out()).as(result.err()).contains("4 of 4 inferences published");
        assertThat(folder.resolve("past/payloads/20241202T0530Z.json")).exists();
    }

    @Test
    void refuses_to_go_on_with_something_else() {
        line(folder).run("replay --source synthetic:9 --from 2024-12-02 --to 2024-12-03 --years 4 --out past");
        Result other =
                line(folder).run("replay --source synthetic:8 --from 2024-12-02 --to 2024-12-03 --years 4 --out past");

        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("begun with source synthetic:9, not synthetic:8", "another --out");
    }

    @ParameterizedTest
    @CsvSource({
        "--from 2024-12-02 --to 2025-03-03, --to must be a day that is over",
        "--from 2024-12-02 --to 2024-12-01, to must not be before from",
        "--from 2024-12-07 --to 2024-12-08, there is no session",
        "--from 2024-12-02 --to 2024-12-03 --slots noon, 'close' or times such as 11:00",
        "--from 2024-12-02 --to 2024-12-03 --retrain daily, 'weekly'",
        "--from 2024-12-02 --to 2024-12-03 --years five, a whole number",
        "--from yesterday --to 2024-12-03, a date such as",
    })
    void refuses_what_makes_no_sense_with_a_sentence(String flags, String reason) {
        Result result = line(folder).run("replay --source synthetic:9 " + flags);

        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(reason.replace("'weekly'", "weekly, monthly, quarterly"));
    }

    @Test
    void refuses_sources_that_know_only_the_present() {
        Result result = line(folder).run("replay --source auto --from 2024-12-02 --to 2024-12-03");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("asks the network for the present", "--source store");
    }

    private static CommandLineRun line(Path where) {
        return new CommandLineRun(where).at(TODAY);
    }

    private static JsonNode skill(JsonNode summary, String target, int horizon) {
        for (JsonNode skill : summary.path("skills")) {
            if (skill.path("target").asText().equals(target)
                    && skill.path("horizon").asInt() == horizon) {
                return skill;
            }
        }
        throw new AssertionError("no " + target + " " + horizon + " in " + summary);
    }

    /** The payload but for what names the run and its time, and the live record, which another log knows nothing of. */
    private static JsonNode content(Path file) throws IOException {
        ObjectNode payload = (ObjectNode) new JsonMapper().readTree(file.toFile());
        payload.remove(List.of("generated_at", "run_id", "timings_ms", "live"));
        return payload;
    }

    /** What a crash does to files that grow by lines. */
    private static void tearLastLines(Path past) throws IOException {
        for (String name : new String[] {"steps.jsonl", "runs.jsonl"}) {
            if (Files.exists(past.resolve(name))) {
                Files.writeString(past.resolve(name), "{\"at\":\"2024-1", StandardOpenOption.APPEND);
            }
        }
    }

    private static Map<String, String> comparable(Path where) throws IOException {
        Map<String, String> files = files(where.resolve("past"));
        files.keySet().removeIf(name -> name.startsWith("predictions.db"));
        files.replaceAll((name, text) -> text.replace(where.toString(), "WHERE"));
        return files;
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), new String(Files.readAllBytes(path), ISO_8859_1));
            }
        }
        return files;
    }

    private static String log(Path where) {
        StringWriter text = new StringWriter();
        PredictionLog.of(where.resolve("past/predictions.db")).export(ExportFormat.CSV, text);
        return text.toString();
    }

    /** Engines that are asked so often and then fail as nobody expects. */
    private static FakeEngines dyingAfter(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        Runnable call = () -> {
            if (left.getAndDecrement() <= 0) {
                throw new IllegalStateException("cut");
            }
        };
        return new FakeEngines().beforeTraining(call).beforeEvaluating(call);
    }
}
