package io.aegismatrix.runner.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class ShownTest {

    @Test
    void writes_out_what_a_terminal_would_obey() {
        assertThat(Shown.text("\u001b[31mX\u001b]0;t\u0007\b\u007f"))
                .isEqualTo("\\u001b[31mX\\u001b]0;t\\u0007\\u0008\\u007f");
        assertThat(Shown.text("\u009b31m")).isEqualTo("\\u009b31m");
        assertThat(Shown.text("a\u202eb\u2066c\u200fd\u2028e")).isEqualTo("a\\u202eb\\u2066c\\u200fd\\u2028e");
    }

    @Test
    void leaves_words_of_every_language_alone() {
        String words = "₹ 23,644.80 – निफ्टी, 日本, 📈";

        assertThat(Shown.text(words)).isSameAs(words);
        assertThat(Shown.line(words)).isSameAs(words);
    }

    @Test
    void keeps_the_lines_of_a_text_and_none_inside_a_line() {
        assertThat(Shown.text("a\n\tb\r\nc\rd")).isEqualTo("a\n\tb\r\nc\\rd");
        assertThat(Shown.line("a\n\tb\r\nc\rd")).isEqualTo("a\\n\\tb\\r\\nc\\rd");
    }

    @Test
    void names_half_a_character() {
        assertThat(Shown.text("\ud800x\udc00")).isEqualTo("\\ud800x\\udc00");
        assertThat(Shown.text("\ud83d")).isEqualTo("\\ud83d");
    }

    @Test
    void shows_whatever_is_printed_as_text_in_whichever_way() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = ShownStream.of(new PrintStream(bytes, true, UTF_8));

        stream.print("\u001b1");
        stream.print((Object) "\u001b2");
        stream.println("\u001b3");
        stream.println((Object) "\u001b4");
        stream.printf("%s", "\u001b5");
        stream.append("\u001b6").append("\u001b7", 0, 2);
        new IllegalStateException("\u001b8").printStackTrace(stream);
        stream.flush();

        assertThat(bytes.toString(UTF_8))
                .doesNotContain("\u001b")
                .contains("\\u001b1\\u001b2\\u001b3")
                .contains("\\u001b4")
                .contains("\\u001b5\\u001b6\\u001b7")
                .contains("IllegalStateException: \\u001b8");
    }
}
