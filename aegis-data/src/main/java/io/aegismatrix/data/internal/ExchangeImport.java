package io.aegismatrix.data.internal;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the exchange's files of a folder, and nothing else there, into a store. */
public final class ExchangeImport {

    private static final double TOLERANCE = LiveSettings.defaults().checks().close();

    private ExchangeImport() {}

    /** The newest sessions whose files could be had at a moment, newest first. */
    public static List<LocalDate> published(TradingCalendar calendar, Instant asOf, int most) {
        LocalDate session = calendar.lastCompletedSession(asOf);
        if (ExchangeChains.publication(calendar, session).isAfter(asOf)) {
            session = calendar.previousSession(session);
        }
        List<LocalDate> sessions = new ArrayList<>();
        while (sessions.size() < most) {
            sessions.add(session);
            session = calendar.previousSession(session);
        }
        return sessions;
    }

    /**
     * Keeps official bars and closing chains of the sessions from {@code oldest} on.
     *
     * @return what was left out or looked wrong
     */
    public static List<Anomaly> keep(
            Path folder, Underlying underlying, LocalDate oldest, Instant asOf, MarketStore store) {
        TradingCalendar calendar = NseCalendar.load(underlying.expiryRule());
        List<Anomaly> noticed = new ArrayList<>();
        Map<String, BarSeries> official = IndexCloseFiles.read(
                folder, IndexCloseFiles.names(underlying, true), calendar.lastCompletedSession(asOf), noticed::add);
        List<Piece> pieces = new ArrayList<>();
        official.values().forEach(bars -> pieces.add(new MarketFetch.Daily(MarketFetch.EXCHANGE, bars.from(oldest))));
        store.save(new MarketFetch(asOf, pieces, List.of()));
        BarSeries index = official.getOrDefault(underlying.name(), BarSeries.of(underlying.name(), List.of()));
        ChainBatch batch = new ChainBatch(store, underlying.name());
        new ExchangeChains(folder, calendar, underlying, index, TOLERANCE, noticed::add)
                .all(oldest, asOf, false, chain -> batch.add(MarketFetch.EXCHANGE, chain));
        batch.save();
        return noticed;
    }

    /**
     * Looks whether a file just got is what its name says.
     *
     * @throws MarketDataException if it is not
     */
    public static void requireGood(Path file) {
        if (IndexCloseFiles.isOne(file)) {
            IndexCloseFiles.requireGood(file);
        } else {
            Bhavcopy.read(file, Underlying.NIFTY50.nseSymbol(), session -> true, (expiry, session) -> 1);
        }
    }
}
