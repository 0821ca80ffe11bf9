package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.HostProbe;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.http.HttpManners;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Asks every host once. */
public final class Probing {

    private final List<Feed> feeds;
    private final HttpManners manners;
    private final Clock clock;

    /** Creates the probing; {@code manners} allow one request a host. */
    public Probing(List<Feed> feeds, HttpManners manners, Clock clock) {
        this.feeds = List.copyOf(feeds);
        this.manners = manners;
        this.clock = clock;
    }

    /** What came of it, in order of preference. */
    public List<HostProbe> probe(Underlying underlying) {
        Instant now = clock.instant();
        Wanted wanted = new Wanted(
                underlying,
                now,
                now.atZone(ZoneOffset.UTC).toLocalDate(),
                true,
                true,
                Optional.empty(),
                List.of(),
                Duration.ZERO);
        HttpRun run = manners.start();
        return IntStream.range(0, feeds.size())
                .mapToObj(i -> {
                    run.limitTo((i + 1.0) / feeds.size());
                    return probe(feeds.get(i), wanted, run);
                })
                .toList();
    }

    private static HostProbe probe(Feed feed, Wanted wanted, HttpRun run) {
        int before = run.attempts().size();
        Reply<Instant> reply = feed.probe(wanted, run);
        List<FetchAttempt> attempts = run.attempts();
        return new HostProbe(
                feed.name(),
                attempts.size() > before ? Optional.of(attempts.get(before)) : Optional.empty(),
                reply.value(),
                reply.detail().isEmpty() ? "" : reply.outcome() + ": " + reply.detail(),
                feed.remedy(reply.outcome()));
    }
}
