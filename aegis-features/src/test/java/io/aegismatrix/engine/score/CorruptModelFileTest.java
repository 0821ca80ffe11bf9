package io.aegismatrix.engine.score;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.primitives.Bytes;
import io.aegismatrix.engine.ModelException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged model file is refused as a {@link ModelException} that names it, whatever the damage. */
class CorruptModelFileTest {

    private static final String WHAT = "seller_trap.ubj";
    private static byte[] file = new byte[0];

    @BeforeAll
    static void grow() {
        file = TrainedTrees.BINARY.grow().toBytes();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> TreeEnsemble.parse(bytes, WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(WHAT);
    }

    /** The file with something changed from {@code offset} bytes after a member's name on. */
    private static byte[] changed(String member, int offset, String replacement) {
        byte[] bytes = file.clone();
        int start = after(member) + offset;
        byte[] text = replacement.getBytes(US_ASCII);
        System.arraycopy(text, 0, bytes, start, text.length);
        return bytes;
    }

    private static int after(String member) {
        int start = Bytes.indexOf(file, member.getBytes(US_ASCII));
        assertThat(start).as(member).isPositive();
        return start + member.length();
    }

    /** The file with the first elements of the first typed array of that name changed. */
    private static byte[] withArray(String member, Consumer<ByteBuffer> change) {
        byte[] bytes = file.clone();
        int header = after(member);
        assertThat(bytes[header]).isEqualTo((byte) '[');
        assertThat(bytes[header + 1]).isEqualTo((byte) '$');
        assertThat(bytes[header + 3]).isEqualTo((byte) '#');
        int width = bytes[header + 4] == 'L' ? 8 : 4;
        change.accept(ByteBuffer.wrap(bytes, header + 5 + width, bytes.length - header - 5 - width)
                .slice());
        return bytes;
    }

    @Test
    void the_undamaged_file_is_read() {
        assertThat(TreeEnsemble.parse(file, WHAT).outputs()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void is_refused_when_it_ends_early(int twentieths) {
        assertRefused(Arrays.copyOf(file, (int) ((long) file.length * twentieths / 20)));
    }

    @Test
    void is_refused_when_the_last_byte_is_missing_or_one_is_too_many() {
        assertRefused(Arrays.copyOf(file, file.length - 1)).hasMessageContaining("ends early");
        assertRefused(Arrays.copyOf(file, file.length + 1)).hasMessageContaining("1 bytes too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"learner\": {}}", "\177ELF", "[", "S", "Z", "T", "{i", "not a model"})
    void is_refused_when_it_is_something_else(String content) {
        assertRefused(content.getBytes(US_ASCII));
    }

    @Test
    void a_flipped_bit_is_refused_or_changes_a_number_but_never_breaks_anything_else() {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = file.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Throwable thrown = catchThrowable(() -> score(TreeEnsemble.parse(bytes, WHAT)));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(ModelException.class).hasMessageStartingWith(WHAT);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    @Test
    void overwritten_stretches_never_break_anything_else() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = file.clone();
            byte[] noise = new byte[1 + random.nextInt(16)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, random.nextInt(bytes.length - noise.length), noise.length);
            Throwable thrown = catchThrowable(() -> score(TreeEnsemble.parse(bytes, WHAT)));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(ModelException.class).hasMessageStartingWith(WHAT);
            }
        }
    }

    private static void score(TreeEnsemble trees) {
        for (float[] row : TrainedTrees.unseen(3)) {
            trees.margins(row);
            trees.contributions(row, 0);
        }
        trees.gain();
    }

    @Test
    void an_unknown_objective_is_named() {
        byte[] bytes = file.clone();
        byte[] known = "binary:logistic".getBytes(US_ASCII);
        int at = Bytes.indexOf(bytes, known);
        System.arraycopy("binary:logitraw".getBytes(US_ASCII), 0, bytes, at, known.length);
        assertRefused(bytes).hasMessageContaining("objective binary:logitraw is not one this library scores");
    }

    @Test
    void a_missing_member_is_named() {
        assertRefused(changed("num_class", -9, "num_klass")).hasMessageContaining("no member 'num_class'");
        assertRefused(changed("tree_info", -9, "tree_inf_")).hasMessageContaining("no member 'tree_info'");
    }

    @Test
    void a_number_that_is_none_is_quoted() {
        int text = Bytes.indexOf(Arrays.copyOfRange(file, after("base_score"), file.length), new byte[] {'S'});
        int width = file[after("base_score") + text + 1] == 'L' ? 8 : 1;
        assertRefused(changed("base_score", text + 2 + width, "x")).hasMessageContaining("'base_score' is 'x");
    }

    @Test
    void a_node_that_points_at_itself_or_outside_is_refused() {
        assertRefused(withArray("left_children", values -> values.putInt(0, 0)))
                .hasMessageContaining("node 0 of a tree points outside the tree");
        assertRefused(withArray("right_children", values -> values.putInt(0, 100_000)))
                .hasMessageContaining("node 0 of a tree points outside the tree");
        assertRefused(withArray("split_indices", values -> values.putInt(0, 6)))
                .hasMessageContaining("node 0 of a tree points outside the tree");
    }

    @Test
    void a_node_with_two_parents_is_refused() {
        assertRefused(withArray("left_children", values -> values.putInt(0, 2)))
                .hasMessageContaining("the child of two others");
    }

    @Test
    void a_split_or_cover_that_is_no_number_is_refused() {
        assertRefused(withArray("split_conditions", values -> values.putFloat(0, Float.NaN)))
                .hasMessageContaining("node 0 of a tree holds NaN");
        assertRefused(withArray("sum_hessian", values -> values.putFloat(0, 0)))
                .hasMessageContaining("node 0 of a tree holds cover 0.0");
    }

    @Test
    void an_array_longer_than_the_file_is_refused_before_it_is_allocated() {
        byte[] bytes = file.clone();
        int header = after("split_conditions");
        bytes[header + 4] = 'l';
        ByteBuffer.wrap(bytes).putInt(header + 5, Integer.MAX_VALUE);
        assertRefused(bytes).hasMessageContaining("length 2.147483647E9 does not fit");
        ByteBuffer.wrap(bytes).putInt(header + 5, -1);
        assertRefused(bytes).hasMessageContaining("length -1.0 does not fit");
    }

    @Test
    void a_tree_deeper_than_any_of_ours_is_refused() {
        assertThat(chain(64).leaf(new float[1])).isZero();
        assertThatThrownBy(() -> chain(65))
                .isInstanceOf(ModelException.class)
                .hasMessage(WHAT + ": a tree is deeper than 64");
    }

    /** A tree that is one long branch: every split has a leaf on its left. */
    private static Tree chain(int depth) {
        int nodes = 2 * depth + 1;
        double[] left = new double[nodes];
        double[] right = new double[nodes];
        double[] ones = new double[nodes];
        Arrays.fill(left, -1);
        Arrays.fill(right, -1);
        Arrays.fill(ones, 1);
        for (int split = 0; split < depth; split++) {
            left[2 * split] = 2 * split + 1;
            right[2 * split] = 2 * split + 2;
        }
        Map<String, Object> members = Map.of(
                "left_children", UbjsonNumbers.of(left),
                "right_children", UbjsonNumbers.of(right),
                "split_indices", UbjsonNumbers.of(new double[nodes]),
                "split_conditions", UbjsonNumbers.of(new double[nodes]),
                "default_left", UbjsonNumbers.of(new double[nodes]),
                "sum_hessian", UbjsonNumbers.of(ones),
                "loss_changes", UbjsonNumbers.of(ones));
        return Tree.of(new TreeEnsemble.Member(members, WHAT), 0, 1, 1, WHAT);
    }
}
