package io.aegismatrix.direction;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SequenceNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Networks alike but for their seed and the sessions they learned from. What they say together is the mean of their
 * probabilities; how far they are apart is {@link SeedSpread}. Immutable, thread-safe.
 */
final class SequenceEnsemble {

    private final List<SequenceNetwork> networks;

    private SequenceEnsemble(List<SequenceNetwork> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads networks.
     *
     * @param weights of each, as safetensors
     * @throws ModelException if one is not a network with a head for every horizon
     */
    static SequenceEnsemble parse(List<byte[]> weights) {
        List<SequenceNetwork> networks = new ArrayList<>();
        for (byte[] file : weights) {
            String name = DirectionFiles.network(networks.size());
            SequenceNetwork network = SequenceNetwork.parse(file, name);
            if (network.heads() != Horizons.DIRECTION.size()) {
                throw new ModelException(
                        name + ": expected " + Horizons.DIRECTION.size() + " heads, was " + network.heads());
            }
            networks.add(network);
        }
        return new SequenceEnsemble(networks);
    }

    /** Reads the networks of a bundle. */
    static SequenceEnsemble read(ModelBundle bundle, int count) {
        List<byte[]> weights = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            weights.add(bundle.file(DirectionFiles.network(number)));
        }
        return parse(weights);
    }

    /** Mean probabilities after a sequence, {@code [heads][3]}. */
    double[][] probabilities(float[][] sequence) {
        return mean(each(Collections.singletonList(sequence)))[0];
    }

    /** What each network says about each sequence, {@code [networks][sequences][heads][3]}. */
    double[][][][] each(List<float[][]> sequences) {
        double[][][][] said = new double[networks.size()][][][];
        for (int number = 0; number < said.length; number++) {
            said[number] = networks.get(number).probabilities(sequences);
        }
        return said;
    }

    /** Mean over the networks, {@code [sequences][heads][3]}. */
    static double[][][] mean(double[][][][] each) {
        double[][][] mean = new double[each[0].length][Horizons.DIRECTION.size()][SequenceNetwork.OUTCOMES];
        for (double[][][] network : each) {
            for (int i = 0; i < mean.length; i++) {
                for (int head = 0; head < mean[i].length; head++) {
                    for (int outcome = 0; outcome < mean[i][head].length; outcome++) {
                        mean[i][head][outcome] += network[i][head][outcome] / each.length;
                    }
                }
            }
        }
        return mean;
    }
}
