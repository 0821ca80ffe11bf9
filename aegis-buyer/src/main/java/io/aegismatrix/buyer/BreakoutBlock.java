package io.aegismatrix.buyer;

import io.aegismatrix.engine.LastAnswer;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreakoutDay;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.Contribution;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.Source;
import java.util.List;

/**
 * Odds of a breakout: on each of the next five sessions, and on the session that runs or comes next.
 *
 * <p>In session the odds before the open are turned into the standard deviation of a Brownian path whose range would pass
 * 1.5 average true ranges just as often; with the share of variance still to come they say how likely it is that the
 * range so far grows past it. So the odds start where the model left them, sharpen through the day, and are 1 once the
 * range has passed. What does not move with the session is worked out once.
 */
final class BreakoutBlock {

    /** A score below this multiple of its base rate is LOW. */
    static final double LOW_MULTIPLE = 0.75;

    /** A score above this multiple of its base rate is HIGH. */
    static final double HIGH_MULTIPLE = 1.5;

    private static final String MODEL = "buyer_breakout";

    private final BreakoutModel model;
    private final PublishedSkill skill;
    private final BuyerInputs inputs;
    private final int row;
    private final List<BreakoutDay> next;
    private final LastAnswer<Integer, List<Contribution>> reasons = new LastAnswer<>();
    private final LastAnswer<Double, Double> opening = new LastAnswer<>();

    BreakoutBlock(BreakoutModel model, PublishedSkill skill, BuyerInputs inputs, int row) {
        this.model = model;
        this.skill = skill;
        this.inputs = inputs;
        this.row = row;
        this.next = BreakoutRows.AHEAD.stream().map(this::day).toList();
    }

    /** The score against its base rate, in three steps. */
    static Level level(double score, double baseRate) {
        if (score < LOW_MULTIPLE * baseRate) {
            return Level.LOW;
        }
        return score > HIGH_MULTIPLE * baseRate ? Level.HIGH : Level.MEDIUM;
    }

    private float[] values(int k) {
        return Rows.narrow(BreakoutRows.values(inputs, row, k));
    }

    private OutputScore score(int k) {
        return skill.score(MODEL, BreakoutRows.output(k));
    }

    private static double baseRate(OutputScore score) {
        return score.baseRates().get(1);
    }

    private double probability(int k) {
        OutputScore score = score(k);
        return PublishedSkill.blend(score, model.predict(values(k), k), baseRate(score));
    }

    /** The next five sessions, nearest first. */
    List<BreakoutDay> next() {
        return next;
    }

    private BreakoutDay day(int k) {
        OutputScore score = score(k);
        double probability = probability(k);
        BreakoutDay.Odds odds = new BreakoutDay.Odds(
                probability, level(probability, baseRate(score)), baseRate(score), Edge.of(skill.proven(score)));
        return new BreakoutDay(k, Block.known(odds, source(score)));
    }

    /** The session that runs or comes next. */
    Block<BreakoutToday> today(MarketNow now) {
        int k = now.ahead();
        if (k < 1 || k > BreakoutRows.AHEAD.size()) {
            return Block.unavailable("the newest daily bar is of "
                    + inputs.history().session(row) + ", " + k + " sessions before " + now.session());
        }
        OutputScore score = score(k);
        double before = next.get(k - 1).odds().find().orElseThrow().score();
        double odds = now.path().map(path -> inSession(path, before)).orElse(before);
        BreakoutToday today = new BreakoutToday(
                odds,
                level(odds, baseRate(score)),
                baseRate(score),
                Edge.of(skill.proven(score)),
                reasons.to(k, () -> Contribution.strongest(model.columns(), model.contributions(values(k), k))));
        return Block.known(today, source(now, score));
    }

    private double inSession(MarketNow.Path path, double before) {
        double width = BreakoutLabels.MULTIPLE * inputs.history().atr(row);
        return inSession(path, width, opening.to(before, () -> RangeOdds.deviationFor(1, before)));
    }

    /**
     * Odds given the range so far.
     *
     * @param width what makes a breakout, points
     * @param opening standard deviation of the whole session in such widths
     */
    static double inSession(MarketNow.Path path, double width, double opening) {
        double deviation = opening * Math.sqrt(path.toCome());
        return ModelException.requireFinite(
                RangeOdds.given((path.high() - path.last()) / width, (path.last() - path.low()) / width, 1, deviation),
                "breakout_today");
    }

    private Source source(OutputScore score) {
        return Source.weighed(score.weight(), skill.manifest().modelId(MODEL), score.output() + "_base_rate");
    }

    private Source source(MarketNow now, OutputScore score) {
        if (!now.running()) {
            return source(score);
        }
        String reason = now.path().isPresent()
                ? "odds before the open, carried on by the range so far (Brownian range)"
                : "odds before the open: no bar of the running session is known";
        return source(score).remarking(reason);
    }
}
