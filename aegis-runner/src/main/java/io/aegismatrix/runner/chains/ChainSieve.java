package io.aegismatrix.runner.chains;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.chain.ChainAnalytics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds every chain whose settlement the daily bars have against it, and counts the others by what they lack. Of several
 * chains of one day and expiry the last counts, in whatever order they come.
 */
public final class ChainSieve {

    /** Widest gap of strikes around the index, as a fraction of it: some four steps of weekly options. */
    private static final double WIDEST_GAP = 0.02;

    private final MarketHistory history;
    private final TradingCalendar calendar;
    private final SortedMap<Seen, Taken> taken =
            new TreeMap<>(Comparator.comparing(Seen::session).thenComparing(Seen::expiry));
    private int repeated;

    /** What counts once. */
    private record Seen(LocalDate session, LocalDate expiry) {}

    /** What became of a chain. */
    private enum Fate {
        COUNTS,
        COARSE,
        UNSETTLED,
        EXPIRING,
        DISTANT
    }

    private record Taken(Instant asOf, Fate fate, Optional<ChainOutcome> outcome) {}

    /** An empty sieve for the chains of a market. */
    public ChainSieve(FeatureSet features) {
        this.history = features.history();
        this.calendar = features.snapshot().calendar();
    }

    /** By day and then by expiry. */
    List<ChainOutcome> outcomes() {
        return taken.values().stream().flatMap(one -> one.outcome().stream()).toList();
    }

    ChainEvidence.LeftOut leftOut() {
        return new ChainEvidence.LeftOut(
                count(Fate.COARSE), count(Fate.UNSETTLED), count(Fate.EXPIRING), count(Fate.DISTANT), repeated);
    }

    private int count(Fate fate) {
        return (int) taken.values().stream().filter(one -> one.fate() == fate).count();
    }

    /** Takes a chain of one expiry or more. */
    public void add(OptionChain chain) {
        for (LocalDate expiry : chain.expiries()) {
            Seen seen = new Seen(chain.asOf().atZone(calendar.zone()).toLocalDate(), expiry);
            Taken before = taken.get(seen);
            repeated += before == null ? 0 : 1;
            if (before == null || chain.asOf().isAfter(before.asOf())) {
                taken.put(seen, look(only(chain, expiry), seen));
            }
        }
    }

    private static OptionChain only(OptionChain chain, LocalDate expiry) {
        return new OptionChain(chain.underlying(), chain.asOf(), chain.spot(), chain.expiring(expiry), chain.knownAt());
    }

    private Taken look(OptionChain chain, Seen seen) {
        OptionalInt row = history.find(seen.session());
        int end = history.rowsUntil(seen.expiry()) - 1;
        if (row.isEmpty() || history.session(history.size() - 1).isBefore(seen.expiry())) {
            return without(chain, Fate.UNSETTLED);
        }
        if (end <= row.getAsInt()) {
            return without(chain, Fate.EXPIRING);
        }
        if (isCoarse(chain, seen.expiry())) {
            return without(chain, Fate.COARSE);
        }
        return ChainAnalytics.of(chain, calendar)
                .find(seen.expiry())
                .map(analytics -> new Taken(
                        chain.asOf(),
                        Fate.COUNTS,
                        Optional.of(ChainOutcome.of(
                                seen.session(), analytics, chain.spot(), history, row.getAsInt(), end))))
                .orElseGet(() -> without(chain, Fate.DISTANT));
    }

    private static Taken without(OptionChain chain, Fate fate) {
        return new Taken(chain.asOf(), fate, Optional.empty());
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
