package io.aegismatrix.data.source;

import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.StoreSummary;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.store.SqliteMarketStore;
import io.aegismatrix.data.internal.store.StoreInspection;
import io.aegismatrix.data.library.OptionalLibrary;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The stores that come with the library. They stand apart from {@link MarketSources} so that nobody needs a database
 * driver who does not keep anything.
 */
public final class MarketStores {

    /** How long a writer waits for another one, unless told otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private static final OptionalLibrary SQLITE =
            new OptionalLibrary("org.sqlite.SQLiteConnection", "org.xerial:sqlite-jdbc", "the local store");

    private MarketStores() {}

    /**
     * One SQLite file on the NSE calendar, with {@link #DEFAULT_PATIENCE}. See {@link #sqlite(Path, Duration)}.
     *
     * @param file the database file; made, with its folder, by the first save
     */
    public static MarketStore sqlite(Path file) {
        return sqlite(file, DEFAULT_PATIENCE);
    }

    /**
     * One SQLite file on the NSE calendar; needs {@code org.xerial:sqlite-jdbc} on the class path. When a save returns,
     * everything is on disk, also if the process is killed right after. Readers, of this library and any other tool,
     * work while something is being written; a second writer waits for the first.
     *
     * <p>A snapshot holds what was known at its moment: daily and intraday bars that were complete by then, with the
     * values they had before any later revision; live prices and option chains that a run had seen by then and that are
     * of the current session or the one before. A live price counts until the daily bar of its session is held.
     *
     * @param file the database file; made, with its folder, by the first save
     * @param patience how long to wait while another process writes; positive
     * @throws io.aegismatrix.data.library.MissingLibraryException if SQLite is not there
     */
    public static MarketStore sqlite(Path file, Duration patience) {
        SQLITE.require(MarketStores.class);
        return new SqliteMarketStore(file, patience);
    }

    /**
     * Looks through every page of a store and counts what it holds.
     *
     * @param file the database file
     * @throws io.aegismatrix.data.MarketDataException if there is no store, or it is damaged; the message says what to do
     */
    public static StoreSummary summary(Path file) {
        SQLITE.require(MarketStores.class);
        return new StoreInspection(file, NseCalendar.load().zone(), DEFAULT_PATIENCE).summary();
    }
}
