package io.aegismatrix.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadRoundTripTest {

    private final PayloadReader reader = PayloadReader.json();

    @Test
    void reads_back_what_was_written_for_many_seeds() {
        for (long seed = 0; seed < 40; seed++) {
            Payload written = PayloadFixtures.full(seed);
            assertThat(reader.read(PayloadJson.bytes(written)))
                    .as("seed %d", seed)
                    .isEqualTo(written);
        }
    }

    @Test
    void numbers_are_as_computed_in_records_and_rounded_in_the_file_only() {
        Payload computed = PayloadFixtures.computed(7);
        byte[] published = PayloadJson.bytes(computed);
        Payload read = reader.read(published);
        double lower = computed.seller().safeRange().find().orElseThrow().lower();
        double score = computed.seller().trap().find().orElseThrow().score();
        assertThat(Decimals.points(lower)).isNotEqualTo(lower);
        assertThat(read.seller().safeRange().find().orElseThrow().lower()).isEqualTo(Decimals.points(lower));
        assertThat(read.seller().trap().find().orElseThrow().score()).isEqualTo(Decimals.fraction(score));
        assertThat(read.market().vix())
                .hasValue(Decimals.volatilityIndex(computed.market().vix().orElseThrow()));
        assertThat(PayloadJson.bytes(read)).isEqualTo(published);
    }

    @Test
    void an_unavailable_block_is_every_field_null_beside_the_reason_and_reads_back() throws IOException {
        Payload written = PayloadFixtures.unavailable("no model");
        JsonNode range = tree(written).at("/seller/safe_range");
        assertThat(range.toString())
                .isEqualTo("{\"lower\":null,\"upper\":null,\"horizon_days\":null,\"level\":null,\"coverage\":null,"
                        + "\"coverage_reason\":null,"
                        + "\"source\":{\"kind\":\"UNAVAILABLE\",\"id\":\"none\",\"reason\":\"no model\"}}");
        assertThat(reader.read(PayloadJson.bytes(written)).seller().safeRange())
                .isEqualTo(Block.unavailable("no model"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /seller/safe_range/lower        | null | $.seller.safe_range: lower must be present where the source is MODELLED
            /seller/hit_rate_detail/n       | null | $.seller.hit_rate_detail: n must be present where the source is FORMULA
            /seller/historical_hit_rate     | null | $.seller.hit_rate_detail: rate must be present where the source is FORMULA
            /seller/ranges                  | []   | ranges must be present
            /seller/ranges/0/coverage       | null | $.seller.ranges[0]: coverage is unknown, so coverage_reason must say why
            /seller/ranges/3/lower          | -1   | $.seller.ranges[3]: lower must be above 0, was -1.0
            /seller/breach_surface/2/down   | "a"  | $.seller.breach_surface[2].down
            /seller/ranges_source           | null | $.seller: ranges_source is missing
            /seller/breach_source/kind      | "X"  | $.seller.breach_source.kind
            /seller/max_pain/confidence     | 0.5  | $.seller.max_pain: confidence must be that of its record, was 0.5
            /direction/today/conviction     | null | $.direction.today: conviction must be present where the source is MODELLED
            /direction/today/conviction     | 0    | $.direction.today: conviction must be the probability of
            /buyer/breakout_next/1/score    | 3    | $.buyer.breakout_next[1]: breakout score must be in [0, 1], was 3.0
            /market/regime_detail/trend     | null | $.market.regime_detail: trend must be present where the source is FORMULA
            /seller/trap/source/kind        | "UNAVAILABLE" | $.seller.trap: a source of kind UNAVAILABLE must give a reason
            """)
    void says_where_a_flattened_block_breaks_a_rule(String pointer, String value, String message) throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) root.at(place.head()))
                .set(place.last().getMatchingProperty(), new ObjectMapper().readTree(value));
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("#");
    }

    @Test
    void a_value_beside_an_unavailable_source_is_refused() throws IOException {
        ObjectNode root = tree(PayloadFixtures.unavailable("no chain"));
        ((ObjectNode) root.at("/seller/skew")).put("put_skew", 0.4);
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(
                        "$.seller.skew: putSkew must be empty where the source is UNAVAILABLE (no chain), was 0.4");
    }

    @Test
    void reads_back_a_payload_without_any_estimate() {
        Payload written = PayloadFixtures.unavailable("fewer than 300 sessions of data");
        assertThat(reader.read(PayloadJson.bytes(written))).isEqualTo(written);
    }

    @Test
    void equal_payloads_give_equal_bytes_on_one_line() {
        byte[] first = PayloadJson.bytes(PayloadFixtures.full(7));
        assertThat(PayloadJson.bytes(PayloadFixtures.full(7))).isEqualTo(first);
        assertThat(PayloadJson.bytes(PayloadFixtures.full(8))).isNotEqualTo(first);
        assertThat(new String(first, UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
    }

    @Test
    void a_payload_as_large_as_a_real_run_is_well_below_the_limit() {
        assertThat(PayloadJson.bytes(PayloadFixtures.full())).hasSizeBetween(20_000, 60 * 1024);
    }

    @Test
    void keeps_the_old_dashboards_names_and_types() throws IOException {
        JsonNode root = tree(PayloadFixtures.full());
        assertThat(root.at("/generated_at").asText()).endsWith("Z");
        assertThat(root.at("/market/spot_change_pct").isNumber()).isTrue();
        assertThat(root.at("/market/regime").asText()).isEqualTo("SIDEWAYS_CHOP");
        assertThat(root.at("/direction/today/last_update").asText()).isEqualTo("2024-12-31T06:30:00Z");
        assertThat(root.at("/direction/horizons/t40/label").asText()).isEqualTo("Next Month");
        assertThat(root.at("/direction/horizons/t1/expected_move_points").isNumber())
                .isTrue();
        assertThat(root.at("/seller/safe_range/horizon_days").asInt()).isEqualTo(30);
        assertThat(root.at("/seller/breach_probabilities/0/distance").isInt()).isTrue();
        assertThat(root.at("/seller/historical_hit_rate").asDouble()).isEqualTo(0.896);
        assertThat(root.at("/buyer/breakout_next/4/day_offset").asInt()).isEqualTo(5);
        assertThat(root.at("/buyer/gamma_windows/0/window").asText()).isEqualTo("09:15-09:45");
        assertThat(root.at("/buyer/theta_edge/p05_pct").asDouble()).isEqualTo(-0.9);
        assertThat(root.at("/buyer/regime").asText()).isEqualTo("CHOPPY");
    }

    @Test
    void writes_unknown_values_as_null_beside_the_reason() throws IOException {
        JsonNode trap = tree(PayloadFixtures.unavailable("no model")).at("/seller/trap");
        assertThat(trap.get("score").isNull()).isTrue();
        assertThat(trap.get("label").isNull()).isTrue();
        assertThat(trap.at("/source/kind").asText()).isEqualTo("UNAVAILABLE");
        assertThat(trap.at("/source/reason").asText()).isEqualTo("no model");
    }

    @Test
    void reads_a_later_minor_version_and_ignores_what_it_added() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        root.put("schema_version", "1.7").put("moon_phase", "waxing");
        ((ObjectNode) root.at("/seller/trap")).putObject("novelty").put("score", 3);
        Payload read = reader.read(bytes(root));
        assertThat(read.schemaVersion()).isEqualTo("1.7");
        assertThat(read.seller()).isEqualTo(PayloadFixtures.full().seller());
    }

    @Test
    void optional_values_and_lists_an_earlier_minor_version_lacked_are_empty() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        root.put("schema_version", "1.0").remove("timings_ms");
        ObjectNode week = (ObjectNode) root.at("/direction/horizons/t5");
        week.put("skill_reason", "too few outcomes").remove("skill");
        ((ObjectNode) root.at("/seller/trap")).remove("contributions");
        ((ObjectNode) root.at("/direction/today")).remove("session_fraction");
        Payload read = reader.read(bytes(root));
        assertThat(read.direction().horizons().t5().close().find().orElseThrow().skill())
                .isEqualTo(Measured.missing("too few outcomes"));
        assertThat(read.seller().trap().find().orElseThrow().contributions()).isEmpty();
        assertThat(read.direction().today().close().find().orElseThrow().sessionFraction())
                .isEmpty();
        assertThat(read.timingsMs()).isEmpty();
    }

    @Test
    void refuses_an_unknown_major_version_by_name() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        root.put("schema_version", "2.0");
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("schema_version 2.0")
                .hasMessageContaining("major version 1");
    }

    @Test
    void refuses_a_missing_or_malformed_version() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        root.put("schema_version", 1.0);
        assertThatThrownBy(() -> reader.read(bytes(root))).hasMessageContaining("$.schema_version");
        root.remove("schema_version");
        assertThatThrownBy(() -> reader.read(bytes(root))).hasMessageContaining("was absent");
    }

    @Test
    void says_where_a_value_breaks_a_rule() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        ((ObjectNode) root.at("/seller/breach_surface/3")).put("up", 1.5);
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("$.seller.breach_surface[3]")
                .hasMessageContaining("up must be in [0, 1], was 1.5");
    }

    @Test
    void says_where_a_required_number_or_block_is_missing() throws IOException {
        ObjectNode withoutSpot = tree(PayloadFixtures.full());
        ((ObjectNode) withoutSpot.at("/market")).remove("spot");
        assertThatThrownBy(() -> reader.read(bytes(withoutSpot)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("$.market");
        ObjectNode withoutSource = tree(PayloadFixtures.full());
        ((ObjectNode) withoutSource.at("/seller/trap")).remove("source");
        assertThatThrownBy(() -> reader.read(bytes(withoutSource)))
                .hasMessageContaining("$.seller.trap")
                .hasMessageContaining("source is missing");
    }

    @Test
    void refuses_text_where_a_number_belongs() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        ((ObjectNode) root.at("/market")).put("spot", "NaN");
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("$.market: spot must be finite, was NaN");
        ((ObjectNode) root.at("/market")).put("spot", "23644.8");
        assertThatThrownBy(() -> reader.read(bytes(root))).hasMessageContaining("$.market.spot");
        ((ObjectNode) root.at("/market")).put("spot", 1.0);
        ((ObjectNode) root.at("/seller/trap")).put("score", "0.5");
        assertThatThrownBy(() -> reader.read(bytes(root))).hasMessageContaining("$.seller.trap.score");
    }

    @Test
    void refuses_a_null_inside_a_list() throws IOException {
        ObjectNode root = tree(PayloadFixtures.full());
        ((ArrayNode) root.at("/seller/seller_flag/reasons")).setNull(0);
        assertThatThrownBy(() -> reader.read(bytes(root)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("$.seller.seller_flag.reasons");
    }

    @Test
    void refuses_what_is_not_one_whole_json_object() {
        byte[] whole = PayloadJson.bytes(PayloadFixtures.full());
        for (int length : new int[] {0, 1, whole.length / 3, whole.length - 2}) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.read(part)).as("%d bytes", length).isInstanceOf(PayloadException.class);
        }
        for (String text : new String[] {
            "garbage", "[]", "null", "17", "{\"schema_version\": NaN}", "{} {}", "{\"a\":1,\"a\":2}", "\u0000", "{}"
        }) {
            assertThatThrownBy(() -> reader.read(text.getBytes(UTF_8))).as(text).isInstanceOf(PayloadException.class);
        }
    }

    @Test
    void refuses_numbers_beyond_all_bounds_and_bottomless_nesting() throws IOException {
        String json = new String(PayloadJson.bytes(PayloadFixtures.full()), UTF_8);
        String infinite = json.replaceFirst("\"spot\":[0-9.]+", "\"spot\":1e999");
        assertThatThrownBy(() -> reader.read(infinite.getBytes(UTF_8)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("spot");
        String deep = "{\"schema_version\":\"1.0\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThatThrownBy(() -> reader.read(deep.getBytes(UTF_8)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void refuses_a_file_above_the_size_limit_and_a_missing_one(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[PayloadJson.MAX_READ_BYTES + 1]);
        assertThatThrownBy(() -> reader.read(large))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("at most 1048576 bytes, was 1048577");
        assertThatThrownBy(() -> reader.read(folder.resolve("none.json")))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("none.json");
    }

    static ObjectNode tree(Payload payload) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(PayloadJson.bytes(payload));
    }

    static byte[] bytes(JsonNode tree) throws IOException {
        return new ObjectMapper().writeValueAsBytes(tree);
    }
}
