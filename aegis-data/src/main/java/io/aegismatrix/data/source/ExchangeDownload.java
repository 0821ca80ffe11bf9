package io.aegismatrix.data.source;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.ExchangeImport;
import io.aegismatrix.data.internal.exchange.ExchangeHost;
import io.aegismatrix.data.internal.exchange.ExchangeHost.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gets the end-of-day files of the exchange that a folder lacks, newest first and a few a run, and puts what is in them into
 * a store. Nothing does so unless it is asked to: whether you may is between you and the exchange, whose host has only been
 * seen to answer clients that name themselves like a browser. Every file is kept as it came, so that what was read can be
 * read again.
 */
public final class ExchangeDownload {

    /** Least time between two requests. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int MOST_SESSIONS = 30;

    private final MarketHttp http;
    private final LiveSettings live;
    private final Settings settings;
    private final Clock clock;

    private ExchangeDownload(MarketHttp http, LiveSettings live, Settings settings, Clock clock) {
        this.http = http;
        this.live = live.withManners(live.manners().withBetweenRequests(PACE));
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What to get from where.
     *
     * @param base scheme, host and port of the exchange's archive
     * @param folder where the files are kept
     * @param sessions how many of the newest published sessions are looked for, 1 to 30: a missed evening is made up the
     *     next morning
     */
    public record Settings(URI base, Path folder, int sessions) {

        /** Validates that all are present and the count is in range. */
        public Settings {
            Objects.requireNonNull(base, "base");
            Objects.requireNonNull(folder, "folder");
            if (sessions < 1 || sessions > MOST_SESSIONS) {
                throw new IllegalArgumentException("sessions must be from 1 to " + MOST_SESSIONS + ", was " + sessions);
            }
        }
    }

    /**
     * What a run came to.
     *
     * @param files the files got, in the order asked for
     * @param noticed what could not be had and what was wrong with what was read
     */
    public record Result(List<Path> files, List<DataQuality.Anomaly> noticed) {

        /** Copies the lists. */
        public Result {
            files = List.copyOf(files);
            noticed = List.copyOf(noticed);
        }
    }

    /**
     * Creates a download.
     *
     * @param http the way to the network
     * @param live manners and limits of a run: its requests a host, deadline and User-Agent; the pace is one a second
     * @param clock the time of day
     */
    public static ExchangeDownload of(MarketHttp http, LiveSettings live, Settings settings, Clock clock) {
        return new ExchangeDownload(http, live, settings, clock);
    }

    /**
     * Gets what is missing and keeps it.
     *
     * @param underlying the index
     * @param asOf moment of observation: files that are published later are not asked for
     * @param store what keeps the bars, the chains and every request
     * @throws io.aegismatrix.data.MarketDataException if a file or the store cannot be written
     */
    public Result run(Underlying underlying, Instant asOf, MarketStore store) {
        TradingCalendar calendar = MarketSources.nseCalendar(underlying);
        List<LocalDate> sessions = ExchangeImport.published(calendar, asOf, settings.sessions());
        ExchangeHost host = new ExchangeHost(http, live, settings.base(), settings.folder(), clock);
        List<Path> files = new ArrayList<>();
        List<DataQuality.Anomaly> noticed = new ArrayList<>();
        for (LocalDate session : sessions) {
            for (Answer answer : host.get(session)) {
                answer.file().ifPresent(files::add);
                answer.complaint()
                        .ifPresent(detail -> noticed.add(DataQuality.Anomaly.of(AnomalyCode.SOURCE_FAILED, detail)));
            }
        }
        store.save(new MarketFetch(asOf, List.of(), host.attempts()));
        LocalDate oldest = sessions.get(sessions.size() - 1);
        noticed.addAll(ExchangeImport.keep(settings.folder(), underlying, oldest, asOf, store));
        return new Result(files, noticed);
    }
}
