package io.aegismatrix.engine.volatility.challenger;

import static io.aegismatrix.engine.volatility.challenger.VolatilityMember.BOOSTED_TREES;
import static io.aegismatrix.engine.volatility.challenger.VolatilityMember.GJR_GARCH;
import static io.aegismatrix.engine.volatility.challenger.VolatilityMember.HAR_X;
import static io.aegismatrix.engine.volatility.challenger.VolatilityMember.SCALED_VIX;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.GarchPath;
import io.aegismatrix.engine.volatility.GjrGarch;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The combined forecast of realised volatility of every past session, as it would have been made then. Each quarter the
 * members are fitted again and weighed by the QLIKE of what they had forecast out of sample until then
 * ({@link VolatilityRecord}); the combination is used only while its own record beats HAR-X's by more than luck, and is
 * HAR-X otherwise. Trees are grown anew once a year.
 */
public final class VolatilityCombination {

    private static final int REFIT_SESSIONS = 63;
    private static final int QUARTERS_BETWEEN_TREES = 4;

    private final FeatureSet features;
    private final SortedMap<Integer, VolatilityRecord> records;
    private final SortedMap<Integer, Long> seeds;

    private VolatilityCombination(
            FeatureSet features, SortedMap<Integer, VolatilityRecord> records, SortedMap<Integer, Long> seeds) {
        this.features = features;
        this.records = records;
        this.seeds = seeds;
    }

    /**
     * Computes the forecasts over a whole history; needs XGBoost on the class path.
     *
     * @param harX HAR-X's own forecasts of realised volatility
     * @param seed of the trees
     */
    public static VolatilityCombination of(FeatureSet features, VolatilityPath harX, long seed) {
        GarchPath garch = GarchPath.of(features.history(), harX.firstRow(), true);
        SplittableRandom random = new SplittableRandom(seed);
        SortedMap<Integer, VolatilityRecord> records = new TreeMap<>();
        SortedMap<Integer, Long> seeds = new TreeMap<>();
        for (int h : Horizons.VOLATILITY) {
            seeds.put(h, random.nextLong());
            records.put(h, record(features, harX, garch, h, seeds.get(h)));
        }
        return new VolatilityCombination(features, records, seeds);
    }

    private static VolatilityRecord record(
            FeatureSet features, VolatilityPath harX, GarchPath garch, int h, long seed) {
        MarketHistory history = features.history();
        VolatilityRecord record = new VolatilityRecord(history, h, harX.firstRow());
        for (int row = harX.firstRow(); row < history.size(); row++) {
            record.set(HAR_X, row, Math.log(harX.annualized(row, h)));
            record.set(SCALED_VIX, row, Math.log(history.vix(row) / 100));
            record.set(GJR_GARCH, row, Math.log(garch.annualized(row, h)));
        }
        Optional<TreeEnsemble> trees = Optional.empty();
        int quarter = 0;
        for (int start = harX.firstRow(); start < history.size(); start += REFIT_SESSIONS) {
            if (quarter++ % QUARTERS_BETWEEN_TREES == 0) {
                trees = VolatilityTrees.grow(features, record.logRatios(), h, start, seed);
            }
            int end = Math.min(history.size(), start + REFIT_SESSIONS);
            for (int row = start; row < end; row++) {
                record.set(BOOSTED_TREES, row, record.get(HAR_X, row) + logRatio(trees, features, row));
            }
            record.mix(start, end);
        }
        return record;
    }

    private static double logRatio(Optional<TreeEnsemble> trees, FeatureSet features, int row) {
        return trees.map(grown -> VolatilityTrees.logRatio(grown, features.daily(), row))
                .orElse(0.0);
    }

    /**
     * What would have been published at a row, annualised decimal; NaN where HAR-X has none.
     *
     * @param horizon one of {@link Horizons#VOLATILITY}
     */
    public double annualized(int row, int horizon) {
        return Math.exp(record(horizon).published(row));
    }

    /** One member's forecast at HAR-X's level, annualised decimal; NaN where it had no record to take its level from. */
    public double annualized(VolatilityMember member, int row, int horizon) {
        return Math.exp(record(horizon).levelled(member, row));
    }

    /** Weight of a member in what would have been published at a row. */
    public double weight(VolatilityMember member, int row, int horizon) {
        return record(horizon).weight(member, row);
    }

    private VolatilityRecord record(int horizon) {
        VolatilityRecord record = records.get(horizon);
        if (record == null) {
            throw new IllegalArgumentException(
                    "no forecast for " + horizon + " sessions; there are " + records.keySet());
        }
        return record;
    }

    /**
     * The combination as of the decision session, for use: members fitted on everything known by then, weights by their
     * whole record.
     *
     * @param harX HAR-X fitted on everything known by then
     */
    public CombinedVolatility newest(VolatilityForecast harX) {
        int last = features.decisionRow();
        SortedMap<Integer, VolatilityMix> mixes = new TreeMap<>();
        SortedMap<Integer, TreeEnsemble> trees = new TreeMap<>();
        records.forEach((h, record) -> {
            VolatilityMix mix = record.newest(last);
            if (mix.weight(BOOSTED_TREES) > 0) {
                trees.put(
                        h,
                        VolatilityTrees.grow(features, record.logRatios(), h, last, seed(h))
                                .orElseThrow());
            }
            mixes.put(h, mix);
        });
        boolean garch = mixes.values().stream().anyMatch(mix -> mix.weight(GJR_GARCH) > 0);
        return new CombinedVolatility(
                harX,
                garch ? Optional.of(GjrGarch.fit(features.history(), last, true)) : Optional.empty(),
                mixes,
                trees);
    }

    /**
     * How what would have been published did against HAR-X on all sessions forecast out of sample, in QLIKE:
     * {@code volatility_5} over five sessions, with the weight that is not HAR-X's in the newest mix.
     */
    public List<OutputScore> scores() {
        List<OutputScore> scores = new ArrayList<>();
        records.forEach((h, record) -> record.skill(record::published)
                .ifPresent(skill ->
                        scores.add(score(output(h), h, skill, 1 - newest(record).weight(HAR_X)))));
        return List.copyOf(scores);
    }

    /**
     * How each challenger alone did against HAR-X, as {@link #scores}: {@code volatility_5_gjr_garch} is one member over
     * five sessions, with its own weight.
     */
    public List<OutputScore> challengers() {
        List<OutputScore> scores = new ArrayList<>();
        records.forEach((h, record) -> {
            for (VolatilityMember member : List.of(SCALED_VIX, GJR_GARCH, BOOSTED_TREES)) {
                record.skill(row -> record.levelled(member, row))
                        .ifPresent(skill -> scores.add(score(
                                output(h) + "_" + member.id(),
                                h,
                                skill,
                                newest(record).weight(member))));
            }
        });
        return List.copyOf(scores);
    }

    /** The dated losses behind {@link #scores}, by output. */
    public SortedMap<String, OutcomeTrack> tracks() {
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        records.forEach(
                (h, record) -> record.track(record::published).ifPresent(track -> tracks.put(output(h), track)));
        return tracks;
    }

    private static String output(int horizon) {
        return "volatility_" + horizon;
    }

    private VolatilityMix newest(VolatilityRecord record) {
        return record.newest(features.decisionRow());
    }

    private static OutputScore score(String output, int horizon, Skill skill, double weight) {
        return OutputScore.of(output, horizon, "qlike", HAR_X.id(), skill, Double.NaN, weight, List.of());
    }

    private long seed(int horizon) {
        Long seed = seeds.get(horizon);
        return seed == null ? 0 : seed;
    }
}
