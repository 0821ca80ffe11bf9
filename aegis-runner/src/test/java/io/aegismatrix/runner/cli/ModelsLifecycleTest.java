package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.QualityBlock.Anomaly;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.ModelWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsLifecycleTest {

    @TempDir
    private Path folder;

    private String champion = "";

    private ModelStore store() {
        return ModelStore.directory(folder.resolve("models"));
    }

    private Result run(String command, String... more) {
        return new CommandLineRun(folder).run(command, more);
    }

    @BeforeEach
    void train() {
        assertThat(run("train --source synthetic --as-of 2024-11-29").status()).isZero();
        champion = store().currentVersion(BuyerEngine.ID).orElseThrow();
    }

    /** A challenger that lost to the champion at the gates. */
    private String worse() {
        Result result = new CommandLineRun(folder)
                .with(new FakeEngines().withLoss(0.55))
                .run("train --source synthetic --engine buyer --as-of 2024-11-29");
        assertThat(result.status()).as(result.err()).isEqualTo(13);
        String version = store().challenger(BuyerEngine.ID).orElseThrow();
        assertThat(result.err())
                .contains("nothing was promoted", "failed the champion gate", "Kept as challengers: buyer " + version);
        return version;
    }

    private Path scores(String challenger, int sessions, double extra) throws IOException {
        StringBuilder csv =
                new StringBuilder("engine,champion,challenger,output,session,horizon,champion_loss,challenger_loss\n");
        Random random = new Random(3);
        for (int i = 0; i < sessions; i++) {
            double loss = 0.4 + 0.2 * random.nextDouble();
            csv.append(String.join(
                            ",",
                            "buyer",
                            champion,
                            challenger,
                            "buyer_breakout_1",
                            LocalDate.of(2025, 1, 1).plusDays(i).toString(),
                            "1",
                            Double.toString(loss),
                            Double.toString(loss + extra + 0.05 * random.nextGaussian())))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("scores.csv"), csv);
    }

    @Test
    void a_worse_challenger_stays_a_challenger() throws IOException {
        String challenger = worse();

        Result unscored = run("models promote buyer");
        Result worse =
                run("models promote buyer --scores", scores(challenger, 80, 0.1).toString());

        assertThat(unscored.status()).isEqualTo(13);
        assertThat(unscored.err()).contains("stays out of use", champion, "0 sessions scored, at least 60 are needed");
        assertThat(worse.status()).isEqualTo(13);
        assertThat(worse.err()).contains("buyer_breakout_1: loss 0.", "n 80", "adjusted p 0.0");
        assertThat(store().currentVersion(BuyerEngine.ID)).contains(champion);
        assertThat(store().challenger(BuyerEngine.ID)).contains(challenger);
        assertThat(run("models list").out())
                .containsPattern("\\* +\\| buyer +\\| " + champion + ".*champion")
                .containsPattern(challenger + ".*challenger");
    }

    @Test
    void promotes_what_is_not_worse_and_rolls_back() throws IOException {
        String challenger = worse();

        Result promoted =
                run("models promote buyer --scores", scores(challenger, 60, 0).toString());
        assertThat(promoted.status()).as(promoted.err()).isZero();
        assertThat(promoted.out()).contains("buyer " + challenger + " is in use now: not worse on 60 scored sessions");
        assertThat(store().currentVersion(BuyerEngine.ID)).contains(challenger);

        Result back = run("models rollback buyer --reason", "it disappoints");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(back.out()).contains("buyer " + champion + " is in use again: it disappoints");
        assertThat(store().currentVersion(BuyerEngine.ID)).contains(champion);

        assertThat(run("models show buyer").out())
                .contains(champion + ", champion")
                .containsSubsequence("trained", "challenged", "promoted", "rolled_back", "it disappoints");
        assertThat(run("models rollback buyer").status()).isEqualTo(12);
    }

    @Test
    void a_person_may_take_it_upon_himself_but_not_with_damaged_files() throws IOException {
        String challenger = worse();
        assertThat(run("models promote buyer --force", " ").status()).isEqualTo(2);

        Result forced = run("models promote buyer --force", "the champion saw bad data");
        assertThat(forced.status()).as(forced.err()).isZero();
        assertThat(forced.out()).contains("the champion saw bad data (shadow record waived: 0 sessions scored");

        Files.writeString(folder.resolve("models/buyer/" + champion + "/records.safetensors"), "{}");
        Result damaged = run("models promote buyer " + champion + " --force", "back");
        assertThat(damaged.status()).isEqualTo(12);
        assertThat(damaged.err()).contains("CRC-32C");
        assertThat(run("models rollback buyer").status()).isEqualTo(12);
        assertThat(run("models verify").status()).isEqualTo(12);
        assertThat(store().currentVersion(BuyerEngine.ID)).contains(challenger);
    }

    @Test
    void trains_a_challenger_on_demand() {
        Result result = new CommandLineRun(folder)
                .with(new FakeEngines().withLoss(0.45))
                .run("train --source synthetic --challenger --as-of 2024-11-29");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("kept as challengers: direction ");
        assertThat(store().currentVersion(BuyerEngine.ID)).contains(champion);
        assertThat(store().challenger(BuyerEngine.ID)).isPresent();
        assertThat(run("models verify").out()).contains("buyer: the challenger fits this release");
    }

    @Test
    void a_damaged_pointer_is_told_with_12_and_healed_by_a_promotion() throws IOException {
        Files.writeString(folder.resolve("models/buyer/current"), "half a versi");

        Result list = run("models list");
        Result infer = run("infer --source synthetic --as-of 2024-11-29");
        assertThat(list.status()).isEqualTo(12);
        assertThat(list.err()).contains("'half a versi' is no model version");
        assertThat(infer.status()).isEqualTo(12);

        Result healed = run("models promote buyer " + champion);
        assertThat(healed.status()).as(healed.err()).isZero();
        assertThat(healed.out()).contains("no engine in use works");
        assertThat(run("models verify").status()).isZero();
    }

    @Test
    void shadow_scores_that_cannot_be_read_name_their_line() throws IOException {
        worse();
        Path bad = Files.writeString(folder.resolve("bad.csv"), "engine,champion\nbuyer," + champion + "\n");
        Result result = run("models promote buyer --scores", bad.toString());
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("bad.csv:2");
        assertThat(run("models promote seller").status()).isEqualTo(12);
    }

    private Payload infer(String asOf) {
        Result result = run("infer --source synthetic --as-of " + asOf);
        assertThat(result.status()).as(result.err()).isZero();
        return PayloadReader.json().read(folder.resolve("aegismatrix.json"));
    }

    @Test
    void an_old_model_is_named_in_the_payload_and_refused_where_that_is_set() {
        assertThat(infer("2024-12-09").dataQuality().anomalies())
                .extracting(Anomaly::code)
                .doesNotContain(ModelWatch.OLD);
        Payload old = infer("2024-12-11");
        assertThat(old.dataQuality().anomalies())
                .filteredOn(anomaly -> anomaly.code().equals(ModelWatch.OLD))
                .hasSize(3)
                .allSatisfy(anomaly -> assertThat(anomaly.detail())
                        .contains("was trained through 2024-11-29, 12 days before the market shown"));

        Result refused = new CommandLineRun(folder)
                .with("AEGIS_MODEL_EXPIRY_REFUSE_AFTER_DAYS", "11")
                .run("infer --source synthetic --as-of 2024-12-11");
        assertThat(refused.status()).isEqualTo(12);
        assertThat(refused.err()).contains("12 days before", "at most 11 are allowed", "train again");
    }

    @Test
    void the_clock_does_not_age_a_model() {
        Result result = new CommandLineRun(folder)
                .at(CommandLineRun.NOW.plusSeconds(86_400L * 3_650))
                .with("AEGIS_MODEL_EXPIRY_REFUSE_AFTER_DAYS", "11")
                .run("infer --source synthetic --as-of 2024-12-09");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @Test
    void every_model_says_how_the_session_compares_with_its_training_or_why_not() {
        assertThat(infer("2024-12-09").models())
                .allSatisfy(model -> assertThat(
                                model.drift().isPresent() != model.driftReason().isPresent())
                        .isTrue());
        assertThat(infer("2024-12-09").models())
                .extracting(ModelRef::driftReason)
                .allSatisfy(reason -> assertThat(reason.orElseThrow()).startsWith("none of its inputs"));
    }

    @Test
    void writes_model_cards_in_markdown_and_json() {
        assertThat(run("models show seller --format markdown").out())
                .startsWith("# seller 20241129-")
                .contains("## seller_trap", "| trained on | ", "EDGE", "[+10.00, +30.00]", "| did worst |", "| year |")
                .contains("Watched for drift: none of its inputs");
        assertThat(run("models show seller --format json").out())
                .contains("\"worst_slices\"", "\"base_rates\"", "\"cut_by\" : \"vix\"");
        assertThat(run("models show seller --format pdf").status()).isEqualTo(2);
    }
}
