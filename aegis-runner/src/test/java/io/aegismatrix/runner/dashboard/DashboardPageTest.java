package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import io.aegismatrix.payload.PayloadException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DashboardPageTest {

    private static final int MOST_BYTES = 1_500_000;
    private static final JsonNode CATALOGUE = SamplePayloads.tree(PageParts.catalogue());

    private static String page(String json) {
        return DashboardPage.file(
                        PublishedPayload.parse(json.getBytes(UTF_8), "sample"), PriceBars.none(0, "no source"))
                .html();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String hash(String text) {
        return "'sha256-"
                + Base64.getEncoder()
                        .encodeToString(Hashing.sha256().hashString(text, UTF_8).asBytes()) + "'";
    }

    @Test
    void holds_everything_in_less_than_a_megabyte_and_a_half() {
        String page = page(SamplePayloads.full());

        assertThat(page.getBytes(UTF_8).length).isLessThan(MOST_BYTES);
        assertThat(page).doesNotContain("<link rel=\"stylesheet\"").doesNotContain("<script src");
    }

    @Test
    void is_the_same_for_the_same_payload() {
        assertThat(page(SamplePayloads.demo())).isEqualTo(page(SamplePayloads.demo()));
    }

    @Test
    void lets_only_its_own_scripts_and_style_run() {
        String page = page(SamplePayloads.demo());
        List<String> policies = found("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", page);
        List<String> scripts = found("<script>(.*?)</script>", page);
        List<String> styles = found("<style>(.*?)</style>", page);

        assertThat(policies).hasSize(1);
        assertThat(scripts).hasSize(3);
        assertThat(styles).hasSize(1);
        assertThat(policies.get(0))
                .contains("default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe")
                .contains(scripts.stream().map(DashboardPageTest::hash).toList())
                .contains(hash(styles.get(0)));
    }

    @Test
    void keeps_hostile_text_inside_its_data() {
        String page = page(SamplePayloads.hostile());
        List<String> data = found("<script type=\"application/json\" id=\"payload\">(.*?)</script>", page);

        assertThat(found("(<script)", page)).hasSameSizeAs(found("(<script)", page(SamplePayloads.demo())));
        assertThat(data).hasSize(1);
        assertThat(SamplePayloads.tree(data.get(0))).isEqualTo(SamplePayloads.tree(SamplePayloads.hostile()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 'neither a schema_version nor a market.spot'",
                "[1] | 'neither a schema_version nor a market.spot'",
                "{\"market\":{}} | 'neither a schema_version nor a market.spot'",
                "{\"market\":{\"spot\":\"1\"}} | 'neither a schema_version nor a market.spot'",
                "{\"market\":{\"spot\":NaN}} | 'is not JSON'",
                "{\"market\":{\"spot\":1}} x | 'is not JSON'",
                "{\"market\":{\"spot\":1},\"market\":{}} | 'is not JSON'",
                "{\"market\":{\"spot\":1,\"a\":\"\\ud800\"}} | 'half a character'",
                "{\"market\":{\"spot\":1,\"\\udc00\":1}} | 'low surrogate'",
                "{\"schema_version\":\"2.0\"} | 'which is unknown'",
                "{\"schema_version\":\"1.0\"} | 'sample'"
            })
    void refuses_what_is_no_payload(String json, String told) {
        assertThatThrownBy(() -> PublishedPayload.parse(json.getBytes(UTF_8), "sample"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("sample")
                .hasMessageContaining(told);
    }

    @Test
    void catalogue_names_tiles_once_on_tabs_that_exist() {
        List<String> tabs = new ArrayList<>(CATALOGUE.get("tabs").findValuesAsText("id"));
        tabs.add("all");

        assertThat(CATALOGUE.get("tiles").findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(CATALOGUE.get("tiles"))
                .isNotEmpty()
                .allSatisfy(tile -> assertThat(tabs).contains(tile.get("tab").asText()));
    }

    @Test
    void catalogue_says_of_every_tile_what_it_shows_how_to_read_it_and_how_far_to_trust_it() {
        assertThat(CATALOGUE.get("tiles")).allSatisfy(tile -> {
            assertThat(Set.of("title", "shows", "read", "limits"))
                    .as(tile.get("id").asText())
                    .allSatisfy(name -> assertThat(tile.get(name).asText()).isNotBlank());
            assertThat(tile.get("sources").isEmpty()).isEqualTo(tile.has("origin"));
            assertThat(PageParts.script())
                    .containsPattern("\\n  " + tile.get("render").asText() + "\\(");
        });
    }

    @Test
    void catalogue_names_only_paths_that_a_full_payload_has() {
        JsonNode payload = SamplePayloads.tree(SamplePayloads.full());
        assertThat(CATALOGUE.get("tiles")).allSatisfy(tile -> {
            List<String> paths = new ArrayList<>();
            tile.get("needs").forEach(path -> paths.add(path.asText()));
            tile.get("sources").forEach(source -> paths.add(source.get("path").asText()));
            tile.get("record").forEach(record -> paths.addAll(record.findValuesAsText("path")));
            assertThat(paths)
                    .allSatisfy(path -> assertThat(PayloadPath.at(payload, path).isMissingNode())
                            .as(path)
                            .isFalse());
        });
    }

    @Test
    void catalogue_has_every_tile_that_was_asked_for() {
        assertThat(CATALOGUE.get("tiles").findValuesAsText("id"))
                .contains("today", "direction-spot", "direction-vix", "t1", "horizons")
                .contains("risk", "regime", "fan", "direction-models", "live", "drift")
                .contains("safe-range", "max-pain", "stress", "trap", "skew", "seller-regime", "breach", "hit-rate")
                .contains(
                        "flag",
                        "sellers-spot",
                        "sellers-vix",
                        "edges",
                        "chain",
                        "premium",
                        "terms",
                        "sellers-models",
                        "ranges")
                .contains("breakout", "spike", "theta", "next-days", "gamma", "buyer-regime", "spike-rate", "levels")
                .contains(
                        "environment", "buyers-spot", "vix-shock", "strikes", "events", "buyers-models", "data", "run");
    }
}
