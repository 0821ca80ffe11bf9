package io.aegismatrix.engine.score;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.engine.ModelException;
import java.util.List;

/** Whatever a tree file holds scores a row, and explains the score, or is refused. */
class TreeFuzzTest {

    @FuzzTest
    void any_bytes_are_trees_or_a_refusal(byte[] ubj) {
        Untrusted.parsesOrRefuses(() -> use(TreeEnsemble.parse(ubj, "seller_trap.ubj")), List.of(ModelException.class));
    }

    private static void use(TreeEnsemble trees) {
        float[] row = new float[trees.columns().size()];
        for (int column = 0; column < row.length; column += 2) {
            row[column] = Float.NaN;
        }
        trees.predict(row);
        trees.contributions(row, 0);
        trees.gain();
    }
}
