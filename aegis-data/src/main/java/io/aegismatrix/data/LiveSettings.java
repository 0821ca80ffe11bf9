package io.aegismatrix.data;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the network sources can be told: where the hosts are, how politely to ask them, and what to believe.
 *
 * @param yahoo the chart service
 * @param nse the exchange's site
 * @param manners who we say we are, and the limits of one run
 * @param retries when to ask again and when to leave a host alone
 * @param checks how far two sources, or two clocks, may differ
 */
public record LiveSettings(Yahoo yahoo, Nse nse, Manners manners, Retries retries, Checks checks) {

    /** Validates that every part is present. */
    public LiveSettings {
        Objects.requireNonNull(yahoo, "yahoo");
        Objects.requireNonNull(nse, "nse");
        Objects.requireNonNull(manners, "manners");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(checks, "checks");
    }

    /** The real hosts, four requests to each, one minute for a run. */
    public static LiveSettings defaults() {
        return new LiveSettings(
                Yahoo.defaults(), Nse.defaults(), Manners.defaults(), Retries.defaults(), Checks.defaults());
    }

    /** The same settings with other hosts. */
    public LiveSettings withHosts(URI yahooBase, URI nseBase) {
        return new LiveSettings(yahoo.withBase(yahooBase), nse.withBase(nseBase), manners, retries, checks);
    }

    /** The same settings with another chart service. */
    public LiveSettings withYahoo(Yahoo other) {
        return new LiveSettings(other, nse, manners, retries, checks);
    }

    /** The same settings with another exchange site. */
    public LiveSettings withNse(Nse other) {
        return new LiveSettings(yahoo, other, manners, retries, checks);
    }

    /** The same settings with other manners. */
    public LiveSettings withManners(Manners other) {
        return new LiveSettings(yahoo, nse, other, retries, checks);
    }

    /** The same settings with other retries. */
    public LiveSettings withRetries(Retries other) {
        return new LiveSettings(yahoo, nse, manners, other, checks);
    }

    /** The same settings with other checks. */
    public LiveSettings withChecks(Checks other) {
        return new LiveSettings(yahoo, nse, manners, retries, other);
    }

    /**
     * Yahoo's chart service.
     *
     * @param base scheme, host and port
     * @param dailyYears years of daily bars asked for where a request names no first session, 1 to 40
     * @param intradayInterval length of a bar inside sessions: one or five minutes
     * @param intradayDays calendar days of them, 1 to 59; the service serves one-minute bars for seven days only
     */
    public record Yahoo(URI base, int dailyYears, Duration intradayInterval, int intradayDays) {

        /** Validates the address and the ranges. */
        public Yahoo {
            requireBase(base, "yahoo");
            if (dailyYears < 1 || dailyYears > 40) {
                throw new IllegalArgumentException("dailyYears must be from 1 to 40, was " + dailyYears);
            }
            int mostDays = mostDays(intradayInterval);
            if (intradayDays < 1 || intradayDays > mostDays) {
                throw new IllegalArgumentException("intradayDays must be from 1 to " + mostDays + " for bars of "
                        + intradayInterval + ", was " + intradayDays);
            }
        }

        private static int mostDays(Duration interval) {
            if (interval.equals(Duration.ofMinutes(1))) {
                return 7;
            }
            if (interval.equals(Duration.ofMinutes(5))) {
                return 59;
            }
            throw new IllegalArgumentException("intradayInterval must be PT1M or PT5M, was " + interval);
        }

        static Yahoo defaults() {
            return new Yahoo(URI.create("https://query1.finance.yahoo.com"), 6, Duration.ofMinutes(5), 59);
        }

        /** The same service elsewhere. */
        public Yahoo withBase(URI other) {
            return new Yahoo(other, dailyYears, intradayInterval, intradayDays);
        }
    }

    /** The shapes in which NSE serves its option chain. */
    public enum ChainShape {
        /** {@code option-chain-v3}: one expiry a request: the nearest, and a second one once that is about to expire. */
        V3,
        /** {@code option-chain-indices}: every expiry at once. */
        OLD
    }

    /**
     * The exchange's site.
     *
     * @param base scheme, host and port
     * @param firstPage path of the page visited first, which sets the cookies the rest asks for
     * @param chainShapes shapes of the option chain to ask for, in this order, until one answers
     */
    public record Nse(URI base, String firstPage, List<ChainShape> chainShapes) {

        /** Validates the address and the path. */
        public Nse {
            requireBase(base, "nse");
            if (!firstPage.startsWith("/")) {
                throw new IllegalArgumentException("firstPage must start with /, was '" + firstPage + "'");
            }
            chainShapes = List.copyOf(chainShapes);
        }

        static Nse defaults() {
            return new Nse(
                    URI.create("https://www.nseindia.com"), "/option-chain", List.of(ChainShape.V3, ChainShape.OLD));
        }

        /** The same site elsewhere. */
        public Nse withBase(URI other) {
            return new Nse(other, firstPage, chainShapes);
        }
    }

    /**
     * Who we say we are, and the limits of one run.
     *
     * @param contact address or page where the operator of a host can reach the operator of this program
     * @param connectTimeout longest wait for a connection
     * @param readTimeout longest wait for the next bytes
     * @param deadline longest time of a whole run, all hosts, waits included
     * @param requestsPerHost most requests to one host in a run, retries and redirects included; 1 to 4
     * @param betweenRequests least time between two requests to one host
     * @param maxBodyBytes largest body accepted, uncompressed
     * @param cacheFolder folder of an RFC 9111 cache of answers; empty for none
     */
    public record Manners(
            String contact,
            Duration connectTimeout,
            Duration readTimeout,
            Duration deadline,
            int requestsPerHost,
            Duration betweenRequests,
            long maxBodyBytes,
            Optional<Path> cacheFolder) {

        private static final int MOST_REQUESTS = 4;

        /** Validates that every limit is positive and no politer limit is exceeded. */
        public Manners {
            if (contact.isBlank() || !contact.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
                throw new IllegalArgumentException(
                        "contact must be a web or mail address without blanks, was '" + contact + "'");
            }
            requirePositive(connectTimeout, "connectTimeout");
            requirePositive(readTimeout, "readTimeout");
            requirePositive(deadline, "deadline");
            requirePositive(betweenRequests, "betweenRequests");
            if (requestsPerHost < 1 || requestsPerHost > MOST_REQUESTS) {
                throw new IllegalArgumentException(
                        "requestsPerHost must be from 1 to " + MOST_REQUESTS + ", was " + requestsPerHost);
            }
            if (maxBodyBytes < 1) {
                throw new IllegalArgumentException("maxBodyBytes must be positive, was " + maxBodyBytes);
            }
            Objects.requireNonNull(cacheFolder, "cacheFolder");
        }

        static Manners defaults() {
            return new Manners(
                    "https://aegismatrix.example/contact",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    MOST_REQUESTS,
                    Duration.ofMillis(250),
                    16L << 20,
                    Optional.empty());
        }

        /** The one User-Agent we send, everywhere and always: product, version and contact. */
        public String userAgent() {
            String version = LiveSettings.class.getPackage().getImplementationVersion();
            return "AegisMatrix/" + (version == null ? "development" : version) + " (+" + contact + ")";
        }

        /** The same manners under another contact. */
        public Manners withContact(String other) {
            return new Manners(
                    other,
                    connectTimeout,
                    readTimeout,
                    deadline,
                    requestsPerHost,
                    betweenRequests,
                    maxBodyBytes,
                    cacheFolder);
        }

        /** The same manners with other time limits. */
        public Manners withTimeouts(Duration connect, Duration read, Duration total) {
            return new Manners(
                    contact, connect, read, total, requestsPerHost, betweenRequests, maxBodyBytes, cacheFolder);
        }

        /** The same manners with another pace. */
        public Manners withBetweenRequests(Duration pause) {
            return new Manners(
                    contact, connectTimeout, readTimeout, deadline, requestsPerHost, pause, maxBodyBytes, cacheFolder);
        }

        /** The same manners with a cache of answers in {@code folder}. */
        public Manners withCache(Path folder) {
            return new Manners(
                    contact,
                    connectTimeout,
                    readTimeout,
                    deadline,
                    requestsPerHost,
                    betweenRequests,
                    maxBodyBytes,
                    Optional.of(folder));
        }
    }

    /**
     * When to ask again and when to leave a host alone. Only 429, 5xx and broken connections are asked again; the wait
     * before the n-th retry is uniform between nothing and {@code firstWait} doubled n - 1 times.
     *
     * @param attempts most tries of one request, the first included; the run's budget limits them too
     * @param firstWait longest wait before the first retry
     * @param longestWait longest wait before any retry
     * @param longestRetryAfter longest {@code Retry-After} that is waited for; a host that asks for more is left alone
     *     for the rest of the run
     * @param jitterSeed seed of the waits; give every machine its own, so that they do not return in step
     * @param leaveAlone how long a host is left alone, across runs, once three of four requests to it have failed
     */
    public record Retries(
            int attempts,
            Duration firstWait,
            Duration longestWait,
            Duration longestRetryAfter,
            long jitterSeed,
            Duration leaveAlone) {

        /** Validates that the counts and times are positive. */
        public Retries {
            if (attempts < 1 || attempts > Manners.MOST_REQUESTS) {
                throw new IllegalArgumentException(
                        "attempts must be from 1 to " + Manners.MOST_REQUESTS + ", was " + attempts);
            }
            requirePositive(firstWait, "firstWait");
            requirePositive(longestWait, "longestWait");
            requirePositive(longestRetryAfter, "longestRetryAfter");
            requirePositive(leaveAlone, "leaveAlone");
        }

        static Retries defaults() {
            return new Retries(
                    3,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(15),
                    20241231,
                    Duration.ofMinutes(5));
        }

        /** The same retries with other waits. */
        public Retries withWaits(Duration first, Duration longest, Duration retryAfter) {
            return new Retries(attempts, first, longest, retryAfter, jitterSeed, leaveAlone);
        }

        /** The same retries with another seed of the waits. */
        public Retries withJitterSeed(long seed) {
            return new Retries(attempts, firstWait, longestWait, longestRetryAfter, seed, leaveAlone);
        }
    }

    /**
     * How far two sources, or two clocks, may differ before it is told.
     *
     * @param clock largest difference between our clock and a host's {@code Date}; beyond it nothing the host says about
     *     now is believed
     * @param close largest relative difference between two sources' closes of the underlying
     * @param volatilityClose the same for the volatility index
     */
    public record Checks(Duration clock, double close, double volatilityClose) {

        /** Validates that the tolerances are positive. */
        public Checks {
            requirePositive(clock, "clock");
            if (!(close > 0) || !(volatilityClose > 0)) {
                throw new IllegalArgumentException(
                        "tolerances of closes must be positive, were " + close + " and " + volatilityClose);
            }
        }

        /** Twelve years of NIFTY closes agree to the paisa; of the volatility index one in a thousand does not. */
        static Checks defaults() {
            return new Checks(Duration.ofMinutes(5), 0.0001, 0.005);
        }
    }

    private static void requireBase(URI base, String name) {
        // No client sends them, and addresses are quoted wherever a request is told of. Not quoted here: they are
        // secrets.
        if (base.toString().contains("@") || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    name + ": base must be http(s)://host[:port], and had a user, a password or a query");
        }
        String scheme = String.valueOf(base.getScheme());
        String path = String.valueOf(base.getPath());
        if (!List.of("http", "https").contains(scheme)
                || base.getHost() == null
                || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    name + ": base must be http(s)://host[:port] without a path, was '" + base + "'");
        }
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
