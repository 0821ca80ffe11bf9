package io.aegismatrix.engine;

import java.util.Locale;

/** Where a stored version stands. */
public enum ModelState {
    /** In use: what inference publishes comes from it. */
    CHAMPION,
    /** Scored in shadow beside the one in use until it is promoted or replaced. */
    CHALLENGER,
    /** Was in use once; a rollback can bring it back. */
    RETIRED,
    /** A stored engine was trained beside it; it stays as long as that one does. */
    REQUIRED,
    /** Kept, but never in use. */
    KEPT;

    /** Name in lower case, for tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
