package io.aegismatrix.direction;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.learn.StudentRegression;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.Night;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Interval;
import io.aegismatrix.payload.Lean;
import io.aegismatrix.payload.MoveForecast;
import io.aegismatrix.payload.Preopen;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The session about to open by what the night abroad brought: odds of its close against the previous one, the gap, how far it
 * will go. The odds are those of the model and of base rates in the shares that proved best; the intervals reach as far as
 * past ones had to.
 */
final class NightView {

    /** Enough to find the median size of a move. */
    private static final int GRID = 40;

    private static final String WHERE = "the skill is the gap, which futures show already; from the open to the close ";

    private final double previousClose;
    private final double deadZone;
    private final double evening;
    private final NightModel model;
    private final NightInputs inputs;
    private final Night.Known night;
    private final PublishedSkill skill;

    /**
     * A morning.
     *
     * @param evening volatility of the session as forecast at the previous close, annualised decimal
     * @param skill how far the model is believed on the day
     */
    NightView(FeatureSet features, NightModel model, Night.Known night, double evening, PublishedSkill skill) {
        MarketHistory history = features.history();
        int row = features.decisionRow();
        this.previousClose = history.close(row);
        this.deadZone = DirectionLabels.deadZone(history, row, 1);
        this.evening = evening;
        this.model = model;
        this.inputs = NightInputs.of(history, row, evening, night);
        this.night = night;
        this.skill = skill;
        if (!inputs.complete()) {
            throw new ModelException(NightModel.MODEL + ": an input is not finite, was " + inputs);
        }
    }

    private OutputScore score(String output) {
        return skill.score(NightModel.MODEL, output);
    }

    private Edge edge(String output) {
        return skill.proven(score(output)) ? Edge.EDGE : Edge.NO_EDGE;
    }

    /** Odds of down, neutral and up. */
    ClassProbabilities odds() {
        OutputScore score = score(DirectionFiles.NIGHT_DIRECTION);
        List<Double> said = model.fit().probabilities(inputs, deadZone);
        List<Double> blended = IntStream.range(0, said.size())
                .mapToObj(i -> PublishedSkill.blend(
                        score, said.get(i), score.baseRates().get(i)))
                .toList();
        return HorizonView.classes(blended);
    }

    /** How they stand to usual rates. */
    Lean lean() {
        return Lean.of(
                odds(),
                HorizonView.classes(score(DirectionFiles.NIGHT_DIRECTION).baseRates()));
    }

    Edge edge() {
        return edge(DirectionFiles.NIGHT_DIRECTION);
    }

    Source source() {
        return Source.modelled(skill.manifest().modelId(NightModel.MODEL));
    }

    /** How far the close will lie from the previous one. */
    MoveForecast move() {
        StudentRegression close = model.fit().close();
        List<Double> sizes = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            sizes.add(Math.abs(close.quantile((i + 0.5) / GRID, inputs.middle(), inputs.spread())) * inputs.unit());
        }
        double size =
                Quantiles.of(sizes.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
        return new MoveForecast(
                HorizonView.points(previousClose, size),
                new Interval(MoveTraining.LEVEL, end(NightSpan.CLOSE, -1), end(NightSpan.CLOSE, 1)));
    }

    /** What is said of the morning alone. */
    Preopen preopen() {
        Edge session = edge(DirectionFiles.NIGHT_SESSION);
        return new Preopen(Block.known(
                new Preopen.Morning(
                        new Preopen.Gap(
                                end(NightSpan.GAP, 0),
                                end(NightSpan.GAP, -1),
                                end(NightSpan.GAP, 1),
                                MoveTraining.LEVEL),
                        night.usReturn(),
                        night.vixChange(),
                        night.asOf(),
                        session,
                        volatility(),
                        new Preopen.Range(
                                previousClose + Math.min(0, end(NightSpan.RANGE, -1)),
                                previousClose + Math.max(0, end(NightSpan.RANGE, 1)),
                                MoveTraining.LEVEL)),
                source().remarking(WHERE + (session == Edge.EDGE ? "it is small" : "there is none"))));
    }

    /** Volatility of the session, annualised decimal: the evening's, as far as the night is believed to change it. */
    private double volatility() {
        double weight = score(DirectionFiles.NIGHT_VOLATILITY).weight();
        return ModelException.requireFinite(
                evening * Math.pow(model.fit().factor(inputs), weight), DirectionFiles.NIGHT_VOLATILITY);
    }

    /** End of an interval in points from the previous close: the lower for -1, the middle for 0, the upper for 1. */
    private double end(NightSpan span, int side) {
        StudentRegression regression = span.regression(model.fit());
        double move =
                regression.location(inputs.middle()) + side * model.radius(span) * regression.scale(inputs.spread());
        return ModelException.requireFinite(
                HorizonView.points(previousClose, move * inputs.unit()), NightModel.MODEL + ": " + span.text());
    }
}
