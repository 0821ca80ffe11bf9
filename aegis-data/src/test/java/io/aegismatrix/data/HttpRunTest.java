package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpManners;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets, retries, redirects and clocks, without a network. */
class HttpRunTest {

    private static final Instant NOW = LiveFixtures.NOON;
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));

    private final FakeHosts hosts = new FakeHosts();
    private final MovableClock clock = new MovableClock();
    private final LiveSettings settings = LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE);

    /** A clock that moves when told. */
    private static final class MovableClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private HttpManners manners() {
        return new HttpManners(hosts, settings, clock);
    }

    private static Ask<String> ask(String uri) {
        return Ask.json(
                "test",
                URI.create(uri),
                Map.of(),
                (body, place) -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_fifth_request_to_a_host_is_not_sent_and_another_host_has_a_budget_of_its_own() {
        hosts.text("/.*", 200, "application/json", "{}");
        HttpRun run = manners().start();
        for (int i = 0; i < 4; i++) {
            assertThat(run.get(ask("http://a.test/" + i)).value()).contains("{}");
        }
        Reply<String> fifth = run.get(ask("http://a.test/4"));
        assertThat(fifth.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(fifth.requests()).isZero();
        assertThat(run.get(ask("http://b.test/")).outcome()).isEqualTo(Outcome.OK);
        assertThat(hosts.requests()).hasSize(5);
        assertThat(run.attempts()).hasSize(6);
    }

    @Test
    void a_broken_connection_is_asked_again_and_a_refusal_is_not() {
        hosts.answer("/broken", request -> {
            throw new IOException("reset");
        });
        hosts.text("/forbidden", 403, "text/html", "<html></html>");
        HttpRun run = manners().start();
        assertThat(run.get(ask("http://a.test/broken")).requests()).isEqualTo(3);
        Reply<String> refused = run.get(ask("http://b.test/forbidden"));
        assertThat(refused.requests()).isEqualTo(1);
        assertThat(refused.complaint()).isEqualTo("REFUSED: 403, text/html of 13 bytes (1 request)");
    }

    @Test
    void retry_after_as_a_date_is_measured_on_the_hosts_clock() {
        Map<String, List<String>> headers = Map.of(
                "Date", List.of("Tue, 31 Dec 2024 06:30:02 GMT"),
                "Retry-After", List.of("Tue, 31 Dec 2024 06:30:03 GMT"));
        hosts.answer(
                "/.*",
                request -> hosts.requests().size() == 1
                        ? FakeHosts.response(request, 429, headers, "")
                        : FakeHosts.response(request, 200, JSON, "{}"));
        HttpRun run = manners().start();
        assertThat(run.get(ask("http://a.test/")).value()).isPresent();
        assertThat(run.elapsed()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999999999",
                "99999999999999999999999999",
                "-1",
                "1e3",
                "Wed, 31 Dec 2098 06:30:03 GMT",
                "Fri, 31 Dec 99999 06:30:03 GMT"
            })
    void a_host_that_asks_for_a_wait_beyond_sense_is_left_alone(String retryAfter) {
        hosts.answer(
                "/.*", request -> FakeHosts.response(request, 429, Map.of("Retry-After", List.of(retryAfter)), ""));
        HttpRun run = manners().start();
        assertThat(run.get(ask("http://a.test/")).requests()).isEqualTo(1);
    }

    @Test
    void a_wait_that_would_pass_the_deadline_is_not_begun() {
        hosts.answer("/.*", request -> FakeHosts.response(request, 503, Map.of("Retry-After", List.of("1")), ""));
        LiveSettings hurried = settings.withManners(settings.manners()
                .withTimeouts(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300)));
        HttpRun run = new HttpManners(hosts, hurried, clock).start();
        assertThat(run.get(ask("http://a.test/")).requests()).isEqualTo(1);
        assertThat(run.elapsed()).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void a_redirect_to_encryption_on_the_same_host_is_followed_and_away_from_it_is_not() {
        hosts.answer(
                "/up",
                request -> request.uri().getScheme().equals("https")
                        ? FakeHosts.response(request, 200, JSON, "{}")
                        : FakeHosts.response(request, 301, Map.of("Location", List.of("https://a.test/up")), ""));
        hosts.answer(
                "/down",
                request -> FakeHosts.response(request, 301, Map.of("Location", List.of("http://b.test/down")), ""));
        HttpRun run = manners().start();
        assertThat(run.get(ask("http://a.test/up"))).satisfies(reply -> {
            assertThat(reply.value()).isPresent();
            assertThat(reply.requests()).isEqualTo(2);
        });
        assertThat(run.get(ask("https://b.test/down")).outcome()).isEqualTo(Outcome.REDIRECT_REFUSED);
    }

    @Test
    void a_proxys_age_is_added_to_the_hosts_date() {
        hosts.answer(
                "/.*",
                request -> FakeHosts.response(
                        request,
                        200,
                        Map.of(
                                "Content-Type", List.of("application/json"),
                                "Date", List.of("Tue, 31 Dec 2024 05:30:00 GMT"),
                                "Age", List.of("3590")),
                        "{}"));
        assertThat(manners().start().get(ask("http://a.test/")).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void a_breaker_opens_after_three_of_four_failures_and_lets_one_through_after_the_rest() {
        hosts.text("/.*", 500, "text/plain", "");
        HttpManners manners = manners();
        manners.start().get(ask("http://a.test/"));
        manners.start().get(ask("http://a.test/"));
        assertThat(hosts.requests()).hasSize(4);
        assertThat(manners.start().get(ask("http://a.test/")).complaint())
                .startsWith("NOT_SENT: the host failed too often lately and is left alone for PT5M");
        clock.now = NOW.plus(Duration.ofMinutes(6));
        hosts.text("/.*", 200, "application/json", "{}");
        assertThat(manners.start().get(ask("http://a.test/")).outcome()).isEqualTo(Outcome.OK);
    }
}
