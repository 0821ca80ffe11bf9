package io.aegismatrix.direction.internal;

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
public final class SequenceEnsemble {

    /** Name of the model. */
    public static final String MODEL = "direction_seq";

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
            String name = file(networks.size());
            SequenceNetwork network = SequenceNetwork.parse(file, name);
            if (network.heads() != Horizons.DIRECTION.size()) {
                throw new ModelException(
                        name + ": expected " + Horizons.DIRECTION.size() + " heads, was " + network.heads());
            }
            networks.add(network);
        }
        return new SequenceEnsemble(networks);
    }

    /** File of one of the networks in a bundle, counted from 0. */
    public static String file(int number) {
        return MODEL + "_" + number + ".safetensors";
    }

    /** Reads the networks of a bundle. */
    public static SequenceEnsemble read(ModelBundle bundle, int count) {
        List<byte[]> weights = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            weights.add(bundle.file(file(number)));
        }
        return parse(weights);
    }

    /** Mean probabilities after a sequence, {@code [heads][3]}. */
    public double[][] probabilities(float[][] sequence) {
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
    public static double[][][] mean(double[][][][] each) {
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
