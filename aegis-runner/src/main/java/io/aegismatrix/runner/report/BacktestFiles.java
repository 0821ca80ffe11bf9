package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.engine.backtest.Figure;
import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.runner.backtest.BacktestRun;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a back-test: {@code predictions.csv} ({@code as_of,output,horizon,parameter,value}, one forecast a row),
 * {@code metrics.json}, {@code report.md} and {@code report.html}. Each is written beside its place and moved there whole.
 */
public final class BacktestFiles {

    private BacktestFiles() {}

    public static void write(Path folder, BacktestPeriod period, BacktestRun.Result result) {
        try {
            Files.createDirectories(folder);
            DraftFile.replace(
                    folder.resolve("predictions.csv"),
                    out -> PredictionTable.write(out, result.features().history(), result.predictions()));
            DraftFile.replace(folder.resolve("metrics.json"), out -> out.write(metrics(period, result)));
            DraftFile.replace(
                    folder.resolve("report.md"),
                    out -> out.write(BacktestReport.markdown(period, result).getBytes(UTF_8)));
            DraftFile.replace(
                    folder.resolve("report.html"),
                    out -> out.write(BacktestPage.of(metrics(period, result)).getBytes(UTF_8)));
        } catch (IOException e) {
            throw CommandException.of(folder + ": the results cannot be written", e);
        }
    }

    /** The figures as JSON: also what the pictures of the report are drawn from. */
    static byte[] metrics(BacktestPeriod period, BacktestRun.Result result) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("from", period.from().toString());
        root.put("to", period.to().toString());
        root.put("refit_sessions", period.refitSessions());
        root.put("predictions", result.predictions().size());
        ArrayNode scores = root.putArray("scores");
        for (BacktestScore score : result.scores()) {
            scores.add(node(mapper, score));
        }
        FeatureReport.addTo(root, result.importance(), result.redundancy());
        TradingReport.addTo(root, result.trading());
        OptionReport.addTo(root, result.straddles());
        ChainReport.addTo(root, result.chains());
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void put(ObjectNode node, String name, Figure figure) {
        node.put(name, figure.value());
        if (figure.hasInterval()) {
            node.put(name + "_low", figure.lower());
            node.put(name + "_high", figure.upper());
        }
    }

    private static ObjectNode node(JsonMapper mapper, BacktestScore score) {
        ObjectNode node = mapper.createObjectNode();
        node.put("output", score.output());
        node.put("horizon", score.horizon());
        node.put("metric", score.metric());
        node.put("n", score.skill().n());
        node.put("value", score.skill().loss());
        node.put("baseline", score.skill().baselineLoss());
        node.put("baseline_name", score.baseline());
        node.put("skill", score.skill().skill());
        if (Double.isFinite(score.skill().lower())) {
            node.put("ci_low", score.skill().lower());
            node.put("ci_high", score.skill().upper());
        }
        score.details().forEach((name, figure) -> put(node, name, figure));
        if (!score.reliability().isEmpty()) {
            ArrayNode bins = node.putArray("reliability");
            score.reliability()
                    .forEach(bin -> bins.addObject()
                            .put("stated", bin.stated())
                            .put("observed", bin.observed())
                            .put("n", bin.n()));
        }
        return node;
    }
}
