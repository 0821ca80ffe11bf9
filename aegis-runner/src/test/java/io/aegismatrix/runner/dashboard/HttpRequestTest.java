package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRequestTest {

    private static HttpRequest parse(String head) throws HttpRequest.UnclearException {
        return HttpRequest.parse(head.getBytes(ISO_8859_1));
    }

    @Test
    void reads_method_address_and_headers_whatever_the_case_of_their_names() throws Exception {
        HttpRequest request = parse("GET /a?b=c HTTP/1.1\r\nHost: one\r\nHOST:two \r\nEmpty:");

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target().getPath()).isEqualTo("/a");
        assertThat(request.values("host")).containsExactly("one", "two");
        assertThat(request.values("empty")).containsExactly("");
        assertThat(request.values("other")).isEmpty();
    }

    @Test
    void knows_whether_the_reader_may_ask_again() throws Exception {
        assertThat(parse("GET / HTTP/1.1").goesOn()).isTrue();
        assertThat(parse("GET / HTTP/1.1\r\nContent-Length: 0").goesOn()).isTrue();
        assertThat(parse("GET / HTTP/1.0").goesOn()).isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nConnection: upgrade, Close").goesOn())
                .isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nContent-Length: 1").goesOn()).isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 9")
                        .goesOn())
                .isFalse();
        assertThat(parse("GET / HTTP/1.1\r\nTransfer-Encoding: chunked").goesOn())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /",
                "GET  / HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET / HTTP/2.0",
                "G(T / HTTP/1.1",
                "\r\nGET / HTTP/1.1",
                "GET /% HTTP/1.1",
                "GET / HTTP/1.1\r\nno colon",
                "GET / HTTP/1.1\r\nHost : 127.0.0.1",
                "GET / HTTP/1.1\r\nA: b\r\n folded: c",
                "GET / HTTP/1.1\r\nA: b\nHost: other",
                "GET / HTTP/1.1\r\nA: b\rHost: other",
                "GET / HTTP/1.1\r\n: b"
            })
    void refuses_what_is_unclear(String head) {
        assertThatThrownBy(() -> parse(head)).isInstanceOf(HttpRequest.UnclearException.class);
    }

    /** Not among the others, because a report cannot show their names. */
    @Test
    void refuses_letters_that_control() {
        for (char letter : new char[] {0, 1, '\u000b', '\u007f'}) {
            refuses_what_is_unclear("GET /" + letter + " HTTP/1.1");
            refuses_what_is_unclear("GET / HTTP/1.1\r\nA: b" + letter);
        }
    }

    @Test
    void refuses_more_headers_than_anybody_sends() {
        assertThatThrownBy(() -> parse("GET / HTTP/1.1" + "\r\nA: b".repeat(101)))
                .isInstanceOf(HttpRequest.UnclearException.class)
                .hasMessageContaining("100 headers");
    }
}
