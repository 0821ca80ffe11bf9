package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.features.label.RegimeLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.RegimeForecast;
import io.aegismatrix.payload.RegimeForecast.RegimeProbabilities;
import io.aegismatrix.payload.Source;
import java.util.List;
import java.util.OptionalDouble;

/** The volatility regime to come: the model's probabilities, drawn to what the rules of thumb say by the weight they earned. */
final class RegimeBlock {

    private static final List<Level> LEVELS = List.of(Level.LOW, Level.MEDIUM, Level.HIGH);

    private RegimeBlock() {}

    static Block<RegimeForecast> of(Situation situation, RegimeOdds model, RegimeBase base, PublishedSkill skill) {
        RegimeLabels labels = RegimeLabels.of(situation.history());
        int row = situation.row();
        if (Double.isNaN(labels.lower(row))) {
            return Block.unavailable("too few sessions to know the volatility terciles on " + situation.session()
                    + ", at least " + RegimeLabels.MINIMUM + " resolved ones are needed");
        }
        OptionalDouble persistence = VolatilityState.persistence(situation.history(), labels, row);
        if (persistence.isEmpty()) {
            return Block.unavailable(
                    "no earlier session had a regime like that of " + situation.session() + " and a known outcome");
        }
        OutputScore score = skill.score(SellerFiles.REGIME, SellerFiles.REGIME_OUTPUT);
        double[] published = published(situation, labels, model, base, score.weight());
        Edge edge = skill.beats(SellerFiles.PERSISTENCE_OUTPUT) ? Edge.of(skill.proven(score)) : Edge.NO_EDGE;
        RegimeForecast forecast = new RegimeForecast(
                LEVELS.get(likeliest(published)),
                new RegimeProbabilities(published[0], published[1], published[2]),
                persistence.getAsDouble(),
                edge);
        return Block.known(
                forecast,
                Source.weighed(
                        score.weight(), skill.manifest().modelId(SellerFiles.REGIME), "regime_frequency_after_rules"));
    }

    private static double[] published(
            Situation situation, RegimeLabels labels, RegimeOdds model, RegimeBase base, double weight) {
        int row = situation.row();
        double[] distances = RegimeModel.distances(
                situation.history(),
                row,
                situation.forecast(RegimeLabels.HORIZON),
                labels.lower(row),
                labels.upper(row));
        double[] odds = model.predict(RegimeModel.INPUTS.floats(situation.frame(), row, distances));
        List<Double> usual = base.odds(situation.history(), situation.frame(), labels, row);
        for (int i = 0; i < odds.length; i++) {
            double blend = Shrinkage.blend(weight, odds[i], usual.get(i));
            odds[i] = ModelException.requireFinite(blend, SellerFiles.REGIME + " " + LEVELS.get(i));
        }
        return odds;
    }

    private static int likeliest(double[] odds) {
        int best = 0;
        for (int i = 1; i < odds.length; i++) {
            best = odds[i] > odds[best] ? i : best;
        }
        return best;
    }
}
