package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadSchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void accepts_full_and_empty_payloads() {
        assertThat(PayloadSchema.violations(PayloadJson.bytes(PayloadFixtures.full())))
                .isEmpty();
        assertThat(PayloadSchema.violations(PayloadJson.bytes(PayloadFixtures.unavailable("no data"))))
                .isEmpty();
    }

    @Test
    void accepts_names_it_does_not_know() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        root.put("novelty", 1);
        ((ObjectNode) root.at("/buyer/theta_edge")).put("novelty", "x");
        assertThat(PayloadSchema.violations(root)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/market/spot                              | \"NaN\"",
                "/market/spot                              | null",
                "/market/spot                              | 0",
                "/market/spot                              | 1e999",
                "/market/vix                               | null",
                "/market/regime                            | \"BULLISH\"",
                "/market/forecast_volatility/h5            | -0.1",
                "/generated_at                             | \"2024-12-31 06:30\"",
                "/schema_version                           | \"2.0\"",
                "/schema_version                           | 1.0",
                "/synthetic                                | \"yes\"",
                "/session/state                            | \"LUNCH\"",
                "/session/lot_size                         | 0",
                "/session/lot_size                         | null",
                "/session/date                             | \"31.12.2024\"",
                "/data_quality/completeness                | 99.9",
                "/data_quality/freshness                   | \"OLD\"",
                "/data_quality/sources/0/attempts          | 0",
                "/models/0/in_sample                       | null",
                "/models/0/skill                           | null",
                "/models/0/skill/n                         | 0",
                "/timings_ms/fetch                         | -1",
                "/direction/today/direction                | \"SIDEWAYS\"",
                "/direction/horizons/t1/conviction         | 1.2",
                "/direction/horizons/t1/conviction         | null",
                "/direction/horizons/t3/expected_move_points | -5",
                "/direction/horizons/t5/probabilities/up   | -0.1",
                "/direction/horizons/t10/interval/level    | 1",
                "/direction/horizons/t20/edge              | \"SOME\"",
                "/direction/horizons/t40/source/kind       | \"GUESS\"",
                "/direction/risk_score                     | \"0.5\"",
                "/seller/safe_range/horizon_days           | 30.5",
                "/seller/safe_range/source/kind            | \"UNAVAILABLE\"",
                "/seller/ranges                            | []",
                "/seller/ranges/0/kind                     | \"BOTH\"",
                "/seller/trap/score                        | 1.0000001",
                "/seller/trap/score                        | null",
                "/seller/skew/net_skew                     | -1.5",
                "/seller/skew/source/reason                | null",
                "/seller/skew/source/kind                  | \"MODELLED\"",
                "/seller/breach_probabilities/0/distance   | 120.5",
                "/seller/breach_surface/7/probability      | 2",
                "/seller/expiry_stress/components/2/reason | null",
                "/seller/seller_flag/color                 | \"BLUE\"",
                "/seller/seller_flag/reasons/0             | \" \"",
                "/seller/historical_hit_rate               | null",
                "/buyer/breakout_next/0/day_offset         | 6",
                "/buyer/gamma_windows/0/window             | \"9:15-9:45\"",
                "/buyer/theta_edge/label                   | \"GOOD\"",
                "/market/option_chain/as_of                | null",
                "/market/option_chain/expiries             | []",
                "/market/option_chain/expiries/0/forward   | 0",
                "/market/option_chain/expiries/0/forward_basis | \"FUTURE\"",
                "/market/option_chain/expiries/0/max_pain  | null",
                "/seller/skew/put_volatility               | -0.1",
                "/buyer/gamma_by_strike/strikes            | []",
                "/buyer/gamma_by_strike/assumption         | null",
                "/buyer/theta_edge/premium_pct             | null",
                "/buyer/regime                             | null"
            })
    void rejects_a_broken_value_and_names_its_place(String pointer, String value) throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        replace(root, pointer.trim(), MAPPER.readTree(value.trim()));
        assertThat(PayloadSchema.violations(root)).isNotEmpty().anyMatch(violation -> violation.contains("/"));
    }

    @Test
    void quotes_place_value_and_rule() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        replace(root, "/seller/trap/score", MAPPER.readTree("1.2"));
        assertThat(PayloadSchema.violations(root))
                .singleElement()
                .asString()
                .contains("/seller/trap/score")
                .contains("maximum")
                .contains("was 1.2");
    }

    /** What records have learned to say within this major version; files from before have none of it. */
    private static final Set<String> ADDED = Set.of(
            "basis",
            "walk_forward",
            "since_training",
            "events",
            "lean",
            "forward_volatility",
            "event_moves",
            "premium_value",
            "reference",
            "reference_points",
            "move_reference",
            "session_fraction_kind",
            "clock_fraction",
            "preopen",
            "daily_flag",
            "environment_state");

    /** The reason of a source that has none to give, and the word in whose place older files have an object. */
    private static boolean mayBeAbsent(JsonNode root, JsonPointer pointer) {
        boolean ofSource = pointer.last().getMatchingProperty().equals("reason")
                && List.of("MODELLED", "FORMULA")
                        .contains(root.at(pointer.head()).path("kind").asText());
        return ofSource || pointer.toString().equals("/seller/regime");
    }

    @Test
    void every_field_of_every_block_is_required() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        List<String> optional = new ArrayList<>();
        for (JsonPointer pointer : pointers(root, JsonPointer.empty())) {
            if (pointer.getMatchingIndex() >= 0
                    || pointer.toString().startsWith("/timings_ms/")
                    || ADDED.contains(pointer.last().getMatchingProperty())
                    || mayBeAbsent(root, pointer)) {
                continue;
            }
            ObjectNode copy = root.deepCopy();
            ((ObjectNode) copy.at(pointer.head())).remove(pointer.last().getMatchingProperty());
            if (PayloadSchema.violations(copy).isEmpty()) {
                optional.add(pointer.toString());
            }
        }
        assertThat(optional).isEmpty();
    }

    /** Below lists the first element stands for all. */
    private static List<JsonPointer> pointers(JsonNode node, JsonPointer here) {
        List<JsonPointer> pointers = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> {
                JsonPointer child = here.appendProperty(name);
                pointers.add(child);
                pointers.addAll(pointers(node.get(name), child));
            });
        } else if (node.isArray() && !node.isEmpty()) {
            pointers.addAll(pointers(node.get(0), here.appendIndex(0)));
        }
        return pointers;
    }

    @Test
    void schema_and_records_have_the_same_fields() throws IOException {
        JsonNode schema = MAPPER.readTree(PayloadSchema.text());
        List<String> differences = new ArrayList<>();
        compare(schema, schema, Fields.of(Payload.class), "$", differences);
        assertThat(differences).isEmpty();
    }

    private static void compare(
            JsonNode schema, JsonNode node, List<Field> fields, String path, List<String> differences) {
        JsonNode properties = node.path("properties");
        TreeSet<String> inSchema = new TreeSet<>();
        properties.fieldNames().forEachRemaining(inSchema::add);
        TreeSet<String> required = new TreeSet<>();
        node.path("required").forEach(name -> required.add(name.asText()));
        TreeSet<String> inRecord = new TreeSet<>();
        TreeSet<String> always = new TreeSet<>();
        for (Field field : fields) {
            inRecord.add(field.name());
            if (!field.omitEmpty()) {
                always.add(field.name());
            }
            compareType(
                    schema,
                    resolve(schema, properties.path(field.name())),
                    field,
                    path + "." + field.name(),
                    differences);
        }
        List<OldNames> words = Map.<String, List<OldNames>>of(
                        "$.seller", List.of(SellerOutlook.unavailable("none")),
                        "$.buyer", List.of(BuyerOutlook.unavailable("none")))
                .getOrDefault(path, List.of());
        words.forEach(old -> inRecord.addAll(old.oldNames().keySet()));
        if (path.equals("$.seller")) {
            // Required under this name or, in older files, under another.
            required.add("volatility_regime");
        }
        if (!inRecord.equals(inSchema) || !always.equals(required)) {
            differences.add(path + ": record " + inRecord + ", schema " + inSchema + ", required " + required);
        }
    }

    private static void compareType(
            JsonNode schema, JsonNode property, Field field, String path, List<String> differences) {
        JsonNode node = property;
        if (Field.raw(field.type()) == List.class) {
            node = resolve(schema, property.path("items"));
        }
        if (Field.raw(field.type()) == Optional.class && property.has("anyOf")) {
            node = resolve(schema, property.path("anyOf").path(1));
        }
        if (!field.parts().isEmpty()) {
            compare(schema, node, field.parts(), path, differences);
        } else if (element(field).isRecord() && field.type() != Source.class) {
            compare(schema, nullable(schema, node), Fields.of(element(field)), path, differences);
        } else if (element(field).isEnum()) {
            compareWords(node, element(field), path, differences);
        }
    }

    private static Class<?> element(Field field) {
        return field.type() instanceof ParameterizedType generic
                ? Field.raw(generic.getActualTypeArguments()[0])
                : Field.raw(field.type());
    }

    /** What a value is if it is not null. */
    private static JsonNode nullable(JsonNode schema, JsonNode node) {
        return node.has("anyOf") ? resolve(schema, node.path("anyOf").path(1)) : node;
    }

    private static void compareWords(JsonNode node, Class<?> type, String path, List<String> differences) {
        TreeSet<String> words = new TreeSet<>();
        node.path("enum").forEach(word -> {
            if (!word.isNull()) {
                words.add(word.asText());
            }
        });
        TreeSet<String> constants = new TreeSet<>();
        for (Object constant : type.getEnumConstants()) {
            constants.add(((Enum<?>) constant).name());
        }
        if (!words.equals(constants)) {
            differences.add(path + ": enum " + constants + ", schema " + words);
        }
    }

    private static JsonNode resolve(JsonNode schema, JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : schema.at(reference.substring(1));
    }

    private static void replace(ObjectNode root, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = root.at(place.head());
        assertThat(root.at(place).isMissingNode()).as("%s exists", pointer).isFalse();
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
    }
}
