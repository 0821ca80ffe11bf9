package io.aegismatrix.runner;

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
        URL trading = Resources.getResource(BacktestPage.class, "trading.js");
        URL charts = Resources.getResource(BacktestPage.class, "echarts/echarts.min.js");
        // A closing tag inside a script would end it; in JSON and in a string of JavaScript "<\/" means the same.
        String data = new String(metrics, UTF_8).replace("</", "<\\/");
        return Resources.toString(template, UTF_8)
                .replace("@metrics@", data)
                .replace("@trading@", Resources.toString(trading, UTF_8))
                .replace("@echarts@", Resources.toString(charts, UTF_8));
    }
}
