package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Clock;
import java.util.Objects;

/** What outlives a run: the pace and the circuit breaker of every host. */
public final class HttpManners {

    /** Three of four failed requests open a breaker: two that fail before one that works do not. */
    private static final int WINDOW = 4;

    private static final float FAILED_PERCENT = 75;

    private final MarketHttp http;
    private final LiveSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final CircuitBreakerRegistry breakers;
    private final RateLimiterRegistry limiters;

    /** Creates the manners; {@code clock} dates requests, is compared with the hosts' and times the breakers. */
    public HttpManners(MarketHttp http, LiveSettings settings, Clock clock) {
        this.http = Objects.requireNonNull(http, "http");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.backoff = new Backoff(settings.retries(), clock);
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(WINDOW)
                .failureRateThreshold(FAILED_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(settings.retries().leaveAlone())
                .clock(clock)
                .build());
        this.limiters = RateLimiterRegistry.of(RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(settings.manners().betweenRequests())
                .timeoutDuration(settings.manners().betweenRequests().multipliedBy(4))
                .build());
    }

    /** Starts a run, with its budget of time and requests. */
    public HttpRun start() {
        return new HttpRun(this);
    }

    MarketHttp http() {
        return http;
    }

    LiveSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    CircuitBreaker breaker(String host) {
        return breakers.circuitBreaker(host);
    }

    RateLimiter limiter(String host) {
        return limiters.rateLimiter(host);
    }
}
