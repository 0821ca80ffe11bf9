package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** The resource files the page is joined from. */
final class PageParts {

    private static final String FOLDER = "/io/aegismatrix/runner/";
    private static final List<String> SCRIPTS = List.of(
            "format.js",
            "freshness.js",
            "parts.js",
            "ages.js",
            "since.js",
            "outcomes.js",
            "charts.js",
            "tiles.js",
            "direction-tiles.js",
            "sellers-tiles.js",
            "buyers-tiles.js",
            "record-tiles.js",
            "answer.js",
            "prices.js",
            "page.js");

    private PageParts() {}

    /** The page with {@code @name@} where a part belongs. */
    static String template() {
        return text("dashboard/page.html");
    }

    /** Colours and type, which the back-test's report shares, and what only the dashboard needs. */
    static String style() {
        return text("look.css") + text("dashboard/dashboard.css");
    }

    /** Everything but the charting library: it draws the tiles, so that they are seen before the library is read. */
    static String script() {
        return SCRIPTS.stream().map(name -> text("dashboard/" + name)).collect(Collectors.joining("\n"));
    }

    /** Apache ECharts. */
    static String charts() {
        return text("echarts/echarts.min.js");
    }

    /** What runs once the charting library is there. */
    static String lastScript() {
        return text("dashboard/draw.js");
    }

    /** The tiles: what each shows, from which payload paths, by which renderer. */
    static String catalogue() {
        return text("dashboard/catalogue.json");
    }

    /** The payload's codes in words. */
    static String words() {
        return text("dashboard/words.json");
    }

    private static String text(String name) {
        try {
            return Resources.toString(Resources.getResource(PageParts.class, FOLDER + name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
