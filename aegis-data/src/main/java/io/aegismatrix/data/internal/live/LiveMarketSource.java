package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.http.HttpManners;
import io.aegismatrix.data.internal.http.HttpRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds in order of preference, then the store, each asked for what it can serve; keeps whatever was fetched. One
 * snapshot is one run.
 */
public final class LiveMarketSource implements MarketSource {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMarketSource.class);

    /** An observation older than this is of the past: live prices of it cannot be had any more. */
    private static final Duration NOW = Duration.ofMinutes(10);

    /** A history may begin a few sessions late and still be the one asked for. */
    private static final int LATE_START_DAYS = 14;

    private final List<Feed> feeds;
    private final MarketStore store;
    private final LiveSettings settings;
    private final TradingCalendar calendar;
    private final Clock clock;
    private final HttpManners manners;

    /** Creates the chain. */
    public LiveMarketSource(
            List<Feed> feeds,
            MarketStore store,
            LiveSettings settings,
            TradingCalendar calendar,
            Clock clock,
            HttpManners manners) {
        this.feeds = List.copyOf(feeds);
        this.store = store;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
        this.manners = manners;
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        Stored stored = Stored.read(store, request);
        Wanted wanted = wanted(request, stored);
        FetchedPieces harvest = new FetchedPieces(wanted, calendar);
        HttpRun run = manners.start();
        for (int i = 0; i < feeds.size(); i++) {
            run.limitTo((i + 1.0) / feeds.size());
            if (feeds.get(i).serves().stream().anyMatch(harvest::lacks)) {
                feeds.get(i).fetch(wanted, run, harvest);
            }
        }
        // Last of all: no snapshot needs them.
        feeds.forEach(feed -> feed.fetchCompanions(wanted, run, harvest));
        keep(wanted, run, harvest);
        refuseIfClockIsWrong(run.attempts());
        TradingCalendar expiries = NseCalendar.load(request.underlying().expiryRule());
        return new Assembly(feeds, wanted, stored, harvest, settings.checks(), expiries).snapshot();
    }

    private Wanted wanted(MarketRequest request, Stored stored) {
        Instant asOf = request.asOf();
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate from = request.from().orElse(today.minusYears(settings.yahoo().dailyYears()));
        boolean live = Duration.between(asOf, clock.instant()).compareTo(NOW) <= 0;
        LocalDate begin = from.plusDays(LATE_START_DAYS);
        boolean held = stored.holds(begin, asOf, calendar);
        return new Wanted(
                request.underlying(),
                asOf,
                from,
                live,
                held,
                stored.intraday(calendar.lastCompletedSession(asOf)),
                request.companions() ? stored.lacking(request.underlying(), from, begin, asOf, calendar) : List.of(),
                settings.manners().deadline());
    }

    /** What was fetched is kept also when the run is refused afterwards. */
    private void keep(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        List<FetchAttempt> attempts = run.attempts();
        LOG.debug("{}: {} requests in {}", wanted.underlying().name(), attempts.size(), run.elapsed());
        try {
            store.save(new MarketFetch(wanted.asOf(), harvest.toKeep(), attempts, harvest.misses()));
        } catch (MarketDataException e) {
            harvest.notice(AnomalyCode.STORE_NOT_WRITTEN, String.valueOf(e.getMessage()));
        }
    }

    /** If every host that answered tells another time, it is this machine that is wrong, and no age can be trusted. */
    private static void refuseIfClockIsWrong(List<FetchAttempt> attempts) {
        List<FetchAttempt> answered = attempts.stream()
                .filter(attempt -> attempt.status().isPresent())
                .toList();
        Optional<FetchAttempt> skewed = answered.stream()
                .filter(attempt -> attempt.outcome() == Outcome.CLOCK_SKEW)
                .findFirst();
        if (skewed.isPresent() && answered.stream().allMatch(attempt -> attempt.outcome() == Outcome.CLOCK_SKEW)) {
            throw new MarketDataException(
                    Anomaly.of(AnomalyCode.CLOCK_SKEW, skewed.get().detail()).detail()
                            + "; every host that answered disagrees with this machine's clock, so no price's age can be told: set"
                            + " the clock and run again");
        }
    }
}
