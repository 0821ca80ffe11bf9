package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.aegismatrix.runner.cli.CommandLineRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a back-test answers first, and can be read on a telephone. */
class BacktestPageTest {

    private static Browser browser;
    private static URI page;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        new CommandLineRun(folder).run("backtest --source synthetic --from 2023-01-02 --to 2024-06-28");
        page = folder.resolve("aegis-backtest/report.html").toUri();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(int width) {
        browser.size(width, 900);
        browser.complaints();
        browser.requests();
        browser.open(page);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void nothing_scrolls_sideways_complains_or_is_fetched(int width) {
        open(width);

        assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void axe_finds_nothing(int width) throws IOException {
        open(width);
        browser.run(Resources.toString(Resources.getResource("axe.min.js"), UTF_8));

        assertThat(browser.await("const found = await axe.run({ resultTypes: ['violations'] });"
                        + "return found.violations.map(each => each.id + ': '"
                        + " + each.nodes.slice(0, 2).map(node => node.target.join(' ') + node.failureSummary))"))
                .isEmpty();
    }

    @Test
    void the_answer_stands_on_top_in_at_most_ten_lines_with_intervals() {
        open(1440);

        assertThat(browser.run("return document.querySelector('main').firstElementChild.id")
                        .asText())
                .isEqualTo("answer");
        assertThat(browser.run("return document.querySelectorAll('#answer li').length")
                        .asInt())
                .isBetween(1, 10);
        assertThat(browser.run("return document.querySelector('#answer').textContent")
                        .asText())
                .contains("forecasts cannot be told from the simple one")
                .doesNotContain("_");
    }

    @Test
    void every_section_is_in_the_contents_and_every_link_leads_somewhere() {
        open(1440);

        assertThat(browser.run("return [...document.querySelectorAll('#contents a')].filter(link =>"
                                + " !document.querySelector(link.getAttribute('href'))).length")
                        .asInt())
                .isZero();
        assertThat(browser.run("return document.querySelectorAll('#contents a').length")
                        .asInt())
                .isEqualTo(browser.run("return document.querySelectorAll('main section > h2').length - 1")
                        .asInt());
    }

    @Test
    void one_picture_shows_the_skill_beside_every_baseline() {
        open(1440);

        assertThat(browser.run("return [...document.querySelectorAll('h2')].filter(head =>"
                                + " head.textContent.startsWith('Skill beside')).length")
                        .asInt())
                .isEqualTo(1);
        assertThat(browser.run("return [...document.querySelector('#baseline').options].map(one => one.value)"))
                .isEqualTo(browser.run("return [...new Set(skilled.map(score => score.baseline_name))]"));
        browser.run("document.querySelector('#baseline').dispatchEvent(new Event('change'))");
        assertThat(browser.complaints()).isEmpty();
    }
}
