package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Chain;
import io.aegismatrix.data.MarketFetch.Daily;
import io.aegismatrix.data.MarketFetch.Intraday;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketFetch.Price;
import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;

/** Writes what one run fetched, inside the caller's transaction. */
final class FetchWriter {

    private final Connection connection;
    private final MarketFetch fetch;
    private final long seen;
    private final SaveCounts counts = new SaveCounts();

    FetchWriter(Connection connection, MarketFetch fetch) {
        this.connection = connection;
        this.fetch = fetch;
        this.seen = fetch.fetchedAt().toEpochMilli();
    }

    SaveCounts write() throws SQLException {
        try (BarWriter daily = new BarWriter(connection, BarTable.DAILY, seen, counts);
                BarWriter intraday = new BarWriter(connection, BarTable.INTRADAY, seen, counts)) {
            for (Piece piece : fetch.pieces()) {
                if (piece instanceof Daily bars) {
                    write(daily, bars);
                } else if (piece instanceof Intraday bars) {
                    write(intraday, bars);
                } else if (piece instanceof Price price) {
                    write(price);
                } else if (piece instanceof Chain chain) {
                    new OptionChainTable(connection)
                            .save(instrument(chain.instrument()), chain.source(), chain.chain(), seen);
                }
            }
        }
        writeAttempts();
        return counts;
    }

    private void write(BarWriter writer, Daily piece) throws SQLException {
        long instrument = instrument(piece.bars().instrument());
        for (DailyBar bar : piece.bars().bars()) {
            writer.write(
                    piece.source(),
                    new BarWriter.Bar(
                            List.of(instrument, bar.session().toString()),
                            List.of(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume())));
        }
    }

    private void write(BarWriter writer, Intraday piece) throws SQLException {
        long instrument = instrument(piece.bars().instrument());
        long interval = piece.bars().interval().toSeconds();
        for (IntradayBar bar : piece.bars().bars()) {
            writer.write(
                    piece.source(),
                    new BarWriter.Bar(
                            List.of(instrument, interval, bar.start().toEpochMilli()),
                            List.of(bar.open(), bar.high(), bar.low(), bar.close())));
        }
    }

    private void write(Price piece) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO quote (instrument_id, at, source, price, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),"
                        + " last_seen = max(last_seen, excluded.last_seen)",
                instrument(piece.instrument()),
                piece.quote().at().toEpochMilli(),
                piece.source(),
                piece.quote().price(),
                seen,
                seen);
    }

    private long instrument(String name) throws SQLException {
        Sql.update(connection, "INSERT INTO instrument (name) VALUES (?) ON CONFLICT DO NOTHING", name);
        return Instruments.find(connection, name).orElseThrow();
    }

    private void writeAttempts() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO fetch_attempt (fetched_at, position,"
                + " at, source, address, outcome, status, took, bytes, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            int position = 0;
            for (FetchAttempt attempt : fetch.attempts()) {
                OptionalInt status = attempt.status();
                Sql.update(
                        insert,
                        seen,
                        position++,
                        attempt.at().toEpochMilli(),
                        attempt.source(),
                        attempt.address(),
                        attempt.outcome().name(),
                        status.isPresent() ? status.getAsInt() : null,
                        attempt.took().toMillis(),
                        attempt.bytes(),
                        attempt.detail());
            }
        }
    }
}
