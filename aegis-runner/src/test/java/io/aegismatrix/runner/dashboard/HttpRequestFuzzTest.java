package io.aegismatrix.runner.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a reader sends is a request or is unclear, and a request is answered in a head of one reading. */
final class HttpRequestFuzzTest {

    private static final Response PAGE = Response.text(404, "nothing here");

    @FuzzTest
    void any_head_is_a_request_or_refused(byte[] data) {
        try {
            HttpRequest request = HttpRequest.parse(data);
            assertThat(request.method()).isNotEmpty().doesNotContainAnyWhitespaces();
            assertThat(request.headers().keySet()).noneMatch(name -> name.isEmpty() || !name.equals(name.strip()));
            assertThat(request.hasBody() && request.goesOn()).isFalse();
            assertThat(PAGE.to(request)).hasSize(request.method().equals("HEAD") ? 1 : 2);
        } catch (HttpRequest.UnclearException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }
}
