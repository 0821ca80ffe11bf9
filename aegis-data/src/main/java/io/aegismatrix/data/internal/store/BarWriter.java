package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the bars of one run into one table, recording every change of a bar that was already held. The exchange's own bar
 * is replaced by no other source's: what that one says instead is recorded beside it.
 */
final class BarWriter implements AutoCloseable {

    /**
     * One bar to be written.
     *
     * @param key instrument and what else names the bar
     * @param values prices, in the order of the table
     */
    record Bar(List<Object> key, List<Double> values) {}

    /** What this run wrote first. */
    private record Written(String source, List<Double> values) {}

    /** Open, high, low and close; what may come behind them is a volume. */
    private static final int PRICES = 4;

    private record Held(List<Double> values, String source, long firstSeen, long lastSeen) {}

    private final Connection connection;
    private final BarTable table;
    private final long seen;
    private final SaveCounts counts;
    private final PreparedStatement insert;
    private final PreparedStatement touch;
    private final Map<List<Object>, Written> written = new HashMap<>();

    BarWriter(Connection connection, BarTable table, long seen, SaveCounts counts) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.seen = seen;
        this.counts = counts;
        this.insert = connection.prepareStatement(table.insertSql());
        this.touch = connection.prepareStatement(table.touchSql());
    }

    /**
     * Writes one bar. Where two sources of one run have the same bar, the first counts: that they differ is not a
     * revision, and taking both would record one every run.
     */
    void write(String source, Bar bar) throws SQLException {
        Written first = written.putIfAbsent(bar.key(), new Written(source, bar.values()));
        if (first != null) {
            recordOverruled(first.source(), first.values(), source, bar);
        } else if (Sql.update(insert, BarTable.arguments(bar.key(), bar.values(), source, seen, seen)) > 0) {
            counts.added();
        } else if (Sql.update(touch, BarTable.arguments(seen, bar.key(), bar.values(), seen)) > 0) {
            counts.repeated();
            confirm(source, bar);
        } else {
            reconcile(source, bar);
        }
    }

    private static boolean isOfficial(String source) {
        return source.equals(MarketFetch.EXCHANGE);
    }

    private void confirm(String source, Bar bar) throws SQLException {
        if (isOfficial(source)) {
            Sql.update(connection, table.confirmSql(), BarTable.arguments(source, bar.key()));
        }
    }

    /** Whether the bar that is held, or written first, is the exchange's and stays; what differs from it is recorded. */
    private boolean recordOverruled(String heldSource, List<Double> held, String source, Bar bar) throws SQLException {
        boolean stays = table == BarTable.DAILY && isOfficial(heldSource) && !isOfficial(source);
        if (stays && !held.subList(0, PRICES).equals(bar.values().subList(0, PRICES))) {
            Sql.update(
                    connection,
                    BarTable.INSERT_OVERRULED_SQL,
                    BarTable.arguments(source, bar.key(), bar.values(), seen, seen));
        }
        return stays;
    }

    /** The bar is held with other values, or was seen before the run that brought it. */
    private void reconcile(String source, Bar bar) throws SQLException {
        Held held = Sql.first(
                        connection,
                        row -> new Held(
                                table.values(row),
                                row.getString("source"),
                                row.getLong("first_seen"),
                                row.getLong("last_seen")),
                        table.findSql(),
                        BarTable.arguments(bar.key()))
                .orElseThrow();
        if (recordOverruled(held.source(), held.values(), source, bar)) {
            return;
        }
        List<Double> then = valuesThen(bar, held);
        if (seen < held.firstSeen()) {
            if (!then.equals(bar.values())) {
                record(bar, held.firstSeen(), source, bar.values(), held.source(), then);
            }
            Sql.update(connection, table.seenEarlierSql(), BarTable.arguments(seen, bar.key()));
        } else if (seen >= held.lastSeen()) {
            record(bar, seen, held.source(), held.values(), source, bar.values());
            Sql.update(connection, table.replaceSql(), BarTable.arguments(bar.values(), source, seen, bar.key()));
        } else if (!then.equals(bar.values())) {
            counts.outdated();
        }
    }

    /** What the store says of the bar as of the moment of this run. */
    private List<Double> valuesThen(Bar bar, Held held) throws SQLException {
        return Sql.first(connection, table::values, table.findBeforeRevisionSql(), BarTable.arguments(bar.key(), seen))
                .orElse(held.values());
    }

    private void record(
            Bar bar, long at, String oldSource, List<Double> oldValues, String newSource, List<Double> newValues)
            throws SQLException {
        Sql.update(
                connection,
                table.insertRevisionSql(),
                BarTable.arguments(bar.key(), at, oldSource, oldValues, newSource, newValues));
        counts.revised();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        touch.close();
    }
}
