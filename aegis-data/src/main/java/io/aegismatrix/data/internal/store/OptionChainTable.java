package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The option chains, a row a leg. A chain once written is never changed. */
final class OptionChainTable {

    private record Header(long id, Instant asOf, String symbol, double spot, Instant firstSeen) {

        static Header read(ResultSet row) throws SQLException {
            return new Header(
                    row.getLong("id"),
                    Instant.ofEpochMilli(row.getLong("as_of")),
                    row.getString("symbol"),
                    row.getDouble("spot"),
                    Instant.ofEpochMilli(row.getLong("first_seen")));
        }

        /** Known since it was first seen; a run sees what is new a little later than it is dated, or dates it so. */
        Instant knownAt() {
            return firstSeen.isAfter(asOf) ? firstSeen : asOf;
        }
    }

    private final Connection connection;

    OptionChainTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Adds a chain, or marks it as seen again if one of its moment and source says the same: the newest one held, or one
     * first seen at this very moment.
     */
    void save(long instrument, String source, OptionChain chain, long seen) throws SQLException {
        Optional<Header> same = same(instrument, source, chain, seen);
        if (same.isPresent()) {
            Sql.update(
                    connection,
                    "UPDATE option_chain SET first_seen = min(first_seen, ?), last_seen = max(last_seen, ?)"
                            + " WHERE id = ?",
                    seen,
                    seen,
                    same.get().id());
        } else {
            insert(instrument, source, chain, seen);
        }
    }

    private Optional<Header> same(long instrument, String source, OptionChain chain, long seen) throws SQLException {
        List<Header> held = Sql.list(
                connection,
                Header::read,
                "SELECT id, as_of, symbol, spot, first_seen FROM option_chain"
                        + " WHERE instrument_id = ? AND as_of = ? AND source = ? ORDER BY last_seen DESC, id DESC",
                instrument,
                chain.asOf().toEpochMilli(),
                source);
        for (Header header : held) {
            boolean candidate = header.equals(held.get(0)) || header.firstSeen().toEpochMilli() == seen;
            if (candidate && saysTheSame(chain(header), chain)) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    private static boolean saysTheSame(OptionChain held, OptionChain chain) {
        return held.underlying().equals(chain.underlying())
                && held.spot() == chain.spot()
                && held.quotes().equals(chain.quotes());
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
                "SELECT id, as_of, symbol, spot, first_seen FROM option_chain"
                        + " WHERE instrument_id = ? AND as_of BETWEEN ? AND ? AND first_seen <= ?"
                        + " ORDER BY as_of DESC, first_seen DESC, id DESC LIMIT 1",
                instrument,
                oldest.toEpochMilli(),
                moment.toEpochMilli(),
                moment.toEpochMilli());
        return found.isPresent() ? Optional.of(chain(found.get())) : Optional.empty();
    }

    /** Hands over every chain in {@code [oldest, moment]} that had been seen by {@code moment}, by time. */
    void each(long instrument, Instant oldest, Instant moment, Consumer<OptionChain> taker) throws SQLException {
        List<Header> headers = Sql.list(
                connection,
                Header::read,
                "SELECT id, as_of, symbol, spot, first_seen FROM option_chain"
                        + " WHERE instrument_id = ? AND as_of BETWEEN ? AND ? AND first_seen <= ?"
                        + " ORDER BY as_of, first_seen, id",
                instrument,
                oldest.toEpochMilli(),
                moment.toEpochMilli(),
                moment.toEpochMilli());
        for (Header header : headers) {
            taker.accept(chain(header));
        }
    }

    private OptionChain chain(Header header) throws SQLException {
        List<OptionQuote> legs = Sql.list(
                connection,
                OptionChainTable::leg,
                "SELECT expiry, strike, option_right, open_interest, volume, implied_volatility, last_price, bid, ask"
                        + " FROM option_leg WHERE chain_id = ? ORDER BY position",
                header.id());
        return new OptionChain(header.symbol(), header.asOf(), header.spot(), legs, header.knownAt());
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
