package io.aegismatrix.data.internal.upstox;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.LotSizes;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.FetchedPieces;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.ListedExpiries;
import io.aegismatrix.data.internal.live.Wanted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The option chain of one run: the contracts that are listed, and two of their expiries. A chain tells no time of its own: it is of
 * the moment it was sent, but never newer than the newest quote, and not newer than the close once trading is over.
 */
final class UpstoxOptions {

    /** A chain made with an index level farther from the quote than this is of another moment. */
    private static final double FARTHEST_SPOT = 0.01;

    private final UpstoxClient client;
    private final TradingCalendar calendar;
    private final Wanted wanted;
    private final FetchedPieces harvest;
    private final UpstoxQuotes quotes;

    UpstoxOptions(UpstoxClient client, Wanted wanted, FetchedPieces harvest, UpstoxQuotes quotes) {
        this.client = client;
        this.calendar = NseCalendar.load(wanted.underlying().expiryRule());
        this.wanted = wanted;
        this.harvest = harvest;
        this.quotes = quotes;
    }

    void fetch(String key) {
        Reply<UpstoxContracts> contracts = client.contracts(key);
        harvest.count(UpstoxClient.NAME, contracts, Field.OPTION_CHAIN);
        contracts.value().ifPresent(listed -> chains(key, listed));
    }

    private void chains(String key, UpstoxContracts listed) {
        List<LocalDate> expiries = new ListedExpiries(listed.expiries(), calendar, wanted.asOf()).wanted();
        LotSizes lots = new LotSizes(calendar, wanted.underlying());
        LocalDate today = wanted.asOf().atZone(calendar.zone()).toLocalDate();
        Optional<OptionChain> whole = Optional.empty();
        for (LocalDate expiry : expiries) {
            if (client.opensAll()) {
                lots.compare(UpstoxClient.NAME, today, expiry, listed.lotSize(expiry));
                Optional<OptionChain> next = chain(new UpstoxChain.Asked(key, expiry, listed.lotSize(expiry)));
                whole = whole.isPresent() && next.isPresent()
                        ? Optional.of(whole.get().withExpiriesOf(next.get()))
                        : whole.or(() -> next);
            }
        }
        whole.ifPresent(chain -> harvest.add(UpstoxClient.NAME, chain));
        lots.told().ifPresent(told -> harvest.notice(AnomalyCode.LOT_SIZE_MISMATCH, told.detail()));
    }

    private Optional<OptionChain> chain(UpstoxChain.Asked asked) {
        Reply<UpstoxChain> reply = client.chain(asked).about("expiry " + asked.expiry());
        harvest.count(UpstoxClient.NAME, reply, Field.OPTION_CHAIN);
        return reply.value()
                .flatMap(chain -> checked(chain, asked, moment(reply.at().orElse(wanted.asOf()))));
    }

    private Optional<OptionChain> checked(UpstoxChain chain, UpstoxChain.Asked asked, Instant moment) {
        Quote index = quotes.byKey().get(asked.key());
        if (index != null && Math.abs(chain.spot() / index.price() - 1) > FARTHEST_SPOT) {
            return refused(
                    asked,
                    "underlying_spot_price is " + chain.spot() + ", the index stands at " + index.price()
                            + ": the chain is of another moment");
        }
        try {
            return Optional.of(new OptionChain(wanted.underlying().nseSymbol(), moment, chain.spot(), chain.quotes()));
        } catch (IllegalArgumentException e) {
            return refused(asked, String.valueOf(e.getMessage()));
        }
    }

    private Optional<OptionChain> refused(UpstoxChain.Asked asked, String why) {
        harvest.complain(
                UpstoxClient.NAME, Outcome.MALFORMED, "expiry " + asked.expiry() + ": " + why, Field.OPTION_CHAIN);
        return Optional.empty();
    }

    private Instant moment(Instant sent) {
        Instant priced = quotes.newest().filter(newest -> newest.isBefore(sent)).orElse(sent);
        if (calendar.state(sent) == SessionState.OPEN) {
            return priced;
        }
        Instant close = calendar.close(calendar.lastCompletedSession(sent));
        return close.isBefore(priced) ? close : priced;
    }
}
