package io.aegismatrix.engine.score;

import io.aegismatrix.engine.ModelException;

/** One regression tree on flat arrays. Node 0 is the root; children come after their parent. */
final class Tree {

    /** Far above any tree we grow; explaining a score takes time and stack by the square of the depth. */
    private static final int DEEPEST = 64;

    private final int output;
    private final int[] feature;
    private final float[] threshold;
    private final int[] left;
    private final int[] right;
    /** Not 0 where a row without the value goes left. */
    private final int[] missingLeft;

    private final float[] leaf;
    private final float[] cover;
    private final float[] gain;

    private Tree(TreeEnsemble.Member file, int output, int columns, int outputs, String what) {
        this.left = file.numbers("left_children").toInts();
        int nodes = left.length;
        this.output = output;
        this.right = column(file, "right_children", nodes, what).toInts();
        this.feature = column(file, "split_indices", nodes, what).toInts();
        this.threshold = column(file, "split_conditions", nodes, what).toFloats();
        this.leaf = threshold;
        this.cover = column(file, "sum_hessian", nodes, what).toFloats();
        this.gain = column(file, "loss_changes", nodes, what).toFloats();
        this.missingLeft = column(file, "default_left", nodes, what).toInts();
        validate(columns, outputs, what);
    }

    private void validate(int columns, int outputs, String what) {
        if (left.length == 0 || output < 0 || output >= outputs) {
            throw new ModelException(what + ": a tree without nodes, or for output " + output + " of " + outputs);
        }
        boolean[] reached = new boolean[left.length];
        int[] depth = new int[left.length];
        for (int node = 0; node < left.length; node++) {
            boolean childrenInside = left[node] > node
                    && right[node] > node
                    && left[node] < left.length
                    && right[node] < left.length
                    && feature[node] >= 0
                    && feature[node] < columns;
            if (!isLeaf(node) && !childrenInside) {
                throw new ModelException(what + ": node " + node + " of a tree points outside the tree");
            }
            if (!isLeaf(node)) {
                requireOneParent(left[node], reached, what);
                requireOneParent(right[node], reached, what);
                requireCover(node, what);
                requireShallow(depth[node], what);
                depth[left[node]] = depth[node] + 1;
                depth[right[node]] = depth[node] + 1;
            }
            if (!Float.isFinite(threshold[node])) {
                throw new ModelException(what + ": node " + node + " of a tree holds " + threshold[node]);
            }
        }
    }

    private static void requireOneParent(int node, boolean[] reached, String what) {
        if (reached[node]) {
            throw new ModelException(what + ": node " + node + " of a tree is the child of two others");
        }
        reached[node] = true;
    }

    private static void requireShallow(int depth, String what) {
        if (depth >= DEEPEST) {
            throw new ModelException(what + ": a tree is deeper than " + DEEPEST);
        }
    }

    private void requireCover(int node, String what) {
        if (!(cover[node] > 0 && Float.isFinite(cover[node]) && Float.isFinite(gain[node]))) {
            throw new ModelException(
                    what + ": node " + node + " of a tree holds cover " + cover[node] + " and gain " + gain[node]);
        }
    }

    private static UbjsonNumbers column(TreeEnsemble.Member file, String name, int nodes, String what) {
        UbjsonNumbers values = file.numbers(name);
        if (values.size() != nodes) {
            throw new ModelException(
                    what + ": '" + name + "' has " + values.size() + " entries for " + nodes + " nodes");
        }
        return values;
    }

    static Tree of(TreeEnsemble.Member file, int output, int columns, int outputs, String what) {
        return new Tree(file, output, columns, outputs, what);
    }

    int output() {
        return output;
    }

    boolean isLeaf(int node) {
        return left[node] < 0;
    }

    int feature(int node) {
        return feature[node];
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    double cover(int node) {
        return cover[node];
    }

    float leafValue(int node) {
        return leaf[node];
    }

    /** The child a row goes to. */
    int child(int node, float[] row) {
        float value = row[feature[node]];
        boolean goesLeft = Float.isNaN(value) ? missingLeft[node] != 0 : value < threshold[node];
        return goesLeft ? left[node] : right[node];
    }

    /** Value of the leaf a row ends in. */
    float leaf(float[] row) {
        int node = 0;
        while (left[node] >= 0) {
            node = child(node, row);
        }
        return leaf[node];
    }

    void addGain(double[] total, int[] splits) {
        for (int node = 0; node < left.length; node++) {
            if (!isLeaf(node)) {
                total[feature[node]] += gain[node];
                splits[feature[node]]++;
            }
        }
    }
}
