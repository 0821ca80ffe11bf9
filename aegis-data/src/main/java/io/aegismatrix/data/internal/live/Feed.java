package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import java.time.Instant;
import java.util.Set;

/** A host that can be asked for some of the fields. One more host is one more implementation, listed in {@link io.aegismatrix.data.source.Feeds}. */
public interface Feed {

    /** The source's name in stamps and messages. */
    String name();

    /** The fields it can serve. */
    Set<Field> serves();

    /**
     * Asks for what {@code harvest} still lacks and puts what came, and what went wrong, into it; never throws for a host.
     * Not called if it lacks nothing of {@link #serves()}.
     */
    void fetch(Wanted wanted, HttpRun run, FetchedPieces harvest);

    /** Asks for the companions wanted and puts what came, and what went wrong, into {@code harvest}; nothing by default. */
    default void fetchCompanions(Wanted wanted, HttpRun run, FetchedPieces harvest) {}

    /** Sends the one request that tells most about whether this host serves us; the moment is that of its newest value. */
    Reply<Instant> probe(Wanted wanted, HttpRun run);

    /** What the owner of this program can do where a request ended so; empty if nothing. */
    String remedy(Outcome outcome);
}
