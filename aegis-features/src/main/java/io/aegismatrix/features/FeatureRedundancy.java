package io.aegismatrix.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * How much features say the same: Spearman's rank correlation of every two over a stretch of sessions, which of them go
 * together, and how well the others explain each. Immutable.
 */
public final class FeatureRedundancy {

    /** From this absolute rank correlation on two features are taken to say the same. */
    public static final double SAME = 0.9;

    private static final int FEWEST_ROWS = 30;
    private static final double SMALLEST_EIGENVALUE = 1e-9;

    private final List<String> names;
    private final int rows;
    private final double[][] correlation;
    private final double[] inflation;

    /**
     * Two features that say the same.
     *
     * @param first the earlier one in the catalogue
     * @param second the later one
     * @param correlation Spearman's rank correlation, in [-1, 1]
     */
    public record Pair(String first, String second, double correlation) {}

    private FeatureRedundancy(List<String> names, double[][] values) {
        this.names = List.copyOf(names);
        this.rows = values.length;
        RealMatrix ranked = MatrixUtils.createRealMatrix(ranks(values));
        RealMatrix matrix = new PearsonsCorrelation(ranked).getCorrelationMatrix();
        this.correlation = matrix.getData();
        this.inflation = inflation(matrix);
    }

    /**
     * Measures the features on all complete rows that are wanted; a feature that never changes there is left out.
     *
     * @return empty if fewer than {@value #FEWEST_ROWS} rows are complete, or fewer than two features change
     */
    public static Optional<FeatureRedundancy> find(FeatureFrame frame, IntPredicate wanted) {
        double[][] complete = IntStream.range(0, frame.rows())
                .filter(row -> frame.complete(row) && wanted.test(row))
                .mapToObj(frame::row)
                .toArray(double[][]::new);
        if (complete.length < FEWEST_ROWS) {
            return Optional.empty();
        }
        int[] changing = IntStream.range(0, frame.schema().size())
                .filter(column -> Arrays.stream(complete).anyMatch(row -> row[column] != complete[0][column]))
                .toArray();
        if (changing.length < 2) {
            return Optional.empty();
        }
        double[][] values = Arrays.stream(complete)
                .map(row -> Arrays.stream(changing)
                        .mapToDouble(column -> row[column])
                        .toArray())
                .toArray(double[][]::new);
        return Optional.of(new FeatureRedundancy(
                Arrays.stream(changing).mapToObj(frame.schema().names()::get).toList(), values));
    }

    private static double[][] ranks(double[][] values) {
        NaturalRanking ranking = new NaturalRanking();
        double[][] ranks = new double[values.length][values[0].length];
        for (int column = 0; column < values[0].length; column++) {
            int own = column;
            double[] ranked = ranking.rank(
                    Arrays.stream(values).mapToDouble(row -> row[own]).toArray());
            for (int row = 0; row < ranks.length; row++) {
                ranks[row][column] = ranked[row];
            }
        }
        return ranks;
    }

    /** Diagonal of the inverse, by eigenvalues so that exact copies give a very large number instead of none. */
    private static double[] inflation(RealMatrix correlation) {
        EigenDecomposition parts = new EigenDecomposition(correlation);
        double[] values = parts.getRealEigenvalues();
        double[] inflation = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            double[] vector = parts.getEigenvector(k).toArray();
            for (int j = 0; j < inflation.length; j++) {
                inflation[j] += vector[j] * vector[j] / Math.max(SMALLEST_EIGENVALUE, values[k]);
            }
        }
        return inflation;
    }

    /** The features that were measured, in catalogue order. */
    public List<String> names() {
        return names;
    }

    /** Number of sessions measured. */
    public int rows() {
        return rows;
    }

    /** Spearman's rank correlation of two features by position in {@link #names()}, in [-1, 1]. */
    public double correlation(int first, int second) {
        return correlation[first][second];
    }

    /**
     * Variance inflation factor of a feature by position: 1 / (1 − R²) of its ranks regressed on those of all others. 1
     * says that they know nothing of it, 10 that they explain nine tenths.
     */
    public double inflation(int position) {
        return inflation[position];
    }

    /** Every two features with an absolute correlation above {@value #SAME}, the closest first. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                if (Math.abs(correlation[i][j]) > SAME) {
                    pairs.add(new Pair(names.get(i), names.get(j), correlation[i][j]));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -Math.abs(pair.correlation()))
                .thenComparing(Pair::first)
                .thenComparing(Pair::second));
        return List.copyOf(pairs);
    }

    /** Groups of features that hang together by such pairs, the largest first; features without a pair are in none. */
    public List<List<String>> clusters() {
        int[] group = IntStream.range(0, names.size()).toArray();
        for (int i = 0; i < group.length; i++) {
            for (int j = i + 1; j < group.length; j++) {
                if (Math.abs(correlation[i][j]) > SAME) {
                    join(group, group[i], group[j]);
                }
            }
        }
        TreeMap<Integer, List<String>> members = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            members.computeIfAbsent(group[i], one -> new ArrayList<>()).add(names.get(i));
        }
        return members.values().stream()
                .filter(some -> some.size() > 1)
                .sorted(Comparator.comparingInt((List<String> some) -> -some.size()))
                .map(List::copyOf)
                .toList();
    }

    private static void join(int[] group, int first, int second) {
        int kept = Math.min(first, second);
        for (int i = 0; i < group.length; i++) {
            group[i] = group[i] == first || group[i] == second ? kept : group[i];
        }
    }
}
