package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.UnitWeights;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.seller.ExpiryKind.Expiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * The walk-forward record of the ranges: in every fold bands come from paths that had ended before it, and are held
 * against what the market then did.
 */
final class RangeRecords {

    private final FeatureSet features;
    private final SellerHistory past;
    private final WalkForward plan;
    private final ForecastSink publishing;
    private final SortedMap<Integer, Excursions> baselines = new TreeMap<>();
    private final SortedMap<String, Held> records = new TreeMap<>();
    private final SortedMap<Integer, List<Score>> headlineScores = new TreeMap<>();

    /** Interval score of the headline band at a decision row, beside that of the baseline's band. */
    private record Score(int row, double published, double baseline) {}

    /** Decision rows, when their outcome was known, and whether the range held. */
    private static final class Held {

        private final List<Integer> rows = new ArrayList<>();
        private final List<Integer> resolved = new ArrayList<>();
        private final List<Double> held = new ArrayList<>();

        void add(int row, int end, boolean inside) {
            rows.add(row);
            resolved.add(end);
            held.add(inside ? 1.0 : 0.0);
        }

        OutcomeTrack track() {
            int[] ends = resolved.stream().mapToInt(Integer::intValue).toArray();
            int longest = 1;
            for (int i = 0; i < ends.length; i++) {
                longest = Math.max(longest, ends[i] - rows.get(i));
            }
            return OutcomeTrack.ofHits(
                    longest,
                    rows.stream().mapToInt(Integer::intValue).toArray(),
                    ends,
                    held.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    RangeRecords(FeatureSet features, SellerHistory past, WalkForward plan, ForecastSink publishing) {
        this.features = features;
        this.past = past;
        this.plan = plan;
        this.publishing = publishing;
    }

    /** Bands of one fold in the units that the forecast had earned by its beginning, from paths that had ended. */
    Excursions published(Fold fold) {
        int lastKnown = fold.testStart() - 1 - fold.embargo();
        return Excursions.fit(past.reach(), past.unitWeights(lastKnown), fold.firstSession(), lastKnown);
    }

    /** The same in units of the volatility index alone: the baseline. */
    Excursions baseline(Fold fold) {
        return baselines.computeIfAbsent(
                fold.number(),
                key -> Excursions.fit(
                        past.reach().withoutEvents(),
                        UnitWeights.indexAlone(),
                        fold.firstSession(),
                        fold.testStart() - 1 - fold.embargo()));
    }

    /** Walks through the folds. */
    void walk() {
        for (Fold fold : plan.folds()) {
            Excursions published = published(fold);
            measureFixedHorizons(fold, published, baseline(fold));
            measureExpiries(fold, published);
            publish(fold, published);
            PinZone.Recorder zones = new PinZone.Recorder(features, published);
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                if (past.usable(row)) {
                    zones.measure(
                            row,
                            past.reach(),
                            (decision, end, inside) ->
                                    record(SellerFiles.PIN_ZONE_RECORD).add(decision, end, inside));
                }
            }
        }
    }

    private void publish(Fold fold, Excursions excursions) {
        for (int row = fold.testStart(); row < fold.testEnd(); row++) {
            if (past.usable(row) && publishing.wants(row)) {
                for (double level : Horizons.LEVELS) {
                    publish(row, excursions, RangeKind.PATH, level);
                    publish(row, excursions, RangeKind.CLOSE, level);
                }
            }
        }
    }

    private void publish(int row, Excursions excursions, RangeKind kind, double level) {
        double close = features.history().close(row);
        boolean path = kind == RangeKind.PATH;
        IntToDoubleFunction unit = h -> unit(row, h, excursions);
        List<Band> moves = path
                ? excursions.pathMoves(Horizons.RANGE, level, unit)
                : excursions.closeMoves(Horizons.RANGE, level, unit);
        for (int i = 0; i < moves.size(); i++) {
            int h = Horizons.RANGE.get(i);
            publishing.tell(
                    row,
                    path ? Output.PATH_RANGE_LOWER : Output.CLOSE_RANGE_LOWER,
                    h,
                    level,
                    close * Math.exp(-moves.get(i).down()));
            publishing.tell(
                    row,
                    path ? Output.PATH_RANGE_UPPER : Output.CLOSE_RANGE_UPPER,
                    h,
                    level,
                    close * Math.exp(moves.get(i).up()));
        }
    }

    private double unit(int row, int h, Excursions excursions) {
        return unit(past.reach(), row, h, excursions);
    }

    private static double unit(VolatilityPath reach, int row, int h, Excursions excursions) {
        return excursions.unit(reach.annualized(row, h), reach.history().vix(row), reach.index(row, h), h);
    }

    private Held record(String name) {
        return records.computeIfAbsent(name, key -> new Held());
    }

    private double intervalScore(int row, Band band, double unit, ExcursionLabels labels) {
        return Losses.interval(
                -band.down() * unit, band.up() * unit, -labels.down(row), labels.up(row), Horizons.HEADLINE_LEVEL);
    }

    private void measureFixedHorizons(Fold fold, Excursions published, Excursions baseline) {
        for (int h : Horizons.RANGE) {
            ExcursionLabels labels = ExcursionLabels.of(features.history(), h);
            Bands bands = new Bands(published, h);
            Band usual = baseline.pathBand(h, Horizons.HEADLINE_LEVEL);
            VolatilityPath plain = past.reach().withoutEvents();
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                if (past.usable(row) && labels.resolved(row)) {
                    hold(bands, row, h, String.valueOf(h), labels);
                    headlineScores
                            .computeIfAbsent(h, key -> new ArrayList<>())
                            .add(new Score(
                                    row,
                                    intervalScore(row, bands.headline(), unit(row, h, published), labels),
                                    intervalScore(row, usual, unit(plain, row, h, baseline), labels)));
                }
            }
        }
    }

    private void measureExpiries(Fold fold, Excursions published) {
        SortedMap<Integer, Bands> bands = new TreeMap<>();
        SortedMap<Integer, ExcursionLabels> labels = new TreeMap<>();
        for (ExpiryKind kind : ExpiryKind.values()) {
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                Optional<Expiry> expiry = past.usable(row) ? kind.after(features, row) : Optional.empty();
                if (expiry.isPresent()) {
                    int h = expiry.get().sessions();
                    ExcursionLabels paths =
                            labels.computeIfAbsent(h, key -> ExcursionLabels.of(features.history(), key));
                    if (paths.resolved(row)) {
                        hold(bands.computeIfAbsent(h, key -> new Bands(published, key)), row, h, kind.id(), paths);
                    }
                }
            }
        }
    }

    private void hold(Bands bands, int row, int h, String horizon, ExcursionLabels labels) {
        double unit = unit(row, h, bands.excursions());
        for (double level : Horizons.LEVELS) {
            Band path = bands.path(level);
            boolean stayed = path.held(labels.up(row), labels.down(row), unit);
            record(SellerFiles.rangeRecord("path", horizon, level)).add(row, row + h, stayed);
            Band close = bands.close(level);
            double end = labels.forwardReturn(row);
            boolean ended = close.held(end, -end, unit);
            record(SellerFiles.rangeRecord("close", horizon, level)).add(row, row + h, ended);
        }
    }

    /** The bands of one horizon, worked out once. */
    private static final class Bands {

        private final Excursions excursions;
        private final SortedMap<Double, Band> paths = new TreeMap<>();
        private final SortedMap<Double, Band> closes = new TreeMap<>();

        Bands(Excursions excursions, int h) {
            this.excursions = excursions;
            for (double level : Horizons.LEVELS) {
                paths.put(level, excursions.pathBand(h, level));
                closes.put(level, excursions.closeBand(h, level));
            }
        }

        Excursions excursions() {
            return excursions;
        }

        Band path(double level) {
            return find(paths, level);
        }

        Band close(double level) {
            return find(closes, level);
        }

        Band headline() {
            return path(Horizons.HEADLINE_LEVEL);
        }

        private static Band find(SortedMap<Double, Band> bands, double level) {
            Band band = bands.get(level);
            if (band == null) {
                throw new IllegalArgumentException("no band at level " + level + "; there are " + bands.keySet());
            }
            return band;
        }
    }

    /** The dated records, by name. */
    SortedMap<String, OutcomeTrack> tracks() {
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        records.forEach((name, record) -> tracks.put(name, record.track()));
        headlineScores.keySet().forEach(h -> tracks.put(SellerFiles.rangeScoreOutput(h), scoreTrack(h)));
        return tracks;
    }

    private OutcomeTrack scoreTrack(int horizon) {
        List<Score> scores = headlineScores.getOrDefault(horizon, List.of());
        return OutcomeTrack.ofLosses(
                horizon,
                scores.stream().mapToInt(Score::row).toArray(),
                scores.stream().mapToInt(score -> score.row() + horizon).toArray(),
                scores.stream().mapToDouble(Score::published).toArray(),
                scores.stream().mapToDouble(Score::baseline).toArray());
    }

    /** Interval score at the headline level against bands in units of the volatility index alone. */
    Skill rangeSkill(int horizon) {
        return scoreTrack(horizon)
                .skillKnownBy(Integer.MAX_VALUE)
                .orElseThrow(() -> new ModelException(
                        "no range over " + horizon + " sessions was resolved in the folds; use a longer history"));
    }
}
