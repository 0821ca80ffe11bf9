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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What a viewer can do with the page, in a real browser. */
final class DashboardUseTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");

    private static Browser browser;

    @TempDir
    private static Path folder;

    private static URI page;
    private static URI blank;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        browser.size(1440, 900);
        page = written(SamplePayloads.demo());
        blank = Files.writeString(folder.resolve("blank.html"), "<!DOCTYPE html>")
                .toUri();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void forget() {
        browser.viewer(EVENING, Map.of());
        browser.open(blank);
        browser.run("localStorage.clear()");
        browser.reader(EVENING);
        browser.complaints();
        browser.requests();
    }

    private static URI written(String json) throws IOException {
        Path file = folder.resolve("page.html");
        PublishedPayload payload = PublishedPayload.parse(json.getBytes(UTF_8), "sample");
        Files.writeString(
                file,
                DashboardPage.file(payload, SamplePayloads.noBars(payload)).html());
        return file.toUri();
    }

    private static String text(String selector) {
        return browser.find(selector).getText();
    }

    private static boolean isShown(String selector) {
        return browser.find(selector).isDisplayed();
    }

    private static String theme() {
        return browser.run("return document.documentElement.dataset.theme").asText();
    }

    @Test
    void moves_between_tabs_by_keyboard_and_tells_the_address() {
        browser.open(page);
        browser.find("#tab-direction").click();
        browser.focused().sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.address()).endsWith("#sellers");
        assertThat(isShown("#panel-sellers")).isTrue();
        assertThat(isShown("#panel-direction")).isFalse();
        browser.focused().sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(isShown("#panel-record")).isTrue();
        browser.focused().sendKeys(Keys.HOME);
        assertThat(browser.focused().getText()).isEqualTo("Direction");
        assertThat(browser.focused().getAttribute("aria-selected")).isEqualTo("true");
    }

    @Test
    void opens_on_the_tab_the_address_names() {
        browser.open(URI.create(page + "#buyers"));
        assertThat(isShown("#panel-buyers")).isTrue();
        browser.run("location.hash = 'sellers'");
        assertThat(browser.await("await new Promise(done => setTimeout(done, 50)); return location.hash")
                        .asText())
                .isEqualTo("#sellers");
        assertThat(isShown("#panel-sellers")).isTrue();
        browser.open(URI.create(page + "#nowhere"));
        assertThat(isShown("#panel-direction")).isTrue();
    }

    @Test
    void keeps_the_theme_that_was_chosen() throws Exception {
        Path file = folder.resolve("aegismatrix.json");
        Files.writeString(file, SamplePayloads.demo());
        browser.prefers("prefers-color-scheme", "dark");
        try (DashboardServer server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0)) {
            browser.open(server.address());
            assertThat(theme()).isEqualTo("dark");
            browser.find("#theme").click();
            assertThat(theme()).isEqualTo("light");
            browser.reload();
            assertThat(theme()).isEqualTo("light");
            assertThat(browser.run("return getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo("rgb(247, 251, 254)");
        }
    }

    @Test
    void begins_with_the_theme_the_viewer_prefers() {
        browser.prefers("prefers-color-scheme", "light");
        browser.open(page);
        assertThat(theme()).isEqualTo("light");
        browser.prefers("prefers-color-scheme", "dark");
        browser.open(page);
        assertThat(theme()).isEqualTo("dark");
    }

    @Test
    void explains_a_tile_and_gives_the_keyboard_back() {
        browser.open(page);
        browser.find("#t1-title").sendKeys(Keys.ENTER);
        assertThat(isShown("#help")).isTrue();
        assertThat(text("#help-title")).isEqualTo("Tomorrow");
        assertThat(text("#help-body"))
                .contains("How to read it", "How far to trust it", "How reliable it has been", "Where it comes from")
                .contains("95 % interval", "base_rate");
        browser.focused().sendKeys(Keys.ESCAPE);
        assertThat(isShown("#help")).isFalse();
        assertThat(browser.focused().getAttribute("id")).isEqualTo("t1-title");
    }

    @Test
    void asks_every_two_days_whether_the_notice_was_read() {
        browser.viewer(EVENING, Map.of());
        browser.open(page);
        browser.run("localStorage.clear()");
        browser.reload();
        assertThat(isShown("#notice")).isTrue();
        assertThat(text("#notice")).contains("not investment advice");
        browser.find("#notice-read").click();
        assertThat(isShown("#notice")).isFalse();
        browser.viewer(EVENING.plus(Duration.ofHours(47)), Map.of());
        browser.reload();
        assertThat(isShown("#notice")).isFalse();
        browser.viewer(EVENING.plus(Duration.ofDays(2)), Map.of());
        browser.reload();
        assertThat(isShown("#notice")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-31T06:09:00Z, Fresh, 9 min old",
        "2024-12-31T06:30:00Z, Delayed, 30 min old",
        "2024-12-31T06:46:00Z, Stale, 46 min old",
        "2024-12-31T20:00:00Z, Expired, 14 h 0 min old"
    })
    void tells_how_old_the_data_is(String now, String step, String age) throws IOException {
        ObjectNode payload = (ObjectNode) SamplePayloads.tree(SamplePayloads.old());
        URI morning =
                written(payload.put("generated_at", "2024-12-31T06:00:00Z").toString());
        browser.reader(Instant.parse(now));
        browser.open(morning);

        assertThat(text("#ladder [aria-current]")).isEqualTo(step);
        assertThat(text("#age")).isEqualTo(age);
        assertThat(isShown("#stale")).isEqualTo(step.equals("Stale") || step.equals("Expired"));
        page = written(SamplePayloads.demo());
    }

    private static String withVolatilityIndexOf(String asOf) {
        ObjectNode payload = (ObjectNode) SamplePayloads.tree(SamplePayloads.full());
        ((ArrayNode) payload.at("/data_quality/sources"))
                .addObject()
                .put("name", "csv")
                .put("instrument", "INDIAVIX")
                .put("kind", "daily")
                .put("as_of", asOf)
                .put("age_seconds", 0)
                .put("level", 0)
                .put("attempts", 1);
        return payload.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-27T10:00:00Z, India VIX of 27 Dec 2024, Expired",
        "2024-12-31T06:05:00Z, India VIX of 11:35, Delayed",
        "2024-12-31T06:27:00Z, '', Fresh"
    })
    void says_on_a_tile_and_in_the_header_that_an_input_is_older_than_the_spot(String asOf, String told, String step)
            throws IOException {
        URI running = written(withVolatilityIndexOf(asOf));
        browser.reader(Instant.parse("2024-12-31T06:32:00Z"));
        browser.open(running);

        assertThat(text("#ladder [aria-current]")).isEqualTo(step);
        assertThat(text("#age")).isEqualTo(told.isEmpty() ? "2 min old" : "2 min old · " + told);
        for (String tile : List.of("#tile-direction-vix", "#tile-t1", "#tile-today", "#tile-volatility")) {
            assertThat(browser.run(
                                    "return document.querySelector(arguments[0]).innerText.match(/India VIX of .*/g)",
                                    tile + " .tile-body")
                            .path(0)
                            .asText())
                    .as(tile)
                    .isEqualTo(told);
        }
        assertThat(text("#tile-direction-spot")).doesNotContain("India VIX of");
        assertThat(browser.find("#stale")
                        .getText()
                        .startsWith("Expired input: India VIX of 27 Dec 2024. The price is newer"))
                .isEqualTo(step.equals("Expired"));
        page = written(SamplePayloads.demo());
    }

    @Test
    void warns_of_expired_data_in_market_time_and_the_viewers() {
        browser.reader(Instant.parse("2025-01-01T03:46:00Z"));
        browser.open(page);

        assertThat(text("#stale"))
                .contains("Expired data", "31 Dec 2024, 15:30 IST", "31 Dec 2024, 11:00 in your time (Europe/Berlin)");
    }

    @Test
    void chooses_another_level_of_the_ranges_and_keeps_it_where_it_is_drawn_again() {
        browser.open(URI.create(page + "#sellers"));
        String before = text("#tile-ranges table");
        browser.run("document.querySelector('#tile-ranges input:not(:checked)').click()");
        String after = text("#tile-ranges table");
        browser.run("renderAll()");

        assertThat(after).isNotEqualTo(before);
        assertThat(text("#tile-ranges table")).isEqualTo(after);
        assertThat(browser.run("return document.querySelectorAll('#ranges-chart svg').length")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void takes_a_new_payload_without_loading_the_page_again() throws Exception {
        Path file = folder.resolve("aegismatrix.json");
        Files.writeString(file, SamplePayloads.demo());
        try (DashboardServer server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0)) {
            browser.viewer(EVENING, Map.of());
            browser.open(URI.create(server.address() + "#sellers"));
            browser.find("#notice-read").click();
            browser.run("window.same = true");
            assertThat(text("#tile-sellers-spot")).contains("15,729.70");

            Files.writeString(file, SamplePayloads.market());
            refresh("New data shown.");
            assertThat(text("#tile-sellers-spot")).contains("23,644.80");
            assertThat(isShown("#panel-sellers")).isTrue();
            refresh("The data is unchanged.");

            assertThat(browser.complaints()).isEmpty();
            Files.writeString(file, "{");
            refresh("The refresh failed; the page keeps what it had.");
            assertThat(text("#trouble")).contains("is not JSON");
            assertThat(text("#tile-sellers-spot")).contains("23,644.80");

            Files.writeString(file, SamplePayloads.demo());
            refresh("New data shown.");
            assertThat(isShown("#trouble")).isFalse();
            assertThat(browser.run("return window.same").asBoolean()).isTrue();
            assertThat(browser.requests())
                    .allMatch(url -> url.startsWith(server.address().toString()));
        }
    }

    /** The demo's payload as it may have been at an earlier moment: with another verdict, VIX, stress and range. */
    private static String earlier(String asOf) {
        ObjectNode payload = (ObjectNode) SamplePayloads.tree(SamplePayloads.demo());
        payload.put("as_of", asOf);
        shift(payload.withObject("/market"), "vix", -1.25);
        shift(payload.withObject("/market/expected_move"), "points", -12);
        shift(payload.withObject("/seller/expiry_stress"), "score", -0.1);
        payload.withObject("/seller/seller_flag").put("label", "FAVOURABLE").put("color", "GREEN");
        payload.at("/seller/ranges").forEach(range -> shift((ObjectNode) range, "lower", -40));
        return payload.toString();
    }

    private static void shift(ObjectNode block, String name, double by) {
        block.put(name, block.get(name).doubleValue() + by);
    }

    private static List<String> deltas() {
        return StreamSupport.stream(
                        browser.run("return [...document.querySelectorAll('#answer .delta, #tile-sellers-vix .delta,"
                                        + " #tile-stress .delta')].map(each => each.textContent)")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void awaitSince() {
        assertThat(browser.await("for (let i = 0; i < 100 && document.getElementById('since').hidden; i++)"
                                + " await new Promise(done => setTimeout(done, 50));"
                                + " return document.getElementById('since').hidden")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void says_what_has_changed_since_the_payload_it_showed_before() throws Exception {
        Path file = folder.resolve("changing.json");
        Files.writeString(file, earlier("2024-12-31T09:00:00Z"));
        try (DashboardServer server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0)) {
            browser.open(URI.create(server.address() + "#sellers"));
            assertThat(isShown("#since")).isFalse();
            assertThat(deltas()).isEmpty();

            Files.writeString(file, SamplePayloads.demo());
            refresh("New data shown.");
            assertThat(text("#since"))
                    .startsWith("Since 31 Dec 2024, 14:30 IST:")
                    .endsWith("Selling: Favourable → Hostile");
            assertThat(deltas()).containsExactly("+40", "+12", "+1.25", "+0.10");

            Files.writeString(file, earlier("2024-12-31T09:00:00Z"));
            refresh("New data shown.");
            assertThat(isShown("#since")).as("nothing is before the oldest").isFalse();
            assertThat(deltas()).isEmpty();
        }
    }

    @Test
    void takes_the_prices_of_a_new_payload_too() throws Exception {
        Path file = folder.resolve("priced.json");
        Files.writeString(file, SamplePayloads.market());
        try (DashboardServer server =
                DashboardServer.start(file, payload -> ReadmePictureTest.bars(), Optional.empty(), 0)) {
            browser.open(server.address());
            browser.run("bars = { bars: [['2024-12-30', 1, 1, 1, 1]], step: 0, reason: null }; renderAll()");
            assertThat(text("#prices")).startsWith("No price chart: the prices of this page are of another day");

            Files.writeString(file, SamplePayloads.demo());
            refresh("New data shown.");
            assertThat(text("#prices")).startsWith("Prices and the range of the path ahead");
        }
    }

    @Test
    void looks_back_at_the_newest_past_payload_of_before_where_such_are_served() throws Exception {
        Path file = Files.writeString(folder.resolve("newest.json"), SamplePayloads.demo());
        Path past = Files.createDirectory(folder.resolve("past"));
        Files.writeString(past.resolve("20241229T0900Z.json"), SamplePayloads.market());
        Files.writeString(past.resolve("20241230T0900Z.json"), earlier("2024-12-30T09:00:00Z"));
        Files.writeString(past.resolve("20250101T0900Z.json"), earlier("2025-01-01T09:00:00Z"));
        try (DashboardServer server = DashboardServer.start(file, SamplePayloads::noBars, Optional.of(past), 0)) {
            browser.open(URI.create(server.address() + "#sellers"));
            awaitSince();

            assertThat(text("#since"))
                    .startsWith("Since 30 Dec 2024, 14:30 IST:")
                    .endsWith("Selling: Favourable → Hostile");
            assertThat(deltas()).containsExactly("+40", "+12", "+1.25", "+0.10");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String stated(List<Object> bar, double lower, double upper) {
        ObjectNode payload = (ObjectNode) SamplePayloads.tree(SamplePayloads.demo());
        payload.put("as_of", bar.get(0) + "T10:00:00Z");
        payload.withObject("/session").put("date", String.valueOf(bar.get(0)));
        payload.withObject("/market").put("spot", (double) bar.get(4));
        payload.at("/seller/ranges")
                .forEach(range -> ((ObjectNode) range)
                        .put("lower", lower * (double) bar.get(4))
                        .put("upper", upper * (double) bar.get(4)));
        return payload.toString();
    }

    @Test
    void holds_the_ranges_of_past_payloads_against_the_prices_that_followed() throws Exception {
        List<List<Object>> bars = ReadmePictureTest.bars().bars();
        Path file = Files.writeString(folder.resolve("judged.json"), SamplePayloads.demo());
        Path past = Files.createDirectory(folder.resolve("stated"));
        Files.writeString(past.resolve("a.json"), stated(bars.get(60), 0.5, 1.5));
        Files.writeString(past.resolve("b.json"), stated(bars.get(65), 1.2, 1.5));
        Files.writeString(past.resolve("c.json"), stated(bars.get(70), 0.5, 0.8));
        Files.writeString(past.resolve("d.json"), stated(bars.get(78), 0.5, 1.5));
        try (DashboardServer server =
                DashboardServer.start(file, payload -> ReadmePictureTest.bars(), Optional.of(past), 0)) {
            browser.open(URI.create(server.address() + "#record"));
            awaitSince();

            assertThat(browser.run("return [...document.querySelectorAll('#tile-outcomes tbody tr td:last-child')]"
                            + ".map(cell => cell.textContent)"))
                    .extracting(JsonNode::asText)
                    .containsExactly("still running", "broke above", "broke below", "held");
            assertThat(text("#tile-outcomes")).contains("1 of 3 held; nine of ten were promised.");
        }
        browser.open(URI.create(page + "#record"));
        assertThat(text("#tile-outcomes"))
                .contains("No past ranges here: they come from the past payloads of a server");
    }

    @Test
    void says_nothing_of_before_on_a_page_from_disk() {
        browser.open(URI.create(page + "#sellers"));

        assertThat(isShown("#since")).isFalse();
        assertThat(deltas()).isEmpty();
    }

    private static void refresh(String told) {
        browser.run("document.getElementById('status').textContent = ''");
        browser.find("#refresh").click();
        assertThat(browser.await("for (let i = 0; i < 100 && document.getElementById('status').textContent === ''; i++)"
                                + " await new Promise(done => setTimeout(done, 50));"
                                + " return document.getElementById('status').textContent")
                        .asText())
                .isEqualTo(told);
    }

    @Test
    void reads_a_page_from_disk_again_when_it_is_refreshed() throws IOException {
        browser.open(page);
        browser.run("window.same = true");
        written(SamplePayloads.market());
        browser.find("#refresh").click();

        assertThat(browser.run("return window.same").isNull()).isTrue();
        assertThat(text("#tile-direction-spot")).contains("23,644.80");
        written(SamplePayloads.demo());
    }

    @Test
    void is_told_how_to_use_it() {
        browser.open(page);
        browser.find("#how").click();
        assertThat(text("#how-to-use")).contains("Look at the freshness first");
        assertThat(text("footer")).contains("Not investment advice", "Market data: ");
    }
}
