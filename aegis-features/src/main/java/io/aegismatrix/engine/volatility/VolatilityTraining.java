package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Trains the {@link VolatilityModel} and measures its forecasts of realised volatility against {@link VolatilityBaseline#EWMA}. */
final class VolatilityTraining {

    private static final String MODEL = VolatilityModel.ID + "_har_x";

    /** The seed tells one random training from another; equal data must give an equal version here, whatever the run's seed. */
    private static final TrainingSettings NOTHING_RANDOM =
            TrainingSettings.defaults().withSeed(0);

    private VolatilityTraining() {}

    static ModelBundle train(FeatureSet history) {
        VolatilityPath path = VolatilityPath.of(history);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (ForecastTarget target : ForecastTarget.values()) {
            VolatilityForecast forecast = VolatilityForecast.fit(history, target, history.decisionRow());
            files.put(VolatilityModel.fileOf(target), forecast.toJson());
            files.put(EventMultipliers.FILE, forecast.events().toJson());
        }
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        List<OutputScore> scores = new ArrayList<>();
        double[] smoothed = VolatilityBaselines.smoothed(history.history());
        for (int h : Horizons.VOLATILITY) {
            OutcomeTrack track = track(history, path, smoothed, h);
            String output = MODEL + "_" + h;
            tracks.put(output, track);
            track.skillKnownBy(history.decisionRow())
                    .ifPresent(skill -> scores.add(OutputScore.of(
                            output, h, "qlike", VolatilityBaseline.EWMA.title(), skill, Double.NaN, 1, List.of())));
        }
        if (scores.isEmpty()) {
            throw new MarketDataException(
                    "too little history to judge the volatility forecast: the first could be made on "
                            + "session " + (path.firstRow() + 1) + " of "
                            + history.history().size()
                            + ", and none has an outcome yet; give a longer history");
        }
        files.put(
                OutcomeTracks.FILE, OutcomeTracks.of(history.history(), tracks).toBytes());
        ModelCard card = new ModelCard(
                MODEL,
                history.history().size() - path.firstRow(),
                HarTerms.features(),
                new TreeMap<>(),
                Collections.emptySortedMap(),
                scores);
        return TrainingFeatures.bundle(VolatilityModel.ID, history, NOTHING_RANDOM, files, List.of(card));
    }

    private static OutcomeTrack track(FeatureSet history, VolatilityPath path, double[] smoothed, int horizon) {
        double[] realized = ForecastTarget.REALIZED.outcomes(history.history(), horizon);
        int[] judged = IntStream.range(path.firstRow(), realized.length)
                .filter(row -> realized[row] > 0 && Double.isFinite(path.annualized(row, horizon)) && smoothed[row] > 0)
                .toArray();
        int[] resolved = IntStream.of(judged).map(row -> row + horizon).toArray();
        return OutcomeTrack.ofLosses(
                horizon,
                judged,
                resolved,
                losses(judged, realized, row -> path.annualized(row, horizon)),
                losses(judged, realized, row -> smoothed[row]));
    }

    private static double[] losses(int[] judged, double[] realized, IntToDoubleFunction forecast) {
        return IntStream.of(judged)
                .mapToDouble(row -> Losses.qlike(forecast.applyAsDouble(row), realized[row]))
                .toArray();
    }
}
