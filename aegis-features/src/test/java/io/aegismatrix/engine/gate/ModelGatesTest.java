package io.aegismatrix.engine.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.engine.Engines;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelGatesTest {

    private static final FeatureSet HISTORY = TestMarkets.synthetic(1_000);
    private static final String MODEL = "seller_trap";
    private static final int[] ROWS = IntStream.range(400, 990).toArray();

    /** What the outcomes themselves cost, whoever forecasts. */
    private static final double[] COMMON =
            new Random(1).doubles(1_000, 0.3, 1.1).toArray();

    private static OutcomeTrack track(int[] rows, IntToDoubleFunction loss) {
        return track(rows, loss, row -> COMMON[row]);
    }

    private static OutcomeTrack track(int[] rows, IntToDoubleFunction loss, IntToDoubleFunction baseline) {
        int[] resolved = Arrays.stream(rows).map(row -> row + 1).toArray();
        double[] losses = Arrays.stream(rows).mapToDouble(loss).toArray();
        double[] baselines = Arrays.stream(rows).mapToDouble(baseline).toArray();
        return OutcomeTrack.ofLosses(1, rows, resolved, losses, baselines);
    }

    /** The common loss, some noise, and {@code extra}. */
    private static IntToDoubleFunction noisy(long seed, double extra) {
        double[] noise = new Random(seed).doubles(1_000, -0.1, 0.1).toArray();
        return row -> COMMON[row] + noise[row] + extra;
    }

    private static ModelBundle bundle(Map<String, OutcomeTrack> tracks) {
        return bundle("log_loss", tracks, Map.of());
    }

    private static ModelBundle bundle(String metric, Map<String, OutcomeTrack> tracks, Map<String, byte[]> others) {
        List<OutputScore> scores = new ArrayList<>();
        new TreeMap<>(tracks).forEach((output, track) -> {
            Skill skill = track.skillKnownBy(Integer.MAX_VALUE).orElseThrow();
            scores.add(OutputScore.of(output, 1, metric, "frequency", skill, Double.NaN, 0.5, List.of(0.5)));
        });
        SortedMap<String, byte[]> files = new TreeMap<>(others);
        files.put(
                OutcomeTracks.FILE,
                OutcomeTracks.of(HISTORY.history(), new TreeMap<>(tracks)).toBytes());
        ModelCard card = new ModelCard(MODEL, 500, List.of("log_vix"), new TreeMap<>(), new TreeMap<>(), scores);
        return ModelBundle.trained(Engines.SELLER, HISTORY, TrainingSettings.defaults(), files, List.of(card));
    }

    private static Map<String, OutcomeTrack> outputs(int count, double extra, long seed) {
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            tracks.put("output_" + i, track(ROWS, noisy(seed + i, extra)));
        }
        return tracks;
    }

    @Test
    void skill_worse_than_luck_fails_and_names_model_output_and_numbers() {
        Map<String, OutcomeTrack> tracks = new TreeMap<>(outputs(3, 0, 10));
        tracks.put("worse", track(ROWS, noisy(4, 0.02)));

        GateResult result = ModelGates.skill(bundle(tracks));

        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .startsWith("seller_trap worse: loss 0.")
                .contains("its baseline 0.", "n 590", "adjusted p 0.000")
                .doesNotContain("output_");
    }

    @Test
    void skill_within_its_error_passes_and_no_weight_at_all_passes() {
        assertThat(ModelGates.skill(bundle(outputs(3, 0.001, 10))).passed()).isTrue();
        GateResult same = ModelGates.skill(bundle(Map.of("same", track(ROWS, row -> COMMON[row]))));
        assertThat(same.passed()).isTrue();
        assertThat(same.detail()).contains("seller_trap same", "p 0.500");
    }

    @Test
    void skill_of_an_output_without_a_dated_record_fails() {
        ModelBundle whole = bundle(outputs(2, -0.01, 1));
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of(
                OutcomeTracks.FILE,
                OutcomeTracks.of(HISTORY.history(), new TreeMap<>(outputs(1, -0.01, 1)))
                        .toBytes()));
        ModelBundle lacking = ModelBundle.trained(
                Engines.SELLER,
                HISTORY,
                TrainingSettings.defaults(),
                files,
                whole.manifest().models());

        GateResult result = ModelGates.skill(lacking);

        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).contains("no walk-forward record named output_1");
    }

    @Test
    void engines_as_good_as_their_rival_are_refused_at_most_as_often_as_stated() {
        int refused = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            refused += ModelGates.skill(bundle(outputs(8, 0, 1_000L * run))).passed() ? 0 : 1;
        }
        // One standard error of a share of 5 % of 200 is 1.5 %.
        assertThat((double) refused / runs).isLessThanOrEqualTo(ModelGates.LEVEL + 0.03);
    }

    @Test
    void a_first_training_has_no_champion_to_beat() {
        GateResult result = ModelGates.champion(bundle(outputs(1, 0.5, 1)), Optional.empty());

        assertThat(result.passed()).isTrue();
        assertThat(result.detail()).isEqualTo("there is none yet");
    }

    @Test
    void a_history_that_begins_later_is_held_against_neither_challenger_nor_champion() {
        IntToDoubleFunction handicapped = row -> COMMON[row] + 0.05;
        ModelBundle champion = bundle(outputs(1, 0, 1));
        ModelBundle alike = bundle(Map.of("output_0", track(ROWS, noisy(7, 0.05), handicapped)));
        ModelBundle worse = bundle(Map.of("output_0", track(ROWS, noisy(7, 0.07), handicapped)));

        assertThat(ModelGates.champion(alike, Optional.of(champion)).passed()).isTrue();
        assertThat(ModelGates.champion(worse, Optional.of(champion)).passed()).isFalse();
    }

    @Test
    void a_worse_challenger_fails_on_common_sessions_only() {
        ModelBundle champion = bundle(Map.of("trap", track(ROWS, noisy(1, -0.05))));
        ModelBundle worse = bundle(Map.of("trap", track(ROWS, noisy(2, -0.02))));
        ModelBundle better = bundle(Map.of("trap", track(ROWS, noisy(3, -0.06))));
        int[] late = Arrays.copyOfRange(ROWS, 560, ROWS.length);
        ModelBundle shorter = bundle(Map.of("trap", track(late, noisy(3, -0.04))));

        GateResult refused = ModelGates.champion(worse, Optional.of(champion));
        assertThat(refused.passed()).isFalse();
        assertThat(refused.detail())
                .contains("seller_trap trap", champion.manifest().version(), "n 590");
        assertThat(ModelGates.champion(better, Optional.of(champion)).passed()).isTrue();
        assertThat(ModelGates.champion(shorter, Optional.of(champion)).detail()).contains("n 30");
    }

    @Test
    void losses_in_another_metric_and_of_other_outputs_are_not_compared() {
        ModelBundle champion = bundle(Map.of("trap", track(ROWS, noisy(1, -0.2))));
        ModelBundle brier = bundle("brier", Map.of("trap", track(ROWS, noisy(1, 0.2))), Map.of());
        ModelBundle other = bundle(Map.of("regime", track(ROWS, noisy(1, 0.2))));

        assertThat(ModelGates.champion(brier, Optional.of(champion)).passed()).isTrue();
        assertThat(ModelGates.champion(other, Optional.of(champion)).detail()).contains("too few sessions in common");
    }

    @Test
    void the_champion_itself_trained_again_passes() {
        ModelBundle bundle = bundle(outputs(2, 0, 5));
        assertThat(ModelGates.champion(bundle, Optional.of(bundle)).passed()).isTrue();
    }

    @Test
    void every_number_of_every_file_must_be_finite_and_parse() {
        Map<String, OutcomeTrack> tracks = outputs(1, 0, 1);
        byte[] weights = SafeTensors.builder()
                .put("line", new int[] {2}, new float[] {1, Float.NaN})
                .build()
                .toBytes();

        assertThat(ModelGates.finite(bundle(tracks)).passed()).isTrue();
        assertFails(tracks, "line.safetensors", weights, "line.safetensors line: number 1 must be finite, was NaN");
        assertFails(tracks, "volatility.json", "{\"a\":[1,\"NaN\"]}".getBytes(UTF_8), "must be finite, was NaN");
        assertFails(tracks, "volatility.json", "{\"a\":1e999}".getBytes(UTF_8), "volatility.json a must be finite");
        assertFails(tracks, "volatility.json", "{".getBytes(UTF_8), "not JSON");
        assertFails(tracks, "seller_trap.ubj", new byte[] {1, 2, 3}, "seller_trap.ubj");
        assertFails(tracks, "weights.bin", new byte[] {1, 2, 3}, "a file of no known kind");
    }

    private static void assertFails(Map<String, OutcomeTrack> tracks, String name, byte[] content, String message) {
        GateResult result = ModelGates.finite(bundle("log_loss", tracks, Map.of(name, content)));
        assertThat(result.passed()).as(name).isFalse();
        assertThat(result.detail()).contains(message);
    }
}
