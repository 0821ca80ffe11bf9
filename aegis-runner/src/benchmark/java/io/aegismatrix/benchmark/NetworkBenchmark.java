package io.aegismatrix.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.SequenceNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One sequence through a trained network of a models folder, alone and in a batch, against DJL with PyTorch on the two
 * recurrent layers alone (its share of the work is larger than nine tenths).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NetworkBenchmark {

    private static final int BATCH = 256;
    private static final int SESSIONS = 60;
    private static final int HIDDEN = 128;
    private static final int LAYERS = 2;

    private SequenceNetwork network;
    private List<float[][]> sequences;
    private NDManager manager;
    private NDArray input;
    private NDList state;
    private NDList weights;

    /** Reads the first network below the folder that the property {@code models} names. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        Path folder = Path.of(System.getProperty("models", "../models")).resolve("direction");
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(path -> path.getFileName().toString().matches("direction_seq.*\\.safetensors"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException(folder + ": no trained network; name a models folder"));
        }
        network = SequenceNetwork.of(SafeTensors.parse(Files.readAllBytes(file), file.toString()), file.toString());
        SplittableRandom random = new SplittableRandom(4);
        sequences = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            sequences.add(sequence(random, network.features()));
        }
        prepareTorch(network.features());
    }

    private static float[][] sequence(SplittableRandom random, int features) {
        float[][] sequence = new float[SESSIONS][features];
        for (float[] session : sequence) {
            for (int i = 0; i < features; i++) {
                session[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
        return sequence;
    }

    private void prepareTorch(int features) {
        manager = NDManager.newBaseManager(Device.cpu());
        input = manager.randomUniform(-1, 1, new Shape(1, SESSIONS, features));
        NDArray zero = manager.zeros(new Shape(2 * LAYERS, 1, HIDDEN));
        state = new NDList(zero, zero);
        weights = new NDList();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int direction = 0; direction < 2; direction++) {
                int width = layer == 0 ? features : 2 * HIDDEN;
                weights.add(manager.randomUniform(-0.1f, 0.1f, new Shape(4 * HIDDEN, width)));
                weights.add(manager.randomUniform(-0.1f, 0.1f, new Shape(4 * HIDDEN, HIDDEN)));
                weights.add(manager.zeros(new Shape(4 * HIDDEN)));
                weights.add(manager.zeros(new Shape(4 * HIDDEN)));
            }
        }
    }

    /** Frees what PyTorch holds. */
    @TearDown(Level.Trial)
    public void close() {
        manager.close();
    }

    /** One sequence by the product's scorer. */
    @Benchmark
    public double[][] one() {
        return network.probabilities(sequences.get(0));
    }

    /** One sequence of a batch of 256. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[][][] batch() {
        return network.probabilities(Collections.unmodifiableList(sequences));
    }

    /** The recurrent layers of one sequence by DJL with PyTorch. */
    @Benchmark
    public float torch() {
        try (NDManager step = manager.newSubManager()) {
            NDList output = input.getNDArrayInternal().lstm(input, state, weights, true, LAYERS, 0, false, true, true);
            output.attach(step);
            return output.head().getFloat(0, SESSIONS - 1, 0);
        }
    }
}
