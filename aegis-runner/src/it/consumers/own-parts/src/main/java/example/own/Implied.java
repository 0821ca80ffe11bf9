package example.own;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.ExtensionOutlook;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How far five sessions usually go, in units of what the volatility index implies. */
record Implied(ModelBundle bundle, double scale) implements Engine<ExtensionOutlook> {

    static final EngineId ID = new EngineId("implied");
    private static final int AHEAD = 5;

    static Implied of(ModelBundle bundle) {
        return new Implied(bundle, SafeTensors.parse(bundle.file("scale.safetensors"), "implied").doubles("scale")[0]);
    }

    @Override
    public EngineId engine() {
        return ID;
    }

    @Override
    public ModelManifest manifest() {
        return bundle.manifest();
    }

    @Override
    public ExtensionOutlook evaluate(FeatureSet features) {
        bundle.requireSchema(features);
        int row = features.decisionRow();
        double move = scale * features.history().impliedMove(row, AHEAD);
        double points = features.history().close(row) * Math.expm1(move);
        return ExtensionOutlook.modelled(manifest().modelId("implied_move"), Map.of("move_5_points", points));
    }

    private static double size(MarketHistory past, int row) {
        return Math.abs(Math.log(past.close(row + AHEAD) / past.close(row)));
    }

    /** Median of the sizes known at the close of a row, in units or as they were. */
    private static double usual(MarketHistory past, int row, boolean inUnits) {
        double[] known = IntStream.rangeClosed(0, row - AHEAD)
                .mapToDouble(t -> size(past, t) / (inUnits ? past.impliedMove(t, AHEAD) : 1))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return known[known.length / 2];
    }

    private static double forecast(MarketHistory past, int row) {
        return usual(past, row, true) * past.impliedMove(row, AHEAD);
    }

    /** Learns the one number. */
    static final class Trainer implements EngineTrainer {

        @Override
        public EngineId engine() {
            return ID;
        }

        @Override
        public List<String> models() {
            return List.of("implied_move");
        }

        @Override
        public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
            MarketHistory past = history.history();
            int[] rows = IntStream.range(WalkForward.PROTOCOL_TRAINING_SESSIONS, past.size() - AHEAD)
                    .toArray();
            double[] losses = IntStream.of(rows)
                    .mapToDouble(t -> Math.abs(forecast(past, t) - size(past, t)))
                    .toArray();
            double[] others = IntStream.of(rows)
                    .mapToDouble(t -> Math.abs(usual(past, t, false) - size(past, t)))
                    .toArray();
            int[] known = IntStream.of(rows).map(t -> t + AHEAD).toArray();
            OutcomeTrack track = OutcomeTrack.ofLosses(AHEAD, rows, known, losses, others);
            OutputScore score = OutputScore.of(
                    "move_5",
                    AHEAD,
                    "mean_absolute_error",
                    "expanding_median",
                    Skill.of(losses, others, AHEAD),
                    Double.NaN,
                    1,
                    List.of());
            byte[] scale = SafeTensors.builder()
                    .put("scale", new int[] {1}, new double[] {usual(past, past.size() - 1, true)})
                    .build()
                    .toBytes();
            byte[] records =
                    OutcomeTracks.of(past, new TreeMap<>(Map.of("move_5", track))).toBytes();
            return ModelBundle.trained(
                    ID,
                    history,
                    settings,
                    new TreeMap<>(Map.of("scale.safetensors", scale, OutcomeTracks.FILE, records)),
                    List.of(new ModelCard(
                            "implied_move", rows.length, List.of(), new TreeMap<>(), new TreeMap<>(), List.of(score))));
        }

        @Override
        public void backtest(
                FeatureSet history,
                BacktestPeriod period,
                TrainingSettings settings,
                ForecastListener forecasts,
                ProgressListener progress) {
            MarketHistory past = history.history();
            IntStream.range(0, past.size())
                    .filter(t -> period.contains(past, t))
                    .forEach(t -> forecasts.forecast(
                            t, Forecast.of(Output.EXPECTED_ABS_MOVE, AHEAD, forecast(past, t))));
        }
    }
}
