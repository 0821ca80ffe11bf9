package io.aegismatrix.engine.score;

/**
 * SHAP values of one tree for one row, by the path-dependent algorithm (Lundberg, Erion and Lee 2018, algorithm 2): the
 * path keeps, for each column met so far, the share of training weight that would flow through if the column were
 * unknown, and whether this row flows through.
 */
final class TreeShap {

    private final Tree tree;
    private final float[] row;

    TreeShap(Tree tree, float[] row) {
        this.tree = tree;
        this.row = row;
    }

    /** Adds the values to {@code totals}: one entry a column, the expected value last. */
    void addTo(double[] totals) {
        totals[totals.length - 1] += expected(0);
        if (!tree.isLeaf(0)) {
            descend(0, new Path(), 1, 1, -1, totals);
        }
    }

    private double expected(int node) {
        if (tree.isLeaf(node)) {
            return tree.leafValue(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        return (tree.cover(left) * expected(left) + tree.cover(right) * expected(right)) / tree.cover(node);
    }

    private void descend(int node, Path before, double unknown, double known, int column, double[] totals) {
        Path path = before.extended(unknown, known, column);
        if (tree.isLeaf(node)) {
            for (int i = 1; i < path.length; i++) {
                double weight = path.unwoundWeight(i);
                totals[path.column[i]] += weight * (path.known[i] - path.unknown[i]) * tree.leafValue(node);
            }
            return;
        }
        int hot = tree.child(node, row);
        int cold = hot == tree.left(node) ? tree.right(node) : tree.left(node);
        double seenUnknown = 1;
        double seenKnown = 1;
        int position = path.find(tree.feature(node));
        if (position > 0) {
            seenUnknown = path.unknown[position];
            seenKnown = path.known[position];
            path = path.without(position);
        }
        double whole = tree.cover(node);
        descend(hot, path, seenUnknown * tree.cover(hot) / whole, seenKnown, tree.feature(node), totals);
        descend(cold, path, seenUnknown * tree.cover(cold) / whole, 0, tree.feature(node), totals);
    }

    /** Columns met from the root down, and the permutation weights of their subsets. */
    private static final class Path {

        private final int length;
        private final int[] column;
        private final double[] unknown;
        private final double[] known;
        private final double[] weight;

        Path() {
            this(0);
        }

        private Path(int length) {
            this.length = length;
            this.column = new int[length];
            this.unknown = new double[length];
            this.known = new double[length];
            this.weight = new double[length];
        }

        private Path copy(int newLength) {
            Path copy = new Path(newLength);
            int kept = Math.min(length, newLength);
            System.arraycopy(column, 0, copy.column, 0, kept);
            System.arraycopy(unknown, 0, copy.unknown, 0, kept);
            System.arraycopy(known, 0, copy.known, 0, kept);
            System.arraycopy(weight, 0, copy.weight, 0, kept);
            return copy;
        }

        Path extended(double newUnknown, double newKnown, int newColumn) {
            Path path = copy(length + 1);
            path.column[length] = newColumn;
            path.unknown[length] = newUnknown;
            path.known[length] = newKnown;
            path.weight[length] = length == 0 ? 1 : 0;
            for (int i = length - 1; i >= 0; i--) {
                path.weight[i + 1] += newKnown * path.weight[i] * (i + 1) / (length + 1);
                path.weight[i] = newUnknown * path.weight[i] * (length - i) / (length + 1);
            }
            return path;
        }

        int find(int wanted) {
            for (int i = 1; i < length; i++) {
                if (column[i] == wanted) {
                    return i;
                }
            }
            return -1;
        }

        Path without(int position) {
            Path path = copy(length - 1);
            double next = weight[length - 1];
            for (int i = length - 2; i >= 0; i--) {
                if (known[position] != 0) {
                    double kept = weight[i];
                    path.weight[i] = next * length / ((i + 1) * known[position]);
                    next = kept - path.weight[i] * unknown[position] * (length - 1 - i) / length;
                } else {
                    path.weight[i] = weight[i] * length / (unknown[position] * (length - 1 - i));
                }
            }
            for (int i = position; i < length - 1; i++) {
                path.column[i] = column[i + 1];
                path.unknown[i] = unknown[i + 1];
                path.known[i] = known[i + 1];
            }
            return path;
        }

        double unwoundWeight(int position) {
            double total = 0;
            double next = weight[length - 1];
            for (int i = length - 2; i >= 0; i--) {
                if (known[position] != 0) {
                    double part = next * length / ((i + 1) * known[position]);
                    total += part;
                    next = weight[i] - part * unknown[position] * (length - 1 - i) / length;
                } else {
                    total += weight[i] * length / (unknown[position] * (length - 1 - i));
                }
            }
            return total;
        }
    }
}
