package io.aegismatrix.runner.config;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.aegismatrix.data.HostProbe;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.UpstoxSettings;
import io.aegismatrix.data.source.ExchangeDownload;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources that need the network or the local store, opened by name.
 *
 * @param settings hosts, manners and tolerances of the network sources, without secrets
 * @param token where the secret of Upstox is, looked up when the network is asked
 * @param storeFile the database of everything fetched
 * @param exchange where the exchange's own files are got from and kept; empty if they are not to be
 * @param clock the time of day
 */
public record LiveSources(
        LiveSettings settings,
        TokenPlace token,
        Path storeFile,
        Optional<ExchangeDownload.Settings> exchange,
        Clock clock) {

    /** The source that asks nobody. */
    static final String STORE = "store";

    private static final String AUTO = "auto";

    /** What can be opened. */
    static final List<String> NAMES = Stream.of(List.of(STORE), MarketSources.hosts(), List.of(AUTO))
            .flatMap(List::stream)
            .toList();

    /** Property of the JDK's HTTP client: 1 keeps it from repeating a request unseen and uncounted. */
    private static final String SILENT_RETRIES = "jdk.httpclient.redirects.retrylimit";

    /** Opens a source. @throws IllegalArgumentException if there is none of that name */
    MarketSource open(String name) {
        return open(name, store());
    }

    /**
     * Opens a source that keeps what it fetches in a store of the caller's.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public MarketSource open(String name, MarketStore store) {
        if (name.equals(STORE)) {
            return store;
        }
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("must be one of " + NAMES + ", was '" + name + "'");
        }
        // The secret is read when something is asked for: most commands that know of a source ask nothing.
        Supplier<MarketSource> opened = Suppliers.memoize(() -> network(name, store));
        return request -> Objects.requireNonNull(opened.get()).snapshot(request);
    }

    private MarketSource network(String name, MarketStore store) {
        LiveSettings open = token.opened(settings);
        return name.equals(AUTO)
                ? MarketSources.auto(http(open), open, clock, store)
                : MarketSources.host(name, http(open), open, clock, store);
    }

    /** The same sources for a run that catches up with years of bars, which takes more requests to who allows them. */
    public LiveSources forCatchUp() {
        return new LiveSources(
                settings.upstox()
                        .map(UpstoxSettings::forCatchUp)
                        .map(settings::withUpstox)
                        .orElse(settings),
                token,
                storeFile,
                exchange,
                clock);
    }

    /** Sends every host one request, and says what came of it. */
    public List<HostProbe> probe(Underlying underlying) {
        LiveSettings open = token.opened(settings);
        return MarketSources.probe(http(open), open, clock, underlying);
    }

    /** Gets files of the exchange that are still lacking; empty if that is not wanted. */
    public Optional<ExchangeDownload.Result> exchangeFiles(Underlying underlying, Instant asOf, MarketStore store) {
        return exchange.map(wanted ->
                ExchangeDownload.of(http(settings), settings, wanted, clock).run(underlying, asOf, store));
    }

    /** The store. */
    public MarketStore store() {
        return MarketStores.sqlite(storeFile);
    }

    private static MarketHttp http(LiveSettings settings) {
        System.setProperty(SILENT_RETRIES, "1");
        return MarketSources.http(settings);
    }
}
