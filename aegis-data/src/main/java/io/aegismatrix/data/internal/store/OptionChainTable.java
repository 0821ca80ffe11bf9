package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The option chains, a row a leg. A chain once written is never changed. */
final class OptionChainTable {

    private record Header(long id, Instant asOf, String symbol, double spot) {

        static Header read(ResultSet row) throws SQLException {
            return new Header(
                    row.getLong("id"),
                    Instant.ofEpochMilli(row.getLong("as_of")),
                    row.getString("symbol"),
                    row.getDouble("spot"));
        }
    }

    private final Connection connection;

    OptionChainTable(Connection connection) {
        this.connection = connection;
    }

    /** Adds a chain, or marks it as seen again if the newest one held of its moment and source says the same. */
    void save(long instrument, String source, OptionChain chain, long seen) throws SQLException {
        long asOf = chain.asOf().toEpochMilli();
        Optional<Header> held = Sql.first(
                connection,
                Header::read,
                "SELECT id, as_of, symbol, spot FROM option_chain WHERE instrument_id = ? AND as_of = ? AND source = ?"
                        + " ORDER BY last_seen DESC, id DESC LIMIT 1",
                instrument,
                asOf,
                source);
        if (held.isPresent() && chain(held.get()).equals(inMilliseconds(chain))) {
            Sql.update(
                    connection,
                    "UPDATE option_chain SET first_seen = min(first_seen, ?), last_seen = max(last_seen, ?)"
                            + " WHERE id = ?",
                    seen,
                    seen,
                    held.get().id());
        } else {
            insert(instrument, source, chain, seen);
        }
    }

    private static OptionChain inMilliseconds(OptionChain chain) {
        return new OptionChain(
                chain.underlying(), Instant.ofEpochMilli(chain.asOf().toEpochMilli()), chain.spot(), chain.quotes());
    }

    private void insert(long instrument, String source, OptionChain chain, long seen) throws SQLException {
        long id = Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO option_chain"
                                + " (instrument_id, as_of, symbol, spot, source, first_seen, last_seen)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        instrument,
                        chain.asOf().toEpochMilli(),
                        chain.underlying(),
                        chain.spot(),
                        source,
                        seen,
                        seen)
                .orElseThrow();
        try (PreparedStatement leg = connection.prepareStatement("INSERT INTO option_leg (chain_id, position, expiry,"
                + " strike, option_right, open_interest, volume, implied_volatility, last_price, bid, ask)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int position = 0;
            for (OptionQuote quote : chain.quotes()) {
                Sql.update(
                        leg,
                        id,
                        position++,
                        quote.expiry().toString(),
                        quote.strike(),
                        quote.right().name(),
                        quote.openInterest(),
                        quote.volume(),
                        Sql.orNull(quote.impliedVolatility()),
                        Sql.orNull(quote.lastPrice()),
                        Sql.orNull(quote.bid()),
                        Sql.orNull(quote.ask()));
            }
        }
    }

    /** The newest chain in {@code [oldest, moment]} that had been seen by {@code moment}. */
    Optional<OptionChain> newest(long instrument, Instant oldest, Instant moment) throws SQLException {
        Optional<Header> found = Sql.first(
                connection,
                Header::read,
                "SELECT id, as_of, symbol, spot FROM option_chain"
                        + " WHERE instrument_id = ? AND as_of BETWEEN ? AND ? AND first_seen <= ?"
                        + " ORDER BY as_of DESC, first_seen DESC, id DESC LIMIT 1",
                instrument,
                oldest.toEpochMilli(),
                moment.toEpochMilli(),
                moment.toEpochMilli());
        return found.isPresent() ? Optional.of(chain(found.get())) : Optional.empty();
    }

    private OptionChain chain(Header header) throws SQLException {
        List<OptionQuote> legs = Sql.list(
                connection,
                OptionChainTable::leg,
                "SELECT expiry, strike, option_right, open_interest, volume, implied_volatility, last_price, bid, ask"
                        + " FROM option_leg WHERE chain_id = ? ORDER BY position",
                header.id());
        return new OptionChain(header.symbol(), header.asOf(), header.spot(), legs);
    }

    private static OptionQuote leg(ResultSet row) throws SQLException {
        return new OptionQuote(
                LocalDate.parse(row.getString("expiry")),
                row.getDouble("strike"),
                Right.valueOf(row.getString("option_right")),
                row.getDouble("open_interest"),
                row.getDouble("volume"),
                Sql.optional(row, "implied_volatility"),
                Sql.optional(row, "last_price"),
                Sql.optional(row, "bid"),
                Sql.optional(row, "ask"));
    }
}
