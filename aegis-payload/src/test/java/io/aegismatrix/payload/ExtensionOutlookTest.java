package io.aegismatrix.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExtensionOutlookTest {

    private static final ExtensionOutlook MOVE =
            ExtensionOutlook.modelled("own_move@20241231-0123456789ab", Map.of("move_5_points", 128.492493));

    private static Payload with(Map<String, ExtensionOutlook> extensions) {
        return PayloadFixtures.full().withExtensions(new TreeMap<>(extensions));
    }

    @Test
    void is_read_back_as_it_was_written() {
        Payload payload = with(Map.of("own", MOVE, "other", ExtensionOutlook.unavailable("no model")));

        byte[] json = PayloadJson.bytes(payload);

        assertThat(new String(json, UTF_8))
                .contains(
                        "\"extensions\":{\"other\":{\"values\":{},\"source\":{\"kind\":\"UNAVAILABLE\"",
                        "\"own\":{\"values\":{\"move_5_points\":128.492493},\"source\":{\"kind\":\"MODELLED\"");
        assertThat(PayloadReader.json().read(json)).isEqualTo(payload);
    }

    @Test
    void is_left_out_where_there_is_none_and_stays_where_a_payload_is_changed() {
        assertThat(new String(PayloadJson.bytes(with(Map.of())), UTF_8)).doesNotContain("extensions");

        Payload payload = with(Map.of("own", MOVE));
        assertThat(payload.withTimings(Map.of("fetch", 3L)).extensions()).containsOnlyKeys("own");
        assertThat(payload.withLive(LiveBlock.unavailable("none yet"), payload.models(), payload.seller())
                        .extensions())
                .containsOnlyKeys("own");
    }

    @Test
    void numbers_must_have_a_name_a_value_and_a_source() {
        assertThatThrownBy(() -> ExtensionOutlook.modelled("own_move", Map.of("move", Double.NaN)))
                .hasMessage("move must be finite, was NaN");
        assertThatThrownBy(() -> ExtensionOutlook.modelled("own_move", Map.of("Move %", 1.0)))
                .hasMessage("the name of a value must be lower-case letters, digits and _, was 'Move %'");
        assertThatThrownBy(() -> ExtensionOutlook.modelled("own_move", Map.of()))
                .hasMessageStartingWith("values must be present");
        String beside =
                new String(PayloadJson.bytes(with(Map.of("own", MOVE))), UTF_8).replace("MODELLED", "UNAVAILABLE");
        assertThatThrownBy(() -> PayloadReader.json().read(beside.getBytes(UTF_8)))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void the_schema_holds_it_to_numbers_and_a_source() {
        String json = new String(PayloadJson.bytes(with(Map.of("own", MOVE))), UTF_8);
        for (List<String> change : List.of(
                List.of("128.492493", "\"much\""),
                List.of("\"move_5_points\":128.492493", ""),
                List.of("move_5_points", "Move"),
                List.of("{\"values\":{\"move_5_points\":128.492493},", "{"))) {
            assertThat(json).contains(change.get(0));
            assertThat(PayloadSchema.violations(
                            json.replace(change.get(0), change.get(1)).getBytes(UTF_8)))
                    .as(change.toString())
                    .anyMatch(violation -> violation.startsWith("/extensions/own"));
        }
    }
}
