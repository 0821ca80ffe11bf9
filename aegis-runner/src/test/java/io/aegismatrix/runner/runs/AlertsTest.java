package io.aegismatrix.runner.runs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final RunEnd FAILED =
            RunFixture.failed("b", "2024-12-31T04:47:00Z", 10, "http://me:secret@host/ answered \"429\"");

    private final Alerts alerts = new Alerts(Duration.ofSeconds(1));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void behave() {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + SERVER.port() + "/hooks/T0P-S3CRET");
    }

    @Test
    void posts_every_fact_and_a_text_for_people_without_secrets() {
        assertThat(alerts.post(address(), FAILED)).isEmpty();

        SERVER.verify(postRequestedFor(urlEqualTo("/hooks/T0P-S3CRET"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(matchingJsonPath("$.run_id", equalTo("b")))
                .withRequestBody(matchingJsonPath("$.command", equalTo("infer")))
                .withRequestBody(matchingJsonPath("$.exit_code", equalTo("10")))
                .withRequestBody(matchingJsonPath("$.started_at", equalTo("2024-12-31T04:47:00Z")))
                .withRequestBody(matchingJsonPath(
                        "$.text", equalTo("aegis infer failed (exit 10): http://***@host/ answered \"429\""))));
    }

    @Test
    void asks_the_heartbeat_address_once() {
        assertThat(alerts.beat(address())).isEmpty();

        SERVER.verify(1, getRequestedFor(urlEqualTo("/hooks/T0P-S3CRET")));
    }

    @Test
    void tells_a_refusal_without_the_address() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)));

        assertThat(alerts.post(address(), FAILED)).contains("http://127.0.0.1:" + SERVER.port() + "/*** answered 403");
    }

    @Test
    void gives_up_on_a_host_that_does_not_answer_breaks_off_or_trickles() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(10_000)));
        assertQuick(alerts.post(address(), FAILED), "did not answer within 1 s", "could not be reached");

        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertQuick(alerts.post(address(), FAILED), "could not be reached");

        SERVER.stubFor(
                any(anyUrl()).willReturn(aResponse().withBody("ok ".repeat(50)).withChunkedDribbleDelay(50, 10_000)));
        assertQuick(alerts.beat(address()), "did not answer within 1 s");
    }

    @Test
    void what_a_moment_may_mend_is_tried_again_and_a_refusal_is_not() {
        Alerts patient = new Alerts(Duration.ofSeconds(30));
        for (ResponseDefinitionBuilder failure : List.of(
                aResponse().withStatus(503),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE))) {
            SERVER.resetAll();
            SERVER.stubFor(
                    any(anyUrl()).inScenario("up again").willReturn(failure).willSetStateTo("up"));
            SERVER.stubFor(any(anyUrl())
                    .inScenario("up again")
                    .whenScenarioStateIs("up")
                    .willReturn(aResponse().withStatus(200)));

            assertThat(patient.post(address(), FAILED)).isEmpty();
            SERVER.verify(2, postRequestedFor(anyUrl()));
        }
        for (int status : List.of(302, 400, 404, 429)) {
            SERVER.resetAll();
            SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));

            assertThat(patient.post(address(), FAILED).orElseThrow()).endsWith("/*** answered " + status);
            SERVER.verify(1, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void the_tries_have_an_end_and_together_no_more_time_than_one() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        Optional<String> told = new Alerts(Duration.ofSeconds(30)).post(address(), FAILED);

        assertThat(told.orElseThrow()).endsWith("/*** answered 503 (3 tries)");
        SERVER.verify(3, postRequestedFor(anyUrl()));

        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withFixedDelay(700)));
        // A wait or a second try of its own time would go beyond the second that is given, however busy the machine.
        assertTimeout(
                Duration.ofSeconds(20), () -> assertQuick(alerts.post(address(), FAILED), "did not answer", "503"));
    }

    @Test
    void a_host_that_takes_the_message_and_is_silent_did_not_answer_whichever_clock_ends_first() {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withFixedDelay(1_500)));
        Alerts hasty = new Alerts(Duration.ofMillis(200));

        // Two clocks run out at once, ours and the client's: in eight posts each of them is first now and then.
        for (int i = 0; i < 8; i++) {
            assertThat(hasty.post(address(), FAILED).orElseThrow()).doesNotContain(": HttpTimeoutException");
        }
    }

    @Test
    void a_host_that_is_not_there_is_told_without_the_address() {
        Optional<String> told = alerts.beat(URI.create("http://127.0.0.1:1/T0P-S3CRET"));

        assertThat(told.orElseThrow()).startsWith("http://127.0.0.1:1/*** could not be reached");
    }

    private static void assertQuick(Optional<String> told, String... oneOf) {
        assertThat(told).isPresent();
        assertThat(told.orElseThrow()).doesNotContain("S3CRET");
        assertThat(oneOf).anySatisfy(reason -> assertThat(told.orElseThrow()).contains(reason));
    }
}
