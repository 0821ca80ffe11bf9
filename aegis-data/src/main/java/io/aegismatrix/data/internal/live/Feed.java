package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.internal.http.HttpRun;
import java.util.Set;

/** A host that can be asked for some of the fields. */
public interface Feed {

    /** The source's name in stamps and messages. */
    String name();

    /** The fields it can serve. */
    Set<Field> serves();

    /** Asks for what is wanted and puts what came, and what went wrong, into {@code harvest}; never throws for a host. */
    void fetch(Wanted wanted, HttpRun run, Harvest harvest);
}
