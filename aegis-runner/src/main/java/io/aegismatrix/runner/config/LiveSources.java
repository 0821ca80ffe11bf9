package io.aegismatrix.runner.config;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.MarketStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The sources that need the network or the local store, opened by name.
 *
 * @param settings hosts, manners and tolerances of the network sources
 * @param storeFile the database of everything fetched
 * @param clock the time of day
 */
public record LiveSources(LiveSettings settings, Path storeFile, Clock clock) {

    /** What can be opened. */
    /** The source that asks nobody. */
    static final String STORE = "store";

    static final List<String> NAMES = List.of(STORE, "yahoo", "nse", "auto");

    /** Property of the JDK's HTTP client: 1 keeps it from repeating a request unseen and uncounted. */
    private static final String SILENT_RETRIES = "jdk.httpclient.redirects.retrylimit";

    /** Opens a source. @throws IllegalArgumentException if there is none of that name */
    MarketSource open(String name) {
        return switch (name) {
            case STORE -> store();
            case "yahoo" -> MarketSources.yahoo(http(), settings, clock, store());
            case "nse" -> MarketSources.nse(http(), settings, clock, store());
            case "auto" -> MarketSources.auto(http(), settings, clock, store());
            default -> throw new IllegalArgumentException("must be one of " + NAMES + ", was '" + name + "'");
        };
    }

    /** The store. */
    public MarketStore store() {
        return MarketStores.sqlite(storeFile);
    }

    private MarketHttp http() {
        System.setProperty(SILENT_RETRIES, "1");
        return MarketSources.http(settings);
    }
}
