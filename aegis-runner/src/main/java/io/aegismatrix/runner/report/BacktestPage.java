package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URL;

/** The pictures of a back-test: one page that opens from disk, with its data and Apache ECharts 6.1.0 inside. */
final class BacktestPage {

    private BacktestPage() {}

    /**
     * The page.
     *
     * @param metrics the figures it draws, as JSON
     */
    static String of(byte[] metrics) throws IOException {
        URL template = Resources.getResource(BacktestPage.class, "backtest.html");
        URL look = Resources.getResource(BacktestPage.class, "/io/aegismatrix/runner/look.css");
        URL trading = Resources.getResource(BacktestPage.class, "trading.js");
        URL charts = Resources.getResource(BacktestPage.class, "/io/aegismatrix/runner/echarts/echarts.min.js");
        URL words = Resources.getResource(BacktestPage.class, Glossary.RESOURCE);
        URL dictionary = Resources.getResource(BacktestPage.class, "/io/aegismatrix/runner/dashboard/words.json");
        return Resources.toString(template, UTF_8)
                .replace("@look@", Resources.toString(look, UTF_8))
                .replace("@metrics@", data(new String(metrics, UTF_8)))
                .replace("@glossary@", data(Resources.toString(words, UTF_8)))
                .replace("@words@", data(Resources.toString(dictionary, UTF_8)))
                .replace("@trading@", Resources.toString(trading, UTF_8))
                .replace("@echarts@", Resources.toString(charts, UTF_8));
    }

    /** JSON that cannot end the script it is in: no tag can begin in it. */
    private static String data(String json) {
        return json.replace("<", "\\u003c");
    }
}
