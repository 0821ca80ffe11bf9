package io.aegismatrix.engine.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    private static final String WHAT = "direction_seq (weights.safetensors)";

    @Test
    void reads_back_every_type_shape_and_text_it_wrote() {
        byte[] file = sample().toBytes();

        SafeTensors read = SafeTensors.parse(file, WHAT);

        assertThat(read.names()).containsExactly("a.bytes", "m.counts", "scalar", "z.weight");
        assertThat(read.shape("z.weight")).containsExactly(2, 3);
        assertThat(read.floats("z.weight")).containsExactly(1, -2, 3.5f, 0, Float.MIN_VALUE, Float.MAX_VALUE);
        assertThat(read.ints("m.counts")).containsExactly(Integer.MIN_VALUE, 7);
        assertThat(read.bytes("a.bytes")).containsExactly(-1, 2, 3);
        assertThat(read.shape("scalar")).isEmpty();
        assertThat(read.floats("scalar")).containsExactly(42);
        assertThat(read.metadata()).containsEntry("format", "pt").hasSize(1);
        assertThat(read.toBytes()).isEqualTo(file);
    }

    @Test
    void the_order_of_adding_does_not_change_the_bytes() {
        SafeTensors forwards = SafeTensors.builder()
                .put("a", new int[] {1}, new float[] {1})
                .put("b", new int[] {1}, new float[] {2})
                .build();
        SafeTensors backwards = SafeTensors.builder()
                .put("b", new int[] {1}, new float[] {2})
                .put("a", new int[] {1}, new float[] {1})
                .build();

        assertThat(forwards.toBytes()).isEqualTo(backwards.toBytes());
    }

    @Test
    void the_file_is_laid_out_as_the_format_says() throws IOException {
        byte[] file = sample().toBytes();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(buffer.getLong());
        JsonNode header = new ObjectMapper().readTree(file, 8, length);

        assertThat(length % 8).isZero();
        assertThat(header.path("__metadata__").path("format").asText()).isEqualTo("pt");
        assertThat(header.path("z.weight").path("dtype").asText()).isEqualTo("F32");
        assertThat(header.path("z.weight").path("shape").toString()).isEqualTo("[2,3]");
        int begin = header.path("z.weight").path("data_offsets").get(0).intValue();
        assertThat(header.path("z.weight").path("data_offsets").get(1).intValue())
                .isEqualTo(begin + 24);
        assertThat(begin % 4).isZero();
        assertThat(buffer.getFloat(8 + length + begin + 8)).isEqualTo(3.5f);
    }

    @Test
    void writes_the_golden_bytes_of_one_tensor() {
        byte[] file = SafeTensors.builder()
                .put("w", new int[] {1}, new float[] {1})
                .build()
                .toBytes();

        // Assembled by hand from the format's description; 1.0f is 0x3f800000.
        assertThat(file)
                .isEqualTo(
                        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}  ", 0, 0, 0x80, 0x3f));
    }

    @Test
    void what_it_hands_out_and_takes_in_is_copied() {
        float[] values = {1, 2};
        SafeTensors tensors =
                SafeTensors.builder().put("w", new int[] {2}, values).build();
        byte[] file = tensors.toBytes();
        SafeTensors read = SafeTensors.parse(file, WHAT);
        values[0] = 9;
        tensors.floats("w")[1] = 9;
        tensors.shape("w")[0] = 9;
        Arrays.fill(file, (byte) 0);

        assertThat(tensors.floats("w")).containsExactly(1, 2);
        assertThat(tensors.shape("w")).containsExactly(2);
        assertThat(read.floats("w")).containsExactly(1, 2);
    }

    @Test
    void a_missing_tensor_or_another_type_is_named() {
        SafeTensors read = SafeTensors.parse(sample().toBytes(), WHAT);

        assertThatThrownBy(() -> read.floats("heads.bias"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(WHAT)
                .hasMessageContaining("heads.bias");
        assertThatThrownBy(() -> read.floats("m.counts"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("I32");
    }

    @Test
    void the_builder_refuses_a_shape_that_does_not_fit_and_a_name_used_twice() {
        SafeTensors.Builder builder = SafeTensors.builder().put("w", new int[] {1}, new float[1]);

        assertThatThrownBy(() -> builder.put("v", new int[] {2, 2}, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 2]");
        assertThatThrownBy(() -> builder.put("v", new int[] {-1, -1}, new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.put("w", new int[] {1}, new float[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> builder.put("__metadata__", new int[] {1}, new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} {}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "{\"w\":3}",
                "{}",
                "{\"__metadata__\":{\"format\":1},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"v\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}",
                "{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}",
            })
    void refuses_a_header_that_does_not_describe_its_data(String header) {
        assertThatThrownBy(() -> SafeTensors.parse(file(header, 0, 0, 0x80, 0x3f), WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(WHAT);
    }

    @Test
    void refuses_a_header_length_out_of_bounds() {
        for (long length : new long[] {-1, 0, 1, 1_000, 100_000_001, Long.MAX_VALUE}) {
            byte[] file = sample().toBytes();
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);

            assertThatThrownBy(() -> SafeTensors.parse(file, WHAT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(WHAT);
        }
    }

    @Test
    void refuses_text_that_is_not_utf8() {
        byte[] file = sample().toBytes();
        file[12] = (byte) 0xff;

        assertThatThrownBy(() -> SafeTensors.parse(file, WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refuses_a_file_cut_anywhere_or_with_bytes_to_spare() {
        byte[] file = sample().toBytes();

        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> SafeTensors.parse(cut, WHAT)).isInstanceOf(ModelException.class);
        }
        assertThatThrownBy(() -> SafeTensors.parse(Arrays.copyOf(file, file.length + 1), WHAT))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void garbage_gives_a_model_exception_and_nothing_else() {
        Random random = new Random(7);
        byte[] good = sample().toBytes();

        for (int round = 0; round < 2_000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 3; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                SafeTensors read = SafeTensors.parse(bad, WHAT);
                assertThat(read.names()).isNotEmpty();
            } catch (ModelException expected) {
                assertThat(expected).hasMessageContaining(WHAT);
            }
        }
    }

    private static SafeTensors sample() {
        return SafeTensors.builder()
                .put("z.weight", new int[] {2, 3}, new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, Float.MAX_VALUE})
                .put("a.bytes", new int[] {3}, new byte[] {-1, 2, 3})
                .put("m.counts", new int[] {2}, new int[] {Integer.MIN_VALUE, 7})
                .put("scalar", new int[] {}, new float[] {42})
                .metadata("format", "pt")
                .build();
    }

    private static byte[] file(String header, int... data) {
        byte[] text = header.getBytes(UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }
}
