package io.aegismatrix.direction;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SequenceNetwork;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Direction;
import io.aegismatrix.payload.DirectionOutlook.Horizons;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.Interval;
import io.aegismatrix.payload.Lean;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.MoveForecast;
import io.aegismatrix.payload.Skill;
import io.aegismatrix.payload.Source;
import java.util.List;
import java.util.Optional;

/**
 * What is expected of the close over one horizon, in log returns: everything that is published about it, and what the
 * view of today is made from.
 *
 * @param sessions the horizon
 * @param spot the decision close, index points
 * @param probabilities of down, neutral and up
 * @param baseRates of down, neutral and up
 * @param edge whether the probabilities have skill over the base rates
 * @param skill measured skill of the probabilities, by what was known at the decision session
 * @param deviation one standard deviation of forecast volatility over the horizon
 * @param size expected size of the move, at least 0
 * @param mean signed expected move
 * @param moves past signed moves as if they were to happen now, ascending
 * @param source what made the probabilities
 * @param moveSource what made size and moves
 */
record HorizonView(
        int sessions,
        double spot,
        List<Double> probabilities,
        List<Double> baseRates,
        Edge edge,
        Optional<Skill> skill,
        double deviation,
        double size,
        double mean,
        Distribution moves,
        Source source,
        Source moveSource) {

    HorizonView {
        probabilities = List.copyOf(probabilities);
        baseRates = List.copyOf(baseRates);
        for (int outcome = 0; outcome < SequenceNetwork.OUTCOMES; outcome++) {
            ModelException.requireFinite(
                    probabilities.get(outcome),
                    "direction: probability " + outcome + " over " + sessions + " sessions");
        }
        ModelException.requireFinite(size, "direction: expected size over " + sessions + " sessions");
        ModelException.requireFinite(mean, "direction: expected return over " + sessions + " sessions");
    }

    /** Probabilities by class number as the payload has them. */
    static ClassProbabilities classes(List<Double> probabilities) {
        return new ClassProbabilities(probabilities.get(0), probabilities.get(1), probabilities.get(2));
    }

    /** A log return as points from a price. */
    static double points(double price, double logReturn) {
        return price * Math.expm1(logReturn);
    }

    /** The central interval of the move from a price. */
    static Interval interval(double price, Distribution moves) {
        return interval(price, price, moves);
    }

    /** The central interval of the move from a price, where the moves start elsewhere. */
    static Interval interval(double price, double start, Distribution moves) {
        return new Interval(
                MoveTraining.LEVEL,
                start - price + points(start, moves.quantile((1 - MoveTraining.LEVEL) / 2)),
                start - price + points(start, moves.quantile((1 + MoveTraining.LEVEL) / 2)));
    }

    /** A direction is called with an edge only, and then the one that stands furthest above its usual rate. */
    static Direction called(Lean lean, Edge edge) {
        return edge == Edge.EDGE ? lean.furthest() : Direction.NEUTRAL;
    }

    HorizonForecast forecast() {
        ClassProbabilities published = classes(probabilities);
        Lean lean = Lean.of(published, classes(baseRates));
        Direction direction = called(lean, edge);
        HorizonForecast.Close close = new HorizonForecast.Close(
                direction,
                published.of(direction),
                published,
                classes(baseRates),
                Optional.of(lean),
                edge,
                mean,
                Measured.of(skill, "too few outcomes over " + sessions + " sessions were known"));
        MoveForecast move = new MoveForecast(points(spot, size), interval(spot, moves));
        return new HorizonForecast(Horizons.label(sessions), Block.known(close, source), Block.known(move, moveSource));
    }
}
