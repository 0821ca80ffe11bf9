package io.aegismatrix.direction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.aegismatrix.direction.internal.FeatureScaler;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The numbers of a trained direction engine that are neither trees nor network weights.
 *
 * @param networks number of networks
 * @param scaler what their input is standardized with
 * @param horizons by horizon in sessions
 */
record DirectionParameters(int networks, FeatureScaler scaler, SortedMap<Integer, Horizon> horizons) {

    /**
     * The numbers of one horizon.
     *
     * @param baseRates frequencies of down, neutral and up in the training data
     * @param weights share of network, trees and line in the published probabilities
     * @param classMeans mean signed move of down, neutral and up, in units of forecast reach
     * @param moves how each {@link MoveStatistic} is published in units, in its order
     * @param size how the expected size is published; models of before there was a choice know none, and state it in units
     */
    record Horizon(
            List<Double> baseRates,
            List<Double> weights,
            List<Double> classMeans,
            List<MoveWeight> moves,
            SizeShare size) {

        Horizon {
            baseRates = List.copyOf(baseRates);
            weights = List.copyOf(weights);
            classMeans = List.copyOf(classMeans);
            moves = List.copyOf(moves);
            size = Objects.requireNonNullElse(size, SizeShare.IN_UNITS);
        }

        /** Share of all models together in the published probabilities. */
        double modelled() {
            return weights.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** The shares in words: a model that stands in the id need not have any. */
        String shares() {
            return String.format(
                    Locale.ROOT,
                    "networks %.0f %%, trees %.0f %%, line %.0f %%, base rates %.0f %%",
                    100 * weights.get(0),
                    100 * weights.get(1),
                    100 * weights.get(2),
                    100 * (1 - modelled()));
        }

        /** Whether the networks have a share. */
        boolean networked() {
            return weights.get(0) > 0;
        }

        /** Whether a challenger of the network has a share. */
        boolean challenged() {
            return weights.stream().skip(1).anyMatch(weight -> weight > 0);
        }

        MoveWeight move(MoveStatistic statistic) {
            return moves.get(statistic.position());
        }
    }

    DirectionParameters {
        if (networks < 1) {
            throw new ModelException("direction: networks must be at least 1, was " + networks);
        }
        Objects.requireNonNull(scaler, "scaler");
        Objects.requireNonNull(horizons, "horizons");
    }

    Horizon horizon(int sessions) {
        Horizon horizon = horizons.get(sessions);
        if (horizon == null) {
            throw new ModelException("direction: no parameters for " + sessions + " sessions");
        }
        return horizon;
    }

    /** Whether the networks have a share at any horizon; if not, nobody need read them. */
    boolean networksHaveASay() {
        return horizons.values().stream().anyMatch(Horizon::networked);
    }

    byte[] toJson() {
        try {
            return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new ModelException("direction: the parameters cannot be written", e);
        }
    }

    static DirectionParameters parse(byte[] json, String what) {
        try {
            DirectionParameters parameters = ModelJson.read(json, new TypeReference<>() {}, what);
            Horizons.DIRECTION.forEach(parameters::horizon);
            return parameters;
        } catch (IOException e) {
            throw new ModelException(what + ": not the direction engine's parameters: " + e.getMessage(), e);
        }
    }
}
