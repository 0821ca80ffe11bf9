package io.aegismatrix.runner.chains;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stored option chains said against the settlement that followed.
 *
 * @param first first day with a chain that counts
 * @param last last one
 * @param days distinct days
 * @param chains days and expiries that count
 * @param expiries distinct expiries among them: the number of outcomes
 * @param leftOut what does not count, and why
 * @param maxPain max pain by time to the settlement, all of it last
 * @param skew the skew; empty if too few chains have one
 * @param straddles the straddle; empty without one
 * @param forwards forward volatility; empty without two expiries on one day
 */
public record ChainEvidence(
        LocalDate first,
        LocalDate last,
        int days,
        int chains,
        int expiries,
        LeftOut leftOut,
        List<MaxPainRecord> maxPain,
        Optional<SkewRecord> skew,
        Optional<StraddleRecord> straddles,
        Optional<ForwardRecord> forwards) {

    private static final int WEEK = 5;

    /**
     * Days and expiries that do not count.
     *
     * @param coarse strikes with open interest too far apart around the index: the grid would be what is measured
     * @param unsettled the settlement, or the day itself, is not in the daily bars
     * @param expiring the chain is of the day of expiry
     * @param distant the expiry is further away than is analysed
     * @param repeated earlier chains of the same day and expiry: the last one is of the close, or nearest to it
     */
    public record LeftOut(int coarse, int unsettled, int expiring, int distant, int repeated) {}

    /** Copies the records. */
    public ChainEvidence {
        maxPain = List.copyOf(maxPain);
    }

    /**
     * Sums up what a sieve has taken.
     *
     * @return empty if none counts
     */
    public static Optional<ChainEvidence> of(ChainSieve sieve) {
        List<ChainOutcome> outcomes = sieve.outcomes();
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ChainEvidence(
                outcomes.get(0).session(),
                outcomes.get(outcomes.size() - 1).session(),
                (int) outcomes.stream().map(ChainOutcome::session).distinct().count(),
                outcomes.size(),
                ByExpiry.expiries(outcomes),
                sieve.leftOut(),
                Stream.of(
                                MaxPainRecord.find(outcomes, 1, 1),
                                MaxPainRecord.find(outcomes, 2, WEEK),
                                MaxPainRecord.find(outcomes, WEEK + 1, Integer.MAX_VALUE),
                                MaxPainRecord.find(outcomes, 1, Integer.MAX_VALUE))
                        .flatMap(Optional::stream)
                        .toList(),
                SkewRecord.find(outcomes),
                StraddleRecord.find(outcomes),
                ForwardRecord.find(outcomes)));
    }
}
