package io.aegismatrix.data.internal.upstox;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.UpstoxSettings;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.FetchedPieces;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import io.aegismatrix.data.internal.live.Wanted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Daily bars and five-minute bars of the underlying and of its volatility index, which need no login; with a token live prices
 * with their time, and the chains of two listed expiries. At most ten requests, those that matter most first.
 */
public final class UpstoxFeed implements Feed {

    private static final String NAME = UpstoxClient.NAME;

    /** Enough days for a session whatever the holidays. */
    private static final int PROBE_DAYS = 10;

    private final UpstoxSettings settings;
    private final TradingCalendar calendar;

    /** Creates the feed. */
    public UpstoxFeed(UpstoxSettings settings, TradingCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Field> serves() {
        return settings.token().isPresent()
                ? EnumSet.allOf(Field.class)
                : EnumSet.complementOf(EnumSet.of(Field.OPTION_CHAIN));
    }

    @Override
    public void fetch(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        Optional<String> key = wanted.underlying().upstoxKey();
        if (key.isEmpty()) {
            harvest.complain(NAME, Outcome.NOT_SENT, "underlying.upstox-key is not set", Field.DAILY);
            return;
        }
        TokenWatch watch = new TokenWatch(settings.token(), calendar.zone());
        if (wanted.live()) {
            watch.tell(wanted.asOf(), harvest);
        }
        UpstoxClient client = new UpstoxClient(settings, watch.usable(wanted.asOf()), run);
        UpstoxQuotes quotes = new UpstoxVisit(client, calendar, wanted, harvest).fetch();
        if (wanted.live() && client.opensAll()) {
            new UpstoxOptions(client, wanted, harvest, quotes).fetch(key.get());
        }
        client.refusal().ifPresent(said -> watch.tellRefusal(said, harvest));
    }

    /** A quote proves that the token is taken; without one the newest bars are asked for. */
    @Override
    public Reply<Instant> probe(Wanted wanted, HttpRun run) {
        TokenWatch watch = new TokenWatch(settings.token(), calendar.zone());
        UpstoxClient client = new UpstoxClient(settings, watch.usable(wanted.asOf()), run);
        String key = wanted.underlying()
                .upstoxVolatilityKey()
                .or(wanted.underlying()::upstoxKey)
                .or(Underlying.NIFTY50::upstoxKey)
                .orElseThrow();
        if (client.opensAll()) {
            return client.quotes(List.of(key)).map(UpstoxQuotes::newest);
        }
        LocalDate today = wanted.asOf().atZone(calendar.zone()).toLocalDate();
        return client.days(key, today.minusDays(PROBE_DAYS), today).map(this::newestClose);
    }

    private Optional<Instant> newestClose(List<Row> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() - 1)
                                .stamp()
                                .atZone(calendar.zone())
                                .toLocalDate())
                        .filter(calendar::isSession)
                        .map(calendar::close);
    }

    @Override
    public String remedy(Outcome outcome) {
        return switch (outcome) {
            case TOKEN_REFUSED -> TokenWatch.HOW_TO_RENEW;
            case REFUSED ->
                "the gate before the host refuses this program's name or this machine's address, not the token: set"
                        + " live.user-agent, or ask from another address";
            case REJECTED -> "the request itself is wrong: check underlying.upstox-key, or report it";
            default -> "";
        };
    }
}
