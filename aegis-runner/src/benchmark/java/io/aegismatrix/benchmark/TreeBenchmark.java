package io.aegismatrix.benchmark;

import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One row through 250 trees of depth 6 against XGBoost4J's own prediction. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeBenchmark {

    private static final int ROWS = 1_100;
    private static final int COLUMNS = 30;

    private float[] row = new float[COLUMNS];
    private Booster booster;
    private TreeEnsemble trees;

    /** Trains on seeded noise, which makes full trees. */
    @Setup
    public void train() throws XGBoostError {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[ROWS * COLUMNS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = values[i * COLUMNS] + random.nextDouble() > 1 ? 1 : 0;
        }
        System.arraycopy(values, 0, row, 0, COLUMNS);
        DMatrix matrix = new DMatrix(values, ROWS, COLUMNS, Float.NaN);
        matrix.setLabel(labels);
        matrix.setFeatureNames(IntStream.range(0, COLUMNS).mapToObj(i -> "f" + i).toArray(String[]::new));
        Map<String, Object> settings = new HashMap<>(Map.of(
                "objective", "binary:logistic", "max_depth", 6, "nthread", 1, "seed", 1, "base_score", 0.5,
                "tree_method", "hist", "eta", 0.05));
        booster = XGBoost.train(matrix, settings, 250, Map.of(), null, null);
        trees = TreeEnsemble.parse(booster.toByteArray("ubj"), "benchmark");
    }

    /** The product's scorer. */
    @Benchmark
    public double[] walker() {
        return trees.predict(row);
    }

    /** XGBoost4J. */
    @Benchmark
    public float[][] xgboost() throws XGBoostError {
        DMatrix matrix = new DMatrix(row, 1, COLUMNS, Float.NaN);
        try {
            return booster.predict(matrix);
        } finally {
            matrix.dispose();
        }
    }
}
