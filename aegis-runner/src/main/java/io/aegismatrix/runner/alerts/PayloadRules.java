package io.aegismatrix.runner.alerts;

import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a payload says by itself. What is unavailable says nothing. */
final class PayloadRules {

    private PayloadRules() {}

    /** Whether each output has an edge over its base rate. */
    static List<Condition> edges(Payload payload) {
        List<Condition> edges = new ArrayList<>();
        DirectionOutlook.Horizons horizons = payload.direction().horizons();
        add(edges, "direction.1", horizons.t1().close(), HorizonForecast.Close::edge);
        add(edges, "direction.3", horizons.t3().close(), HorizonForecast.Close::edge);
        add(edges, "direction.5", horizons.t5().close(), HorizonForecast.Close::edge);
        add(edges, "direction.10", horizons.t10().close(), HorizonForecast.Close::edge);
        add(edges, "direction.20", horizons.t20().close(), HorizonForecast.Close::edge);
        add(edges, "direction.40", horizons.t40().close(), HorizonForecast.Close::edge);
        add(edges, "trap", payload.seller().trap(), trap -> trap.edge());
        add(edges, "breakout", payload.buyer().breakoutToday(), breakout -> breakout.edge());
        add(edges, "spike", payload.buyer().spikeDirectionBias(), spike -> spike.edge());
        add(edges, "theta", payload.buyer().thetaEdge(), theta -> theta.edge());
        return edges;
    }

    private static <T> void add(List<Condition> edges, String output, Block<T> block, Function<T, Edge> edge) {
        block.find()
                .map(edge)
                .ifPresent(found -> edges.add(new Condition(
                        "edge." + output,
                        found.name(),
                        output.replace('.', ' ') + ": " + (found == Edge.EDGE ? "an edge" : "no edge")
                                + " over the base rate",
                        false)));
    }

    /** The verdicts on selling and buying. */
    static List<Condition> flags(Payload payload) {
        List<Condition> flags = new ArrayList<>();
        payload.seller()
                .sellerFlag()
                .find()
                .ifPresent(flag -> flags.add(flag("seller", flag.label().name(), flag.reasons())));
        payload.buyer()
                .buyerEnvironment()
                .find()
                .ifPresent(flag -> flags.add(flag("buyer", flag.label().name(), flag.reasons())));
        return flags;
    }

    private static Condition flag(String whose, String label, List<String> reasons) {
        String why = reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
        return new Condition("flag." + whose, label, whose + " flag " + label + why, false);
    }

    /** Whether the models of each engine are older than is warned of. */
    static List<Condition> models(Payload payload, int warnAfterDays) {
        Map<String, ModelRef> oldest = payload.models().stream()
                .collect(Collectors.toMap(
                        ModelRef::engine,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparingInt(ModelRef::ageDays)),
                        TreeMap::new));
        return oldest.values().stream()
                .map(model -> new Condition(
                        "models." + model.engine(),
                        model.ageDays() > warnAfterDays ? "OLD" : "YOUNG",
                        model.engine() + " models trained through " + model.trainedThrough() + ", " + model.ageDays()
                                + " days before the market shown",
                        true))
                .toList();
    }
}
