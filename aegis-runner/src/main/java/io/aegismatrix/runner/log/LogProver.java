package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Holds a log against its own chain and against what is known of it outside. */
final class LogProver {

    /** Links an inference looks at: those of the last one. */
    private static final int TAIL = 256;

    private final Connection connection;
    private final List<LogSeam> seams;

    LogProver(Connection connection) throws SQLException {
        this.connection = connection;
        this.seams = Sql.list(
                connection,
                row -> new LogSeam(
                        Instant.parse(row.getString("at")),
                        LogSeam.Kind.parse(row.getString("kind")),
                        row.getLong("rows"),
                        row.getString("detail")),
                "SELECT at, kind, rows, detail FROM seam ORDER BY id");
    }

    /** Every row and every witness. */
    LogProof prove(List<LogWitness> witnesses) throws SQLException {
        ChainWalk walk = ChainWalk.whole(connection);
        Optional<String> breakage = walk.breakage();
        int held = 0;
        int passedOver = 0;
        for (LogWitness witness : witnesses) {
            if (isBeforeSeam(witness)) {
                passedOver++;
            } else {
                Optional<String> objection = objection(witness);
                held += objection.isEmpty() ? 1 : 0;
                breakage = breakage.or(() -> objection);
            }
        }
        return new LogProof(walk.head(), from(walk), walk.last(), seams, breakage, held, passedOver);
    }

    private Optional<Instant> from(ChainWalk walk) {
        return newestSeam().map(LogSeam::at).or(walk::first);
    }

    private Optional<LogSeam> newestSeam() {
        return seams.isEmpty() ? Optional.empty() : Optional.of(seams.get(seams.size() - 1));
    }

    /**
     * What can be seen at a glance, before the log is relied on or added to: that nothing was put in or taken away, that the
     * newest rows fit their links, and that the state known outside is still in it.
     */
    Optional<String> glance(Optional<LogWitness> witness) throws SQLException {
        Optional<String> counted = counted();
        Optional<String> newest =
                counted.isPresent() ? counted : ChainWalk.tail(connection, TAIL).breakage();
        return newest.isPresent() || witness.isEmpty() || isBeforeSeam(witness.get())
                ? newest
                : objection(witness.get());
    }

    /** Ids have no gaps but those that were taken over. */
    private Optional<String> counted() throws SQLException {
        long rows = Sql.number(
                connection,
                "SELECT (SELECT ifnull(max(id), 0) FROM moment) + (SELECT ifnull(max(id), 0) FROM publication)"
                        + " + (SELECT ifnull(max(id), 0) FROM forecast) + (SELECT ifnull(max(id), 0) FROM outcome)"
                        + " + (SELECT count(*) FROM settled) + (SELECT ifnull(max(id), 0) FROM seam)"
                        + " - (SELECT ifnull(sum(gaps), 0) FROM seam)");
        long links = ChainWriter.head(connection).rows();
        return rows == links
                ? Optional.empty()
                : Optional.of("it has " + rows + " rows and " + links + " links: rows were put in or taken away by"
                        + " something else; 'aegis log verify' names the first");
    }

    private boolean isBeforeSeam(LogWitness witness) {
        return newestSeam().filter(seam -> witness.at().isBefore(seam.at())).isPresent();
    }

    private Optional<String> objection(LogWitness witness) throws SQLException {
        LogHead known = witness.head();
        Optional<byte[]> hash =
                known.rows() == 0 ? Optional.of(LogHead.none().bytes()) : ChainWalk.hash(connection, known.rows());
        if (hash.isPresent() && Arrays.equals(hash.get(), known.bytes())) {
            return Optional.empty();
        }
        String had = witness.where() + " knows it with " + known.rows() + " rows and the head " + known.hash() + " at "
                + witness.at();
        return Optional.of(
                hash.isEmpty()
                        ? had + ", and it has only "
                                + ChainWriter.head(connection).rows()
                        : had + ", and the hash of that row is another one now");
    }
}
