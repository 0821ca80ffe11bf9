package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The numbers that stand for instruments inside the file. */
final class Instruments {

    private Instruments() {}

    static Optional<Long> find(Connection connection, String name) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), "SELECT id FROM instrument WHERE name = ?", name);
    }
}
