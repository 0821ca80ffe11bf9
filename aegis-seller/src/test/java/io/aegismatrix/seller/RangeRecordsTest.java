package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.MultipleTests;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.HistoricalRate;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.RecordPart;
import io.aegismatrix.payload.SellerOutlook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The measured records: what they count, and from which day they may count it. */
class RangeRecordsTest {

    private static final SellerHistory PAST = new SellerHistory(Invented.HISTORY);
    private static final WalkForward PLAN = Invented.plan(PAST, Invented.HISTORY);
    private static final int H = Horizons.HEADLINE_RANGE;

    private static int hitRateSize(SellerOutlook outlook) {
        return outlook.hitRate().get().n();
    }

    private static SellerOutlook atRow(int row) {
        return Invented.engine().evaluate(Invented.on(Invented.HISTORY.history().session(row)));
    }

    @Test
    void counts_only_outcomes_known_by_the_decision_session() {
        int row = PLAN.firstTest() + 100;
        SellerOutlook then = atRow(row);

        assertThat(hitRateSize(then)).isEqualTo(100 - H + 1);
        assertThat(then.safeRange().get().coverage().get().n()).isEqualTo(100 - H + 1);
        assertThat(hitRateSize(Invented.outlook())).isEqualTo(HitRate.WINDOW);
    }

    @Test
    void has_no_hit_rate_before_a_range_was_resolved() {
        SellerOutlook then = atRow(PLAN.firstTest() + H - 1);

        assertThat(then.hitRate())
                .isEqualTo(Block.unavailable("no headline range had been resolved by the decision session"));
        assertThat(then.safeRange().get().coverage())
                .isEqualTo(Measured.missing("no such range had been resolved by the decision session"));
    }

    @Test
    void states_the_share_of_the_newest_resolved_ranges_that_held() {
        OutcomeTracks tracks = Invented.tracks();
        double[] held = tracks.track("path_30_0.9").valuesKnownBy(tracks.lastRowBy(Invented.HISTORY.decisionSession()));
        double share = Arrays.stream(held)
                .skip(held.length - (long) HitRate.WINDOW)
                .average()
                .orElseThrow();

        assertThat(Invented.outlook().hitRate().get().rate()).isCloseTo(share, within(1e-6));
    }

    @Test
    void goes_on_counting_after_the_end_of_the_training() {
        FeatureSet later = FeatureSet.of(Invented.MARKET);
        int firstAfter = Invented.HISTORY.history().size();
        int lastResolved = later.decisionRow() - H;
        Situation situation = Invented.situation(later);
        Excursions excursions = Invented.excursions();
        Excursions.Band band = excursions.pathBand(H, Horizons.HEADLINE_LEVEL);
        int held = 0;
        for (int row = firstAfter; row <= lastResolved; row++) {
            double unit =
                    excursions.unit(situation.reach(row, H), later.history().vix(row), situation.index(row, H), H);
            held += stayed(later.history(), row, Math.exp(-band.down() * unit), Math.exp(band.up() * unit)) ? 1 : 0;
        }
        OutcomeTracks tracks = Invented.tracks();
        double[] before = tracks.track("path_30_0.9").valuesKnownBy(Integer.MAX_VALUE);
        int fresh = lastResolved - firstAfter + 1;
        double old = Arrays.stream(before)
                .skip(before.length - (HitRate.WINDOW - (long) fresh))
                .sum();

        SellerOutlook outlook = Invented.engine().evaluate(later);
        assertThat(fresh).isBetween(60, 120);
        assertThat(outlook.hitRate().get().rate()).isCloseTo((old + held) / HitRate.WINDOW, within(1e-6));
        HistoricalRate parts = outlook.hitRate().get();
        assertThat(parts.walkForward().orElseThrow().n()).isEqualTo(HitRate.WINDOW - fresh);
        assertThat(parts.sinceTraining().orElseThrow().n()).isEqualTo(fresh);
        assertThat(parts.sinceTraining().orElseThrow().value()).isCloseTo((double) held / fresh, within(1e-6));
        assertThat(outlook.safeRange().get().coverage().get().n()).isEqualTo(before.length);
        assertThat(outlook.safeRange().get().coverage().get().sinceTraining()).isEqualTo(parts.sinceTraining());
    }

    @Test
    void counts_nothing_as_since_the_training_that_was_decided_in_it() {
        assertThat(Invented.outlook().hitRate().get().sinceTraining()).isEmpty();
        assertThat(Invented.outlook().ranges().get())
                .allSatisfy(range ->
                        assertThat(range.coverage().get().sinceTraining()).isEmpty());
    }

    @Test
    void measures_every_horizon_since_the_training_at_the_headline_level() {
        FeatureSet later = FeatureSet.of(Invented.MARKET);
        int sessions = later.decisionRow() - Invented.HISTORY.decisionRow();

        assertThat(Invented.engine().evaluate(later).ranges().get()).allSatisfy(range -> {
            Optional<RecordPart> since = range.coverage().get().sinceTraining();
            if (range.level() != Horizons.HEADLINE_LEVEL) {
                assertThat(since).isEmpty();
            } else if (range.expiry().isEmpty()) {
                assertThat(since.orElseThrow().n()).isEqualTo(sessions - range.horizonSessions());
            } else {
                assertThat(since.orElseThrow().n()).isBetween(sessions - 30, sessions);
            }
        });
    }

    private static boolean stayed(MarketHistory history, int row, double lower, double upper) {
        for (int day = row + 1; day <= row + H; day++) {
            if (history.high(day) > history.close(row) * upper || history.low(day) < history.close(row) * lower) {
                return false;
            }
        }
        return true;
    }

    @Test
    void resolves_every_record_at_the_end_of_its_horizon() {
        OutcomeTrack track = Invented.tracks().track("path_5_0.9");
        int[] rows = track.decisionRows();

        assertThat(rows[0]).isEqualTo(PLAN.firstTest());
        assertThat(rows[rows.length - 1]).isEqualTo(Invented.HISTORY.decisionRow() - 5);
        assertThat(track.valuesKnownBy(rows[0] + 4)).isEmpty();
        assertThat(track.valuesKnownBy(rows[0] + 5)).hasSize(1);
    }

    @Test
    void fits_the_bands_of_a_fold_to_paths_that_had_ended_before_it() {
        Fold fold = PLAN.folds().get(1);
        Excursions published = new RangeRecords(Invented.HISTORY, PAST, PLAN, ForecastSink.NOTHING).published(fold);
        int lastKnown = fold.testStart() - 1 - fold.embargo();

        assertThat(published.paths(30)).isEqualTo(lastKnown - 30 - PLAN.firstSession() + 1);
    }

    @Test
    void covers_as_often_as_stated_on_four_long_invented_markets() {
        SortedMap<String, List<Double>> shares = new TreeMap<>();
        for (long seed = 1; seed <= 4; seed++) {
            rangesOf(seed, 3_000)
                    .tracks()
                    .forEach((name, track) -> shares.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(Arrays.stream(track.valuesKnownBy(Integer.MAX_VALUE))
                                    .average()
                                    .orElseThrow()));
        }
        for (double level : Horizons.LEVELS) {
            for (String range : new String[] {"path_1", "path_5", "close_1", "close_5", "path_weekly"}) {
                assertThat(shares.get(range + "_" + level))
                        .as(range + " at " + level)
                        .isNotNull()
                        .hasSize(4)
                        .allSatisfy(share -> assertThat(share).isCloseTo(level, within(0.06)))
                        .satisfies(all -> assertThat(mean(all)).isCloseTo(level, within(0.03)));
            }
        }
        assertThat(shares.get("pin_zone"))
                .isNotNull()
                .allSatisfy(share -> assertThat(share).isCloseTo(PinZone.ZONE_SHARE, within(0.06)));
    }

    @Test
    void ranges_learned_from_few_sessions_do_not_lose_to_their_baseline_by_more_than_luck() {
        for (long seed = 1; seed <= 6; seed++) {
            for (int sessions : new int[] {1_000, 1_250}) {
                List<Double> luck = new ArrayList<>();
                rangesOf(seed, sessions).tracks().forEach((name, track) -> {
                    if (name.startsWith("path_range_score")) {
                        track.againstBaseline().ifPresent(test -> luck.add(test.pValue()));
                    }
                });
                assertThat(luck).isNotEmpty();
                assertThat(MultipleTests.holm(luck))
                        .as("seed " + seed + ", " + sessions + " sessions")
                        .allSatisfy(p -> assertThat(p).isGreaterThan(0.05));
            }
        }
    }

    private static RangeRecords rangesOf(long seed, int sessions) {
        FeatureSet market = FeatureSet.of(
                MarketSources.synthetic(seed, sessions).snapshot(MarketRequest.nifty50(MarketFixtures.EVENING)));
        SellerHistory past = new SellerHistory(market);
        RangeRecords records = new RangeRecords(
                market,
                past,
                WalkForward.inFolds(past.firstRow(), market.history().size(), 6, 5),
                ForecastSink.NOTHING);
        records.walk();
        return records;
    }

    private static double mean(List<? extends Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void keeps_the_close_records_apart_from_the_paths() {
        LocalDate last = Invented.HISTORY.decisionSession();
        OutcomeTracks tracks = Invented.tracks();
        int known = tracks.lastRowBy(last);

        assertThat(tracks.names())
                .contains("close_1_0.8", "close_monthly_0.95", "pin_zone", "touch_30", "trap", "regime");
        assertThat(tracks.track("close_20_0.9").valuesKnownBy(known))
                .isNotEqualTo(tracks.track("path_20_0.9").valuesKnownBy(known));
    }
}
