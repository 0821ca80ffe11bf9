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
    /** Kept, but never in use. */
    KEPT;

    /** Name in lower case, for tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
