package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Is a breakout likely, on which side, and is the premium worth paying.
 *
 * @param breakoutToday odds of a breakout today, or of one tomorrow while there is no session
 * @param breakoutNext odds of a breakout on each of the next five sessions, nearest first
 * @param spikeDirectionBias which side a breakout would take
 * @param breakoutLevels the prices that would make one
 * @param gammaWindows when in the day the market moves
 * @param gammaByStrike where dealers' gamma lies
 * @param thetaEdge whether a long straddle is worth its decay
 * @param regime how the market has been moving
 * @param buyerEnvironment the verdict
 * @param spikeRate share of past sessions with a breakout
 */
public record BuyerOutlook(
        Block<BreakoutToday> breakoutToday,
        List<BreakoutDay> breakoutNext,
        Block<SpikeBias> spikeDirectionBias,
        Block<BreakoutLevels> breakoutLevels,
        @Flat(source = "gamma_windows_source") Block<List<GammaWindow>> gammaWindows,
        Block<GammaByStrike> gammaByStrike,
        Block<ThetaEdge> thetaEdge,
        @Headline("regime") @JsonProperty("regime_detail") Block<BuyerRegime> regime,
        Block<BuyerEnvironment> buyerEnvironment,

        @Headline("historical_spike_rate") @JsonProperty("spike_rate_detail")
        Block<HistoricalRate> spikeRate)
        implements OldNames {

    @Override
    public SortedMap<String, Optional<String>> oldNames() {
        return new TreeMap<>(
                Map.of("environment_state", buyerEnvironment.find().map(environment -> switch (environment.label()) {
                    case PREMIUM_FRIENDLY -> "PREMIUM_FRIENDLY";
                    case SPECULATIVE_ONLY -> "CAUTIOUS";
                    case UNFAVOURABLE -> "AVOID_FULL_RISK";
                })));
    }

    /** How many sessions ahead {@code breakoutNext} looks. */
    public static final int BREAKOUT_SESSIONS = 5;

    /** Validates, and demands one breakout entry per coming session. */
    public BuyerOutlook {
        Checks.present(breakoutToday, "breakoutToday");
        breakoutNext = List.copyOf(breakoutNext);
        requireOffsets(breakoutNext);
        Checks.present(spikeDirectionBias, "spikeDirectionBias");
        Checks.present(breakoutLevels, "breakoutLevels");
        gammaWindows = Checks.present(gammaWindows, "gammaWindows").map(some -> Checks.some(some, "gammaWindows"));
        Checks.present(gammaByStrike, "gammaByStrike");
        Checks.present(thetaEdge, "thetaEdge");
        Checks.present(regime, "regime");
        Checks.present(buyerEnvironment, "buyerEnvironment");
        Checks.present(spikeRate, "spikeRate");
    }

    private static void requireOffsets(List<BreakoutDay> days) {
        List<Integer> offsets = days.stream().map(BreakoutDay::dayOffset).toList();
        if (!offsets.equals(List.of(1, 2, 3, 4, 5))) {
            throw new IllegalArgumentException("breakoutNext must hold day offsets 1 to 5 in order, was " + offsets);
        }
    }

    /** No outlook, and why. */
    public static BuyerOutlook unavailable(String reason) {
        return new BuyerOutlook(
                Block.unavailable(reason),
                breakoutNextUnavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason));
    }

    private static List<BreakoutDay> breakoutNextUnavailable(String reason) {
        return IntStream.rangeClosed(1, BREAKOUT_SESSIONS)
                .mapToObj(day -> new BreakoutDay(day, Block.unavailable(reason)))
                .toList();
    }
}
