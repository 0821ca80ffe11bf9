package io.aegismatrix.engine.drift;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Mahalanobis distance from the centre of the training rows, per √feature. The correlation matrix is shrunk towards the
 * identity as far as Ledoit and Wolf (2004) estimate it to be noise, so that features that nearly repeat each other do
 * not make every row look far away.
 */
final class RowDistance {

    /** Keeps the matrix invertible where features repeat each other exactly. */
    private static final double LEAST_SHRINKAGE = 1e-3;

    private final double[] center;
    private final double[] scale;
    private final double[][] whitening;

    private RowDistance(double[] center, double[] scale, double[][] whitening) {
        this.center = center;
        this.scale = scale;
        this.whitening = whitening;
    }

    static RowDistance stored(double[] center, double[] scale, double[][] whitening) {
        return new RowDistance(center, scale, whitening);
    }

    /** @param rows {@code [rows][features]}, all finite */
    static RowDistance fit(double[][] rows) {
        int features = rows[0].length;
        double[] center = new double[features];
        double[] scale = new double[features];
        for (double[] row : rows) {
            for (int f = 0; f < features; f++) {
                center[f] += row[f] / rows.length;
            }
        }
        for (double[] row : rows) {
            for (int f = 0; f < features; f++) {
                scale[f] += (row[f] - center[f]) * (row[f] - center[f]) / rows.length;
            }
        }
        for (int f = 0; f < features; f++) {
            // A feature that never moved has no unit of its own; any departure from it counts in its own.
            scale[f] = scale[f] > 0 ? Math.sqrt(scale[f]) : 1;
        }
        double[][] standard = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            standard[i] = standardized(rows[i], center, scale);
        }
        return new RowDistance(center, scale, whitening(standard));
    }

    private static double[] standardized(double[] row, double[] center, double[] scale) {
        double[] z = new double[row.length];
        for (int f = 0; f < z.length; f++) {
            z[f] = (row[f] - center[f]) / scale[f];
        }
        return z;
    }

    private static double[][] whitening(double[][] standard) {
        int n = standard.length;
        RealMatrix data = new Array2DRowRealMatrix(standard, false);
        RealMatrix correlation = data.transpose().multiply(data).scalarMultiply(1.0 / n);
        int features = correlation.getRowDimension();
        double target = correlation.getTrace() / features;
        double spread = 0;
        double total = 0;
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                double entry = correlation.getEntry(i, j);
                total += entry * entry;
                double off = entry - (i == j ? target : 0);
                spread += off * off;
            }
        }
        double fourth = 0;
        for (double[] z : standard) {
            double length = 0;
            for (double value : z) {
                length += value * value;
            }
            fourth += length * length / n;
        }
        double noise = Math.min(spread, Math.max(0, fourth - total) / n);
        double shrink = spread == 0 ? 1 : Math.max(LEAST_SHRINKAGE, noise / spread);
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                double shrunk = (1 - shrink) * correlation.getEntry(i, j) + (i == j ? shrink * target : 0);
                correlation.setEntry(i, j, shrunk);
            }
        }
        RealMatrix lower = new CholeskyDecomposition(correlation).getL();
        return new LUDecomposition(lower).getSolver().getInverse().getData();
    }

    double[] center() {
        return center;
    }

    double[] scale() {
        return scale;
    }

    double[][] whitening() {
        return whitening;
    }

    double of(double[] row) {
        double[] z = standardized(row, center, scale);
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double white = 0;
            for (int j = 0; j <= i; j++) {
                white += whitening[i][j] * z[j];
            }
            sum += white * white;
        }
        return Math.sqrt(sum / z.length);
    }
}
