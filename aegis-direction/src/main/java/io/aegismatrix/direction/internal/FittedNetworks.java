package io.aegismatrix.direction.internal;

import java.util.List;

/** Networks alike but for their seed and the sequences they learned from, and how they were trained. Immutable. */
public final class FittedNetworks {

    private final List<TrainedSequence> trained;
    private final FeatureScaler scaler;
    private final int sequences;
    private final int stride;
    private final Calibration calibration;
    private final double[][][][] said;

    FittedNetworks(
            List<TrainedSequence> trained,
            FeatureScaler scaler,
            int sequences,
            int stride,
            Calibration calibration,
            double[][][][] said) {
        this.trained = List.copyOf(trained);
        this.scaler = scaler;
        this.sequences = sequences;
        this.stride = stride;
        this.calibration = calibration;
        this.said = said;
    }

    /** The networks. */
    public List<TrainedSequence> trained() {
        return trained;
    }

    /** What their input is standardized with. */
    public FeatureScaler scaler() {
        return scaler;
    }

    /** Sequences they learned from, together. */
    public int sequences() {
        return sequences;
    }

    /** Sessions between neighbouring sequences of one network. */
    public int stride() {
        return stride;
    }

    /** How much of their mean the validation tail supports. */
    public Calibration calibration() {
        return calibration;
    }

    /** What each says after the rows it was to forecast from, {@code [networks][rows][heads][3]}; not a copy. */
    public double[][][][] said() {
        return said;
    }
}
