package io.aegismatrix.direction;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Learns from the nights of a history, where it has companions, and measures what that is worth. */
final class NightTraining {

    private NightTraining() {}

    /**
     * What came of it.
     *
     * @param model for the bundle
     * @param card for the manifest
     * @param tracks for the records
     */
    record Result(NightModel model, ModelCard card, SortedMap<String, OutcomeTrack> tracks) {}

    /** Empty where too few nights are known to learn from. */
    static Optional<Result> train(FeatureSet history, TrainingSettings settings) {
        List<NightRows.Row> rows = NightRows.of(history, VolatilityPath.of(history, ForecastTarget.REALIZED));
        if (rows.size() < WalkForward.minimumSessions(WalkForward.MINIMUM_FOLDS)) {
            return Optional.empty();
        }
        NightRecord record = new NightRecord(
                rows, WalkForward.inFolds(rows.get(0).row(), history.history().size(), settings));
        OutOfFold.Verdict odds = record.odds(NightRecord.baseRates(rows));
        OutOfFold.Verdict session = record.session(NightRecord.rising(rows));
        NightRecord.Volatility volatility = record.volatility();
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        tracks.put(DirectionFiles.NIGHT_DIRECTION, odds.track());
        tracks.put(DirectionFiles.NIGHT_SESSION, session.track());
        tracks.put(DirectionFiles.NIGHT_VOLATILITY, volatility.track());
        SortedMap<String, String> parameters = new TreeMap<>();
        for (NightSpan span : NightSpan.values()) {
            OutcomeTrack held = record.held(span);
            tracks.put(DirectionFiles.night(span), held);
            held.shareKnownBy(Integer.MAX_VALUE)
                    .ifPresent(share -> parameters.put(span.text() + "_coverage", describe(share)));
        }
        List<OutputScore> scores = List.of(
                classes(DirectionFiles.NIGHT_DIRECTION, odds),
                classes(DirectionFiles.NIGHT_SESSION, session),
                OutputScore.of(
                        DirectionFiles.NIGHT_VOLATILITY,
                        1,
                        "qlike",
                        DirectionFiles.EVENING,
                        volatility.skill(),
                        Double.NaN,
                        volatility.weight(),
                        List.of()));
        return Optional.of(new Result(
                new NightModel(NightFit.of(rows), record.radii()),
                new ModelCard(NightModel.MODEL, rows.size(), NightInputs.COLUMNS, parameters, new TreeMap<>(), scores),
                tracks));
    }

    private static OutputScore classes(String output, OutOfFold.Verdict verdict) {
        return OutputScore.of(
                output,
                1,
                "log_loss",
                DirectionFiles.FREQUENCY,
                verdict.logLoss(),
                verdict.auc(),
                verdict.weight(),
                verdict.baseRates());
    }

    private static String describe(Share share) {
        return String.format(
                Locale.ROOT, "%.4f [%.4f, %.4f] of %d", share.value(), share.lower(), share.upper(), share.n());
    }

    /**
     * Tells what would have been published in the mornings of a period, by the decision row: the session before. Nothing
     * where too few nights before it are known.
     *
     * @throws MarketDataException if the period has no session
     */
    static void backtest(
            FeatureSet features, BacktestPeriod period, TrainingSettings settings, ForecastListener forecasts) {
        List<NightRows.Row> rows = NightRows.of(features, VolatilityPath.of(features, ForecastTarget.REALIZED));
        MarketHistory history = features.history();
        int begin = history.rowsUntil(period.from().minusDays(1));
        if (rows.isEmpty() || begin < rows.get(0).row() + WalkForward.PROTOCOL_TRAINING_SESSIONS) {
            return;
        }
        NightRecord record =
                new NightRecord(rows, period.plan(history, rows.get(0).row(), settings.embargo()));
        Map<Integer, Double> volatility = record.volatility().published();
        for (OutOfFold.Published published : record.odds(List.of()).published()) {
            int row = published.session();
            if (period.contains(history, row + 1)) {
                tell(history, row, published.probabilities(), forecasts);
                Double stated = volatility.get(row);
                if (stated != null) {
                    forecasts.forecast(row, Forecast.of(Output.PREOPEN_VOLATILITY, 1, stated));
                }
            }
        }
    }

    private static void tell(MarketHistory history, int row, List<Double> odds, ForecastListener forecasts) {
        Map<DirectionClass, Output> outputs = new EnumMap<>(Map.of(
                DirectionClass.DOWN, Output.PREOPEN_DIRECTION_DOWN,
                DirectionClass.NEUTRAL, Output.PREOPEN_DIRECTION_NEUTRAL,
                DirectionClass.UP, Output.PREOPEN_DIRECTION_UP));
        double deadZone = DirectionLabels.deadZone(history, row, 1);
        outputs.forEach((outcome, output) ->
                forecasts.forecast(row, new Forecast(output, 1, deadZone, odds.get(outcome.position()))));
    }
}
