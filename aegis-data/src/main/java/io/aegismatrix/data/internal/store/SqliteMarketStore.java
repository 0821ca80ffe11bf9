package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.NseCalendar;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SQLite file as a store. Holds no connection between calls; any number of threads and processes may use a file. */
public final class SqliteMarketStore implements MarketStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteMarketStore.class);

    private final StoreFile file;

    /**
     * Creates a store; the file is opened by the first call, and made by the first {@link #save}.
     *
     * @param file the database file
     * @param patience how long to wait while another process writes; positive
     */
    public SqliteMarketStore(Path file, Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive, was " + patience);
        }
        this.file = new StoreFile(file, patience);
    }

    @Override
    public void save(MarketFetch fetch) {
        tell(file.write(connection -> new FetchWriter(connection, fetch).write()));
    }

    @Override
    public void saveAll(List<MarketFetch> fetches) {
        if (fetches.isEmpty()) {
            return;
        }
        file.<List<SaveCounts>>write(connection -> {
                    List<SaveCounts> counts = new ArrayList<>();
                    for (MarketFetch fetch : fetches) {
                        counts.add(new FetchWriter(connection, fetch).write());
                    }
                    return counts;
                })
                .forEach(this::tell);
    }

    private void tell(SaveCounts counts) {
        if (counts.changedHistory()) {
            LOGGER.warn("{}: {}", file.path(), counts);
        } else {
            LOGGER.debug("{}: {}", file.path(), counts);
        }
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        return read(request, StoreReading::snapshot);
    }

    @Override
    public List<DataQuality.Anomaly> chains(MarketRequest request, Consumer<OptionChain> taker) {
        return read(request, reading -> {
            reading.chains(taker);
            return List.of();
        });
    }

    @Override
    public BarSeries officialDaily(String instrument, MarketRequest request) {
        return read(request, reading -> reading.official(instrument));
    }

    /** One question to one consistent state of the file. */
    private interface Question<T> {
        T ask(StoreReading reading) throws SQLException;
    }

    private <T> T read(MarketRequest request, Question<T> question) {
        TradingCalendar calendar = NseCalendar.load(request.underlying().expiryRule());
        try {
            return file.read(connection -> question.ask(new StoreReading(connection, file.path(), calendar, request)));
        } catch (IllegalArgumentException e) {
            throw new MarketDataException(
                    file.path() + ": holds a row that cannot be (" + e.getMessage()
                            + "); was the file edited? Move it away and fetch into a new one",
                    e);
        }
    }
}
