package io.aegismatrix.engine.score;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.aegismatrix.engine.ModelException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes assembled by hand from the format's description (Universal Binary JSON, draft 12). */
class UbjsonTest {

    private static Object parse(String bytes) {
        return Ubjson.parse(bytes.getBytes(ISO_8859_1), "x.ubj");
    }

    @Test
    void reads_every_kind_of_number_big_endian() {
        assertThat(parse("i\u00fe")).isEqualTo(-2.0);
        assertThat(parse("U\u00fe")).isEqualTo(254.0);
        assertThat(parse("I\u00ff\u0000")).isEqualTo(-256.0);
        assertThat(parse("l\u0001\u0000\u0000\u0000")).isEqualTo(16_777_216.0);
        assertThat(parse("L\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000")).isEqualTo(0x1p40);
        assertThat(parse("d?\u0080\u0000\u0000")).isEqualTo(1.0);
        assertThat(parse("D?\u00f0\u0000\u0000\u0000\u0000\u0000\u0000")).isEqualTo(1.0);
    }

    @Test
    void reads_objects_texts_flags_and_arrays() {
        assertThat(parse("{i\u0001aSi\u0002xyi\u0001bTi\u0001cF}")).isEqualTo(Map.of("a", "xy", "b", true, "c", false));
        assertThat(parse("[i\u0001Si\u0001a]")).isEqualTo(List.of(1.0, "a"));
        assertThat(parse("[#i\u0002i\u0001i\u0002")).isEqualTo(List.of(1.0, 2.0));
    }

    @Test
    void reads_arrays_of_every_type_as_whatever_numbers_are_wanted() {
        assertNumbers("[$i#i\u0002\u0001\u00fe", 1, -2);
        assertNumbers("[$U#i\u0003\u0001\u0002\u00ff", 1, 2, 255);
        assertNumbers("[$I#i\u0001\u00ff\u0000", -256);
        assertNumbers("[$l#i\u0002\u0001\u0000\u0000\u0000\u00ff\u00ff\u00ff\u00ff", 16_777_216, -1);
        assertNumbers("[$L#i\u0001\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000", 65_536);
        assertNumbers("[$d#i\u0002?\u0080\u0000\u0000\u00c0 \u0000\u0000", 1, -2.5);
        assertNumbers("[$D#i\u0001?\u00f8\u0000\u0000\u0000\u0000\u0000\u0000", 1.5);
        assertNumbers("[$d#i\u0000");
    }

    private static void assertNumbers(String bytes, double... expected) {
        UbjsonNumbers numbers = (UbjsonNumbers) parse(bytes);
        assertThat(numbers.size()).isEqualTo(expected.length);
        assertThat(numbers.toFloats()).isEqualTo(Floats.toArray(Doubles.asList(expected)));
        assertThat(numbers.toInts()).isEqualTo(Ints.toArray(Doubles.asList(expected)));
    }

    @Test
    void reads_members_of_many_objects_by_their_own_names() {
        assertThat(
                        parse(
                                "[{i\u0002abi\u0001i\u0002aci\u0002}{i\u0002aci\u0003i\u0001ai\u0004}{i\u0002\u00c3\u00a9i\u0005}]"))
                .isEqualTo(List.of(Map.of("ab", 1.0, "ac", 2.0), Map.of("ac", 3.0, "a", 4.0), Map.of("é", 5.0)));
    }

    @Test
    void refuses_what_it_cannot_read_and_says_where() {
        assertRefused("q", "unknown type marker 'q' at byte 1");
        assertRefused("[$q#i\u0001a", "arrays of type 'q' are not expected");
        assertRefused("[$di\u0001a", "a typed array without a count");
        assertRefused("Sd?\u0000\u0000\u0000a", "length 0.5 does not fit");
        assertRefused("Sd\177\u00c0\u0000\u0000a", "length NaN does not fit");
        assertRefused("Si\u00ffa", "length -1.0 does not fit");
        assertRefused("[$L#i\u0002aaaaaaaa", "length 2.0 does not fit the 8 bytes left");
        assertRefused("i\u0001i", "1 bytes too many");
        assertRefused("[".repeat(40), "nested deeper than 32");
        assertRefused("[i\u0001", "the file ends early, after 3 bytes");
        assertRefused("D\u0000", "the file ends early, after 2 bytes");
    }

    private static void assertRefused(String bytes, String why) {
        assertThatThrownBy(() -> parse(bytes))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("x.ubj: ")
                .hasMessageContaining(why);
    }
}
