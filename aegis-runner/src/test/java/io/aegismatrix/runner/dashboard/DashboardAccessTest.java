package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the page can be read by everyone, on every screen, and at once. */
final class DashboardAccessTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final Path PICTURES = Path.of("target", "dashboard-pictures");
    private static final int MOST_MILLISECONDS = 1_000;

    private static Browser browser;
    private static String axe;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        axe = Resources.toString(Resources.getResource("axe.min.js"), UTF_8);
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(String json, String tab, String theme) throws IOException {
        browser.viewer(
                EVENING, ImmutableMap.of("aegis.notice", String.valueOf(EVENING.toEpochMilli()), "aegis.theme", theme));
        Path file = folder.resolve("page.html");
        PublishedPayload payload = PublishedPayload.parse(json.getBytes(UTF_8), "sample");
        Files.writeString(
                file,
                DashboardPage.file(payload, SamplePayloads.noBars(payload)).html());
        browser.open(URI.create(file.toUri() + "#" + tab));
    }

    private static JsonNode findings() {
        browser.run(axe);
        return browser.await("const found = await axe.run({ resultTypes: ['violations'] });"
                + "return found.violations.map(each => ({ id: each.id, impact: each.impact,"
                + " where: each.nodes.slice(0, 3).map(node => node.target.join(' ') + ': ' + node.failureSummary) }))");
    }

    @ParameterizedTest
    @CsvSource({
        "direction, dark, 1440",
        "sellers, dark, 1440",
        "buyers, dark, 1440",
        "direction, light, 1440",
        "sellers, light, 1440",
        "buyers, light, 390"
    })
    void axe_finds_nothing(String tab, String theme, int width) throws IOException {
        browser.size(width, 900);
        open(SamplePayloads.demo(), tab, theme);

        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dark", "light"})
    void axe_finds_nothing_where_all_is_unavailable_old_and_explained(String theme) throws IOException {
        browser.size(1440, 900);
        open(SamplePayloads.unavailable(), "sellers", theme);
        assertThat(findings()).isEmpty();
        browser.find("#breach-title").click();
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "direction, dark, 1440", "direction, light, 1440", "direction, dark, 390", "direction, light, 390",
        "sellers, dark, 1440", "sellers, light, 1440", "sellers, dark, 390", "sellers, light, 390",
        "buyers, dark, 1440", "buyers, light, 1440", "buyers, dark, 390", "buyers, light, 390",
        "record, dark, 1440", "record, light, 390", "sellers, dark, 768"
    })
    void fits_its_screen(String tab, String theme, int width) throws IOException {
        browser.size(width, 900);
        open(SamplePayloads.market(), tab, theme);
        JsonNode size = browser.run("const page = document.documentElement;"
                + "return { width: page.scrollWidth, height: page.scrollHeight }");
        browser.size(width, size.get("height").asInt());
        Files.write(PICTURES.resolve(tab + "-" + theme + "-" + width + ".webp"), browser.picture());

        assertThat(size.get("width").asInt()).isEqualTo(width);
        assertThat(browser.run(
                        "return [...document.querySelectorAll('.tile, .tile-body > *')].filter(box => box.offsetParent !== null"
                                + " && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && !box.matches('.scroll, .chart'))"
                                + ".map(box => box.closest('.tile').id + ' ' + box.className)"))
                .isEmpty();
    }

    @Test
    void is_seen_within_a_second() throws IOException {
        browser.size(1440, 900);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            open(SamplePayloads.market(), "direction", "dark");
            best = Math.min(
                    best,
                    browser.await(
                                    "for (let i = 0; i < 100 && performance.getEntriesByName('first-contentful-paint').length === 0; i++)"
                                            + " await new Promise(done => setTimeout(done, 20));"
                                            + " return performance.getEntriesByName('first-contentful-paint')[0].startTime")
                            .asDouble());
        }
        Files.writeString(PICTURES.resolve("first-paint.txt"), best + " ms\n");

        assertThat(best).isPositive().isLessThan(MOST_MILLISECONDS);
    }

    @Test
    void moves_nothing_for_those_who_asked_for_less() throws IOException {
        browser.prefers("prefers-reduced-motion", "reduce");
        open(SamplePayloads.demo(), "direction", "dark");

        assertThat(browser.run("return document.getAnimations().length").asInt())
                .isZero();
        assertThat(browser.run(
                                "return [...document.querySelectorAll('.chart')].filter(box => box.offsetParent !== null)"
                                        + ".some(box => echarts.getInstanceByDom(box).getOption().animation)")
                        .asBoolean())
                .isFalse();
    }
}
