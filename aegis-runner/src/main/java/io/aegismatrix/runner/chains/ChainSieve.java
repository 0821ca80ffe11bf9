package io.aegismatrix.runner.chains;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Takes the chains that can be held against a settlement, and counts the others by what they lack. */
final class ChainSieve {

    /** Widest gap of strikes around the index, as a fraction of it: some four steps of weekly options. */
    private static final double WIDEST_GAP = 0.02;

    private final MarketHistory history;
    private final TradingCalendar calendar;
    private final List<ChainOutcome> outcomes = new ArrayList<>();
    private final Set<Seen> seen = new HashSet<>();
    private int coarse;
    private int unsettled;
    private int expiring;
    private int distant;
    private int repeated;

    /** What counts once. */
    private record Seen(LocalDate session, LocalDate expiry) {}

    ChainSieve(FeatureSet features) {
        this.history = features.history();
        this.calendar = features.snapshot().calendar();
    }

    List<ChainOutcome> outcomes() {
        return outcomes;
    }

    ChainEvidence.LeftOut leftOut() {
        return new ChainEvidence.LeftOut(coarse, unsettled, expiring, distant, repeated);
    }

    void add(OptionChain chain) {
        for (LocalDate expiry : chain.expiries()) {
            add(chain, expiry);
        }
    }

    private void add(OptionChain chain, LocalDate expiry) {
        LocalDate session = chain.asOf().atZone(calendar.zone()).toLocalDate();
        OptionalInt row = history.find(session);
        int end = history.rowsUntil(expiry) - 1;
        if (row.isEmpty() || history.session(history.size() - 1).isBefore(expiry)) {
            unsettled++;
        } else if (end <= row.getAsInt()) {
            expiring++;
        } else if (isCoarse(chain, expiry)) {
            coarse++;
        } else {
            take(chain, session, expiry, row.getAsInt(), end);
        }
    }

    private void take(OptionChain chain, LocalDate session, LocalDate expiry, int row, int end) {
        Optional<ExpiryAnalytics> analytics = ChainAnalytics.of(chain, calendar).find(expiry);
        if (analytics.isEmpty()) {
            distant++;
        } else if (seen.add(new Seen(session, expiry))) {
            outcomes.add(ChainOutcome.of(session, analytics.get(), chain.spot(), history, row, end));
        } else {
            repeated++;
        }
    }

    private static boolean isCoarse(OptionChain chain, LocalDate expiry) {
        TreeSet<Double> strikes = new TreeSet<>();
        chain.expiring(expiry).stream()
                .filter(quote -> quote.openInterest() > 0)
                .forEach(quote -> strikes.add(quote.strike()));
        Double below = strikes.floor(chain.spot());
        Double above = strikes.ceiling(chain.spot());
        return below == null || above == null || above - below > WIDEST_GAP * chain.spot();
    }
}
