package io.aegismatrix.data;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the network sources can be told: where the hosts are, how politely to ask them, and what to believe. A source's
 * own settings are a record of its own.
 *
 * @param upstox the broker's data service; empty to leave it out
 * @param yahoo the chart service
 * @param nse the exchange's site
 * @param manners who we say we are, and the limits of one run
 * @param retries when to ask again and when to leave a host alone
 * @param checks how far two sources, or two clocks, may differ
 */
public record LiveSettings(
        Optional<UpstoxSettings> upstox,
        YahooSettings yahoo,
        NseSettings nse,
        Manners manners,
        Retries retries,
        Checks checks) {

    /** Validates that every part is present. */
    public LiveSettings {
        Objects.requireNonNull(upstox, "upstox");
        Objects.requireNonNull(yahoo, "yahoo");
        Objects.requireNonNull(nse, "nse");
        Objects.requireNonNull(manners, "manners");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(checks, "checks");
    }

    /** The real hosts, few requests to each, one minute for a run. */
    public static LiveSettings defaults() {
        return new LiveSettings(
                Optional.of(UpstoxSettings.defaults()),
                YahooSettings.defaults(),
                NseSettings.defaults(),
                Manners.defaults(),
                Retries.defaults(),
                Checks.defaults());
    }

    /** The same settings with other hosts of the unofficial services. */
    public LiveSettings withHosts(URI yahooBase, URI nseBase) {
        return withYahoo(yahoo.withBase(yahooBase)).withNse(nse.withBase(nseBase));
    }

    /** The same settings with another chart service. */
    public LiveSettings withYahoo(YahooSettings other) {
        return new LiveSettings(upstox, other, nse, manners, retries, checks);
    }

    /** The same settings with another exchange site. */
    public LiveSettings withNse(NseSettings other) {
        return new LiveSettings(upstox, yahoo, other, manners, retries, checks);
    }

    /** The same settings with another broker's data service. */
    public LiveSettings withUpstox(UpstoxSettings other) {
        return new LiveSettings(Optional.of(other), yahoo, nse, manners, retries, checks);
    }

    /** The same settings without the broker's data service. */
    public LiveSettings withoutUpstox() {
        return new LiveSettings(Optional.empty(), yahoo, nse, manners, retries, checks);
    }

    /** The same settings with other manners. */
    public LiveSettings withManners(Manners other) {
        return new LiveSettings(upstox, yahoo, nse, other, retries, checks);
    }

    /** The same settings with other retries. */
    public LiveSettings withRetries(Retries other) {
        return new LiveSettings(upstox, yahoo, nse, manners, other, checks);
    }

    /** The same settings with other checks. */
    public LiveSettings withChecks(Checks other) {
        return new LiveSettings(upstox, yahoo, nse, manners, retries, other);
    }

    /** The same settings for a run that sends each host one request. */
    public LiveSettings forProbing() {
        return new LiveSettings(
                upstox.map(UpstoxSettings::forProbing), yahoo, nse, manners.withRequestsPerHost(1), retries, checks);
    }

    /** Most requests of one run to a host that names itself so: {@code host} or {@code host:port}. */
    public int requestsTo(String host) {
        return upstox.filter(service -> HostAddress.name(service.base()).equals(host))
                .map(UpstoxSettings::requestsPerRun)
                .orElse(manners.requestsPerHost());
    }

    /**
     * Who we say we are, and the limits of one run.
     *
     * @param contact address or page where the operator of a host can reach the operator of this program
     * @param ownName the User-Agent of the operator's own choice, in place of product, version and contact; empty for these
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
            Optional<String> ownName,
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
            ownName.ifPresent(Manners::requireHeader);
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

        private static void requireHeader(String name) {
            if (name.isBlank() || !name.chars().allMatch(letter -> letter >= ' ' && letter < 127)) {
                throw new IllegalArgumentException(
                        "user-agent must be one line of printable ASCII characters, was '" + name + "'");
            }
        }

        static Manners defaults() {
            return new Manners(
                    "https://aegismatrix.example/contact",
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    MOST_REQUESTS,
                    Duration.ofMillis(250),
                    16L << 20,
                    Optional.empty());
        }

        /** The one User-Agent we send, everywhere and always: the operator's, or product, version and contact. */
        public String userAgent() {
            String version = LiveSettings.class.getPackage().getImplementationVersion();
            return ownName.orElse("AegisMatrix/" + (version == null ? "development" : version) + " (+" + contact + ")");
        }

        private Manners with(
                String who, Optional<String> name, Duration connect, Duration read, Duration total, Duration pause) {
            return new Manners(who, name, connect, read, total, requestsPerHost, pause, maxBodyBytes, cacheFolder);
        }

        /** The same manners under another contact. */
        public Manners withContact(String other) {
            return with(other, ownName, connectTimeout, readTimeout, deadline, betweenRequests);
        }

        /** The same manners under a User-Agent of the operator's own choice. */
        public Manners withUserAgent(String other) {
            return with(contact, Optional.of(other), connectTimeout, readTimeout, deadline, betweenRequests);
        }

        /** The same manners with other time limits. */
        public Manners withTimeouts(Duration connect, Duration read, Duration total) {
            return with(contact, ownName, connect, read, total, betweenRequests);
        }

        /** The same manners with another pace. */
        public Manners withBetweenRequests(Duration pause) {
            return with(contact, ownName, connectTimeout, readTimeout, deadline, pause);
        }

        private Manners withRequestsPerHost(int requests) {
            return new Manners(
                    contact,
                    ownName,
                    connectTimeout,
                    readTimeout,
                    deadline,
                    requests,
                    betweenRequests,
                    maxBodyBytes,
                    cacheFolder);
        }

        /** The same manners with a cache of answers in {@code folder}. */
        public Manners withCache(Path folder) {
            return new Manners(
                    contact,
                    ownName,
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

    static void requirePositive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
