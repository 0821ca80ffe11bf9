package io.aegismatrix.data.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void a_stream_is_read_to_its_limit_and_refused_beyond() throws IOException {
        assertThat(new SizeLimit(bytes("12345678"), 8).readAllBytes()).hasSize(8);
        assertThatThrownBy(() -> new SizeLimit(bytes("123456789"), 8).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 8 bytes");
        assertThatThrownBy(() -> new SizeLimit(bytes("123456789"), 8).skip(9)).isInstanceOf(IOException.class);
    }

    @Test
    void a_document_nested_too_deep_is_refused() {
        String deep = "[".repeat(33) + "]".repeat(33);
        assertThatThrownBy(() -> Json.tree(bytes(deep)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> NseOptionChain.parse(bytes(deep), "chain.json", ZoneId.of("Asia/Kolkata")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageStartingWith("chain.json");
    }

    @Test
    void a_number_or_text_longer_than_any_vendors_is_refused() {
        assertThatThrownBy(() -> Json.tree(bytes("[" + "9".repeat(65) + "]"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.tree(bytes("\"" + "x".repeat(70_000) + "\"")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_moment_beyond_any_calendar_is_none() throws IOException {
        assertThat(Json.moment(Json.tree(bytes("1735616700")))).isPresent();
        assertThat(Json.moment(Json.tree(bytes("1e18")))).isEmpty();
        assertThat(Json.moment(Json.tree(bytes("-1e11")))).isEmpty();
    }
}
