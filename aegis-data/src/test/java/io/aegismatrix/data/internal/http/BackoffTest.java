package io.aegismatrix.data.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final LiveSettings.Retries RETRIES = LiveSettings.defaults()
            .retries()
            .withWaits(Duration.ofMillis(100), Duration.ofMillis(350), Duration.ofSeconds(15));

    private static List<Long> waits(long seed, int retry, int count) {
        Backoff backoff = new Backoff(RETRIES.withJitterSeed(seed), Clock.systemUTC());
        return IntStream.range(0, count)
                .mapToObj(i ->
                        backoff.before(retry, Optional.empty()).orElseThrow().toMillis())
                .toList();
    }

    private static Optional<Duration> told(String retryAfter) {
        Response answer = new Response(
                URI.create("http://a.test/"), 429, Map.of("retry-after", List.of(retryAfter)), new byte[0]);
        return new Backoff(RETRIES, Clock.systemUTC()).before(1, Optional.of(answer));
    }

    @Test
    void the_same_seed_waits_the_same_and_another_does_not() {
        assertThat(waits(1, 1, 20)).isEqualTo(waits(1, 1, 20)).isNotEqualTo(waits(2, 1, 20));
    }

    @Test
    void jitter_is_full_and_its_ceiling_doubles_up_to_the_cap() {
        int[] ceilings = {100, 200, 350, 350};
        for (int retry = 1; retry <= ceilings.length; retry++) {
            List<Long> waits = waits(7, retry, 2000);
            double mean = waits.stream().mapToLong(Long::longValue).average().orElseThrow();
            int ceiling = ceilings[retry - 1];
            assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(0L, (long) ceiling));
            // The mean of 2,000 uniform waits lies within 4 standard errors of the middle.
            assertThat(Math.abs(mean - ceiling / 2.0)).isLessThan(4 * ceiling / Math.sqrt(12.0 * 2000));
        }
    }

    @Test
    void what_the_host_says_comes_first_up_to_the_cap_and_beyond_it_means_never() {
        assertThat(told("0")).contains(Duration.ZERO);
        assertThat(told("15")).contains(Duration.ofSeconds(15));
        assertThat(told("16")).isEmpty();
        assertThat(told("soon").orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
