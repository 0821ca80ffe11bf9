package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page shows of each kind of payload, in a real browser. */
final class DashboardContentTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final List<String> TABS = List.of("direction", "sellers", "buyers", "record");
    private static final JsonNode CATALOGUE = SamplePayloads.tree(PageParts.catalogue());

    private static Browser browser;

    @TempDir
    private Path folder;

    /** The payloads, by kind. */
    enum Kind {
        DEMO(SamplePayloads.demo()),
        MARKET(SamplePayloads.market()),
        FULL(SamplePayloads.full()),
        UNAVAILABLE(SamplePayloads.unavailable()),
        OLD(SamplePayloads.old()),
        HOSTILE(SamplePayloads.hostile());

        private final String json;

        Kind(String json) {
            this.json = json;
        }
    }

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.reader(EVENING);
        browser.size(1440, 900);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private URI page(String json) throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(
                file,
                DashboardPage.file(
                                PublishedPayload.parse(json.getBytes(UTF_8), "sample"), PriceBars.none(0, "no source"))
                        .html());
        return file.toUri();
    }

    private URI open(String json, String tab) throws IOException {
        URI address = URI.create(page(json) + "#" + tab);
        browser.open(address);
        return address;
    }

    private static String state(String tile) {
        return String.valueOf(browser.find("#tile-" + tile).getAttribute("data-state"));
    }

    @ParameterizedTest
    @EnumSource
    void draws_every_tile_without_a_complaint_and_without_asking_for_anything(Kind kind) throws IOException {
        browser.requests();
        browser.complaints();
        URI address = open(kind.json, TABS.get(0));
        TABS.forEach(tab -> browser.find("#tab-" + tab).click());

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsOnly(address.toString().replaceAll("#.*", ""));
        assertThat(browser.run("return document.title").asText()).isEqualTo("AegisMatrix");
        JsonNode bodies = browser.run("return Object.fromEntries([...document.querySelectorAll('.tile')]"
                + ".map(tile => [tile.dataset.tile, tile.querySelector('.tile-body').textContent.trim()]))");
        assertThat(CATALOGUE.get("tiles"))
                .allSatisfy(
                        tile -> assertThat(bodies.path(tile.get("id").asText()).asText())
                                .as(tile.get("id").asText())
                                .isNotEmpty()
                                .doesNotContain("undefined", "NaN", "null", "[object", "Infinity"));
    }

    @ParameterizedTest
    @EnumSource
    void every_number_in_words_is_a_value_of_the_payload(Kind kind) throws IOException {
        JsonNode payload = SamplePayloads.tree(kind.json);
        open(kind.json, "direction");
        JsonNode walked = browser.run(Browser.script("walk.js"));

        assertThat(walked.get("traced")).isNotEmpty().allSatisfy(each -> {
            String path = each.get("path").asText();
            JsonNode value = PayloadPath.at(payload, path);
            String text = each.get("text").asText();
            if (each.get("format").asText().equals("missing")) {
                assertThat(value.isMissingNode() || value.isNull()).as(path).isTrue();
            } else {
                assertThat(value.isMissingNode() || value.isNull()).as(path).isFalse();
                ShownText.of(path, value, each.get("format").asText())
                        .ifPresent(expected -> assertThat(text).as(path).isEqualTo(expected));
            }
        });
        assertThat(walked.get("loose"))
                .allSatisfy(words ->
                        assertThat(isOwn(words.asText())).as(words.asText()).isTrue());
    }

    // Words of the page itself: whole literals of its script, its template or its catalogue.
    private static boolean isOwn(String words) {
        return PageParts.script().contains("'" + words.replace("'", "\\'") + "'")
                || PageParts.template().contains(">" + words + "<")
                || PageParts.catalogue().contains("\"" + words.replace("\"", "\\\"") + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void every_number_in_a_picture_is_a_value_of_the_payload(Kind kind) throws IOException {
        JsonNode payload = SamplePayloads.tree(kind.json);
        Set<Double> horizons = horizons(payload);
        open(kind.json, TABS.get(0));
        for (String tab : TABS) {
            browser.find("#tab-" + tab).click();
            assertThat(browser.run(Browser.script("walk-pictures.js"))).allSatisfy(chart -> {
                List<Double> values = values(payload, chart.get("paths"));
                Set<Double> known = new TreeSet<>(values);
                known.add(0.0);
                known.add(payload.at("/market/spot").doubleValue());
                assertThat(chart.get("label").asText()).isNotBlank();
                assertThat(chart.get("marks").asInt()).isPositive();
                assertThat(chart.get("values")).isNotEmpty().allSatisfy(point -> {
                    double value = point.get("value").doubleValue();
                    assertThat(isNear(known, value) || isDifference(values, value))
                            .as("%s: %s", chart.get("id"), value)
                            .isTrue();
                    if (point.has("across")) {
                        assertThat(point.get("across").doubleValue())
                                .satisfiesAnyOf(
                                        across -> assertThat(horizons).contains(across),
                                        across -> assertThat(values).contains(across));
                    }
                });
            });
        }
    }

    private static Set<Double> horizons(JsonNode payload) {
        Set<Double> horizons = new TreeSet<>(Set.of(0.0, 1.0, 3.0, 5.0, 10.0, 20.0, 40.0));
        payload.findValues("horizon_sessions").forEach(value -> horizons.add(value.doubleValue()));
        return horizons;
    }

    private static List<Double> values(JsonNode payload, JsonNode paths) {
        List<Double> values = new ArrayList<>();
        for (JsonNode path : paths) {
            JsonNode value = PayloadPath.at(payload, path.asText());
            assertThat(value.isNumber()).as(path.asText()).isTrue();
            values.add(value.doubleValue());
        }
        return values;
    }

    private static boolean isNear(Set<Double> known, double value) {
        return known.stream().anyMatch(each -> Math.abs(each - value) < 1e-9);
    }

    // The upper edge of a band is drawn on top of its lower one.
    private static boolean isDifference(List<Double> values, double value) {
        return values.stream().anyMatch(high -> values.stream().anyMatch(low -> Math.abs(high - low - value) < 1e-9));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEMO", "MARKET"})
    void names_scores_and_baselines_in_words(Kind kind) throws IOException {
        open(kind.json, "record");
        JsonNode named = browser.run(
                "return [...document.querySelectorAll('[data-path$=\".metric\"], [data-path$=\".baseline_name\"]"
                        + ", [data-path$=\".method\"]')].map(each => each.textContent)");

        assertThat(named)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(name.asText())
                        .doesNotContain("skill", "qlike", "_", "Expanding", "Har x", "tercile", "Vix straddle"));
        assertThat(named).extracting(JsonNode::asText).contains("Touch, 1 session · Brier score", "past frequency");
    }

    @Test
    void tells_where_both_strikes_outside_a_range_break_even_if_the_chain_prices_them() throws IOException {
        JsonNode payload = SamplePayloads.tree(SamplePayloads.full());
        ObjectNode expiry = (ObjectNode) payload.at("/seller/premium_value/expiries/0");
        JsonNode range = StreamSupport.stream(payload.at("/seller/ranges").spliterator(), false)
                .filter(each -> each.path("kind").asText().equals("PATH")
                        && each.path("level").asDouble() == 0.9
                        && each.path("expiry").equals(expiry.get("expiry")))
                .findFirst()
                .orElseThrow();
        double put = 50 * Math.floor(range.get("lower").asDouble() / 50);
        double call = 50 * Math.ceil(range.get("upper").asDouble() / 50);
        openWithStep(payload.toString());
        assertThat(browser.find("#tile-edges").getText()).doesNotContain("Breaks even");

        ArrayNode strikes = expiry.putArray("strikes");
        strikes.addObject()
                .put("strike", put)
                .put("right", "PUT")
                .put("price", 90)
                .put("value", 60)
                .put("ratio", 1.5)
                .put("difference", 30);
        strikes.addObject()
                .put("strike", call)
                .put("right", "CALL")
                .put("price", 80)
                .put("value", 60)
                .put("ratio", 1.33)
                .put("difference", 20);
        openWithStep(payload.toString());

        assertThat(browser.find("#tile-edges").getText()).contains("90.00 + 80.00", "at most");
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('#tile-edges [data-derived]')].map(each => each.textContent)"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        String.format(Locale.ROOT, "%,.0f", put - 170),
                        String.format(Locale.ROOT, "%,.0f", call + 170));
    }

    private void openWithStep(String json) throws IOException {
        Path file = folder.resolve("step.html");
        PublishedPayload payload = PublishedPayload.parse(json.getBytes(UTF_8), "sample");
        Files.writeString(
                file,
                DashboardPage.file(payload, PriceBars.none(50, "no source")).html());
        browser.open(URI.create(file.toUri() + "#sellers"));
    }

    @Test
    void draws_the_fan_between_round_prices() throws IOException {
        open(SamplePayloads.demo(), "direction");

        assertThat(browser.run(
                        "return [...document.querySelectorAll('#fan-chart svg text')].map(each => each.textContent)"
                                + ".filter(text => /^\\d+,\\d{3}$/.test(text))"))
                .hasSizeGreaterThan(3)
                .allSatisfy(price -> assertThat(price.asText()).endsWith("00"));
    }

    @Test
    void folds_what_looked_wrong_more_than_a_year_ago() throws IOException {
        String json = SamplePayloads.market()
                .replace("newest 2010-11-05, 2011-10-26, 2024-03-02", "newest 2010-11-05, 2011-10-26");
        open(json, "record");
        assertThat(browser.find("#tile-data").getText())
                .contains("Nothing looked wrong.", "Of more than a year ago: 1")
                .doesNotContain("2011-10-26");

        open(SamplePayloads.market(), "record");
        assertThat(browser.find("#tile-data").getText()).contains("What looked wrong", "2024-03-02");
    }

    @Test
    void never_rounds_a_share_up_to_all_of_it() throws IOException {
        open(SamplePayloads.demo(), "direction");

        assertThat(
                        browser.run(
                                "return ['percent', 'wholePercent'].flatMap(format => [0.9999, 1].map(value => formatted(value, format)))"))
                .extracting(JsonNode::asText)
                .containsExactly("> 99.9\u202f%", "100.0\u202f%", "> 99\u202f%", "100\u202f%");
    }

    @ParameterizedTest
    @EnumSource
    void fits_a_phone_without_sideways_scroll_or_a_tile_that_overflows(Kind kind) throws IOException {
        browser.size(390, 844);
        try {
            open(kind.json, TABS.get(0));
            for (String tab : TABS) {
                browser.find("#tab-" + tab).click();
                JsonNode wide =
                        browser.run("return [...document.querySelectorAll('.tile, .headline, .note, .facts, html')]"
                                + ".filter(box => box.scrollWidth > box.clientWidth)"
                                + ".map(box => `${box.id || box.tagName}: ${box.scrollWidth} of ${box.clientWidth}`)");
                assertThat(wide).as("%s, %s", kind, tab).isEmpty();
            }
        } finally {
            browser.size(1440, 900);
        }
    }

    @Test
    void shows_what_is_not_there_as_not_there_with_its_reason() throws IOException {
        open(SamplePayloads.unavailable(), "direction");

        assertThat(List.of("t1", "horizons", "fan", "safe-range", "breach", "trap", "breakout", "theta", "next-days"))
                .allSatisfy(tile -> {
                    assertThat(state(tile)).isEqualTo("unavailable");
                    assertThat(browser.run("return document.getElementById(arguments[0]).textContent", "tile-" + tile)
                                    .asText())
                            .contains("Unavailable", "no model is installed");
                });
        assertThat(state("direction-spot")).isEqualTo("available");
    }

    @Test
    void shows_what_an_old_payload_has_and_says_what_it_lacks() throws IOException {
        open(SamplePayloads.old(), "direction");

        assertThat(List.of("today", "t1", "horizons", "risk", "safe-range", "breach", "hit-rate", "breakout", "gamma"))
                .allSatisfy(tile -> assertThat(state(tile)).isEqualTo("available"));
        assertThat(browser.find("#tile-t1").getText()).contains("Down", "edge not measured", "source not stated");
        assertThat(state("fan")).isEqualTo("unavailable");
        assertThat(browser.find("#tile-fan").getText()).contains("This payload does not carry it.");
    }

    @Test
    void shows_the_regime_of_a_file_that_has_it_under_its_old_name() throws IOException {
        open(SamplePayloads.market().replace("\"volatility_regime\":{", "\"regime\":{"), "sellers");

        assertThat(state("seller-regime")).isEqualTo("available");
        assertThat(browser.find("#tile-seller-regime").getText()).contains("Low", "Medium", "High");
    }

    private void openWithPrices(String json) throws IOException {
        PriceBars bars = ReadmePictureTest.bars();
        Path file = folder.resolve("prices.html");
        Files.writeString(
                file,
                DashboardPage.file(PublishedPayload.parse(json.getBytes(UTF_8), "sample"), bars)
                        .html());
        browser.open(file.toUri());
    }

    @Test
    void draws_the_prices_of_the_payloads_market_with_the_range_ahead_from_its_spot() throws IOException {
        browser.complaints();
        openWithPrices(SamplePayloads.demo());

        JsonNode series = browser.run(
                "const chart = echarts.getInstanceByDom(document.getElementById('prices-chart'));"
                        + "const [candles, lower, upper] = chart.getOption().series;"
                        + "return { bars: candles.data.length, from: lower.data[0], next: lower.data[1], width: upper.data[1][1] }");
        JsonNode payload = SamplePayloads.tree(SamplePayloads.demo());
        JsonNode range = StreamSupport.stream(payload.at("/seller/ranges").spliterator(), false)
                .filter(each -> each.path("kind").asText().equals("PATH")
                        && each.path("level").asDouble() == 0.9
                        && each.path("horizon_sessions").asInt() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(series.get("bars").asInt()).isEqualTo(80);
        assertThat(series.at("/from/0").asInt()).isEqualTo(79);
        assertThat(series.at("/from/1").asDouble())
                .isEqualTo(payload.at("/market/spot").asDouble());
        assertThat(series.at("/next/0").asInt()).isEqualTo(80);
        assertThat(series.at("/next/1").asDouble()).isEqualTo(range.get("lower").asDouble());
        assertThat(series.get("width").asDouble())
                .isEqualTo(range.get("upper").asDouble() - range.get("lower").asDouble());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void draws_no_prices_of_another_day_or_market() throws IOException {
        openWithPrices(SamplePayloads.market());
        assertThat(browser.find("#prices").getText())
                .startsWith("No price chart: the prices of this page are of another day or market");

        String tomorrow = SamplePayloads.demo()
                .replace("\"spot\":15729.7,\"spot_change\":60.75", "\"spot\":15740.0,\"spot_change\":10.3");
        assertThat(tomorrow).isNotEqualTo(SamplePayloads.demo());
        openWithPrices(tomorrow);
        assertThat(browser.find("#prices").getText()).startsWith("No price chart");
        openWithPrices(tomorrow.replace("\"state\":\"CLOSED\"", "\"state\":\"OPEN\""));
        assertThat(browser.find("#prices").getText()).startsWith("Prices and the range");
    }

    @Test
    void says_no_edge_where_there_is_none() throws IOException {
        JsonNode horizons = SamplePayloads.tree(SamplePayloads.demo()).at("/direction/horizons");
        open(SamplePayloads.demo(), "direction");

        assertThat(horizons.properties())
                .extracting(horizon -> horizon.getValue().path("edge").asText())
                .contains("NO_EDGE");
        assertThat(browser.find("#tile-t1 .headline").getText().startsWith("Usual odds only"))
                .isEqualTo(horizons.at("/t1/edge").asText().equals("NO_EDGE"));
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('#tile-horizons .tile-body > .scroll tbody tr')]"
                                        + ".map(row => row.querySelector('td .tag').dataset.path + ' ' + row.querySelector('td .tag').textContent)"))
                .hasSize(5)
                .allSatisfy(row -> {
                    String[] said = row.asText().split(" ", 2);
                    assertThat(said[1].equals("Usual odds only"))
                            .isEqualTo(PayloadPath.at(SamplePayloads.tree(SamplePayloads.demo()), said[0])
                                    .asText()
                                    .equals("NO_EDGE"));
                });
    }

    @Test
    void shows_hostile_text_as_text() throws IOException {
        open(SamplePayloads.hostile(), "direction");

        assertThat(browser.run("return document.querySelectorAll('img, iframe, body script:not([type])').length")
                        .asInt())
                .isEqualTo(3);
        assertThat(browser.run("return document.body.innerText").asText()).contains("onerror=");
    }

    @Test
    void outlives_an_old_payload_with_values_of_the_wrong_kind() throws IOException {
        JsonNode tree = SamplePayloads.tree(SamplePayloads.old());
        List<String> wrong = List.of("null", "\"text\"", "[null]", "[1, \"x\", {}]", "{}", "-1", "true");
        browser.complaints();
        for (String value : wrong) {
            open(SamplePayloads.withEveryFieldBut(tree, "spot", value), "direction");

            assertThat(browser.complaints()).as(value).isEmpty();
            assertThat(browser.run("return document.querySelectorAll('.tile').length")
                            .asInt())
                    .as(value)
                    .isEqualTo(StreamSupport.stream(CATALOGUE.get("tiles").spliterator(), false)
                            .count());
        }
    }
}
