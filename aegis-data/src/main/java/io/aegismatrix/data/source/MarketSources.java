package io.aegismatrix.data.source;

import io.aegismatrix.data.HostProbe;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.CsvMarketSource;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.SyntheticMarketSource;
import io.aegismatrix.data.internal.http.HttpManners;
import io.aegismatrix.data.internal.http.MethanolHttp;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.LiveMarketSource;
import io.aegismatrix.data.internal.live.Probing;
import io.aegismatrix.data.library.OptionalLibrary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The sources that come with the library. */
public final class MarketSources {

    private static final List<String> HOSTS = List.of("upstox", "yahoo", "nse");
    private static final List<OptionalLibrary> NETWORK = List.of(
            network("com.github.mizosoft.methanol.Methanol", "com.github.mizosoft.methanol:methanol"),
            network("io.github.resilience4j.retry.Retry", "io.github.resilience4j:resilience4j-retry"),
            network(
                    "io.github.resilience4j.circuitbreaker.CircuitBreaker",
                    "io.github.resilience4j:resilience4j-circuitbreaker"),
            network(
                    "io.github.resilience4j.ratelimiter.RateLimiter",
                    "io.github.resilience4j:resilience4j-ratelimiter"));

    private MarketSources() {}

    /** The National Stock Exchange of India's calendar with NIFTY expiries, from the data files in this artifact. */
    public static TradingCalendar nseCalendar() {
        return NseCalendar.load();
    }

    /**
     * The same calendar with the expiries of an underlying's options.
     *
     * @throws io.aegismatrix.data.MarketDataException if there are no expiry rules of that name
     */
    public static TradingCalendar nseCalendar(Underlying underlying) {
        return NseCalendar.load(underlying.expiryRule());
    }

    /** Names an {@link Underlying#expiryRule()} can have. */
    public static List<String> expiryRules() {
        return NseCalendar.EXPIRY_RULES;
    }

    /**
     * A folder of CSV files; a bad row is an error that names file, line, column and value. docs/FILES.md lists
     * the file names and formats.
     *
     * @param folder where {@code nifty50_daily.csv} and {@code indiavix_daily.csv} are
     */
    public static MarketSource csv(Path folder) {
        return csv(folder, false);
    }

    /**
     * A folder of CSV files.
     *
     * @param folder where {@code nifty50_daily.csv} and {@code indiavix_daily.csv} are
     * @param lenient whether bad rows are skipped and counted as {@link io.aegismatrix.data.AnomalyCode#ROWS_SKIPPED} instead of refused; a
     *     missing column, an empty or a truncated file is refused all the same
     */
    public static MarketSource csv(Path folder, boolean lenient) {
        return new CsvMarketSource(folder, lenient);
    }

    /**
     * An invented market with the real one's habits: the demo's and the tests' default. About six years of it exist by
     * the end of 2024. See {@link #synthetic(long, int)}.
     */
    public static MarketSource synthetic(long seed) {
        return synthetic(seed, 1500);
    }

    /**
     * An invented market with the real one's habits, on the NSE calendar: volatility clustering, leverage, jumps,
     * overnight gaps, a volatility index with a risk premium, and 5-minute bars of the last 60 sessions whose extremes
     * are the daily bar's. The history starts on a fixed day and a later snapshot begins with the earlier one. Every
     * snapshot is marked as synthetic.
     *
     * @param seed what fixes every price
     * @param sessions number of completed sessions as of the evening of 2024-12-31, 2 to 4,000; it fixes the start
     */
    public static MarketSource synthetic(long seed, int sessions) {
        return new SyntheticMarketSource(NseCalendar.load(), seed, sessions);
    }

    private static OptionalLibrary network(String type, String coordinates) {
        return new OptionalLibrary(type, coordinates, "the network");
    }

    /**
     * Our way to the network: the JDK's client with gzip, cookies of its own, and the limits in {@code settings}. Make one
     * and share it. Needs the optional dependencies {@code methanol} and {@code resilience4j}.
     *
     * <p>An application that owns its process should set the system property {@code jdk.httpclient.redirects.retrylimit} to
     * 1 before the first request: otherwise the JDK's client repeats, unseen and uncounted, a request to a host that hangs
     * up without an answer.
     *
     * @throws io.aegismatrix.data.library.MissingLibraryException if one of these is not there
     */
    public static MarketHttp http(LiveSettings settings) {
        NETWORK.forEach(library -> library.require(MarketSources.class));
        return new MethanolHttp(settings.manners());
    }

    /** Names of the sources that ask a host each, in the order in which {@link #auto} asks them. */
    public static List<String> hosts() {
        return HOSTS;
    }

    /**
     * One host, then the store. Every snapshot is one run: few requests, all within the deadline; what it fetched is saved. The
     * network sources need the optional dependencies {@code resilience4j-retry}, {@code -circuitbreaker} and {@code
     * -ratelimiter}.
     *
     * @param name one of {@link #hosts()}
     * @param http the way to the network, such as {@link #http(LiveSettings)}
     * @param settings hosts, manners and tolerances
     * @param clock the time of day, to be compared with the hosts' clocks
     * @param store what keeps the fetched and helps out; {@link MarketStore#none()} for none
     * @throws IllegalArgumentException if there is no host of that name, or it is switched off
     */
    public static MarketSource host(
            String name, MarketHttp http, LiveSettings settings, Clock clock, MarketStore store) {
        TradingCalendar calendar = nseCalendar();
        return live(Feeds.one(name, settings, calendar), http, settings, clock, store, calendar);
    }

    /** Upstox's data service, then the store. See {@link #host}. */
    public static MarketSource upstox(MarketHttp http, LiveSettings settings, Clock clock, MarketStore store) {
        return host("upstox", http, settings, clock, store);
    }

    /** Yahoo's chart service, then the store. See {@link #host}. */
    public static MarketSource yahoo(MarketHttp http, LiveSettings settings, Clock clock, MarketStore store) {
        return host("yahoo", http, settings, clock, store);
    }

    /**
     * The exchange's live prices and option chain; the daily bars come from the store, since the exchange serves none
     * here. See {@link #host}.
     */
    public static MarketSource nse(MarketHttp http, LiveSettings settings, Clock clock, MarketStore store) {
        return host("nse", http, settings, clock, store);
    }

    /**
     * The fallback chain: every host in turn, as long as something is lacking that it serves, then the store. The snapshot's
     * {@link io.aegismatrix.data.DataQuality#sources()} say which was used for every field; a source that failed is an anomaly. See {@link #host}.
     */
    public static MarketSource auto(MarketHttp http, LiveSettings settings, Clock clock, MarketStore store) {
        TradingCalendar calendar = nseCalendar();
        return live(Feeds.all(settings, calendar), http, settings, clock, store, calendar);
    }

    /**
     * Sends every host of {@link #auto} one request, and says what came of it.
     *
     * @param underlying the index to ask about
     */
    public static List<HostProbe> probe(MarketHttp http, LiveSettings settings, Clock clock, Underlying underlying) {
        TradingCalendar calendar = nseCalendar();
        return new Probing(Feeds.all(settings, calendar), new HttpManners(http, settings.forProbing(), clock), clock)
                .probe(underlying);
    }

    private static MarketSource live(
            List<Feed> feeds,
            MarketHttp http,
            LiveSettings settings,
            Clock clock,
            MarketStore store,
            TradingCalendar calendar) {
        return new LiveMarketSource(feeds, store, settings, calendar, clock, new HttpManners(http, settings, clock));
    }
}
