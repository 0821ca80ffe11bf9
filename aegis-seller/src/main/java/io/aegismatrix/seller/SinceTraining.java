package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.seller.ExpiryKind.Expiry;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ranges in use say of sessions after their training, held against what then happened: out of sample by itself.
 * Ranges decided in the training are not counted, whenever they ended. Of each horizon and kind, at the headline level,
 * the newest {@value #MOST} resolved ones count, so that an old model costs no more than one a year old.
 */
final class SinceTraining {

    /** Newest resolved ranges of a kind that count. */
    static final int MOST = 250;

    /** The level that is measured: a horizon's other levels stand and fall with it. */
    private static final double LEVEL = Horizons.HEADLINE_LEVEL;

    private static final String PATH = "path";
    private static final String CLOSE = "close";

    private final Situation situation;
    private final Excursions excursions;
    private final int first;
    private final SortedMap<String, Held> records = new TreeMap<>();
    private final SortedMap<String, Share> shares = new TreeMap<>();
    private final SortedMap<Integer, ExcursionLabels> labels = new TreeMap<>();
    private final SortedMap<Integer, Band> pathBands = new TreeMap<>();
    private final SortedMap<Integer, Band> closeBands = new TreeMap<>();

    /** Whether ranges of one kind held, newest last, at the end of the array. */
    private static final class Held {

        private final double[] values = new double[MOST];
        private int count;
        private int longest = 1;

        void addEarlier(int sessions, boolean held) {
            count++;
            values[MOST - count] = held ? 1 : 0;
            longest = Math.max(longest, sessions);
        }

        double[] inOrder() {
            return Arrays.copyOfRange(values, MOST - count, MOST);
        }
    }

    private SinceTraining(Situation situation, Excursions excursions, int first) {
        this.situation = situation;
        this.excursions = excursions;
        this.first = first;
    }

    /** Measures what had ended by the decision session. */
    static SinceTraining measure(Situation situation, Excursions excursions, LocalDate trainedThrough) {
        SinceTraining since =
                new SinceTraining(situation, excursions, situation.history().rowsUntil(trainedThrough));
        Horizons.RANGE.forEach(since::measure);
        Arrays.stream(ExpiryKind.values()).forEach(since::measure);
        since.records.forEach((name, held) -> {
            if (held.count > 0) {
                since.shares.put(name, Share.of(held.inOrder(), held.longest));
            }
        });
        return since;
    }

    private void measure(int sessions) {
        String horizon = String.valueOf(sessions);
        for (int row = situation.row() - sessions; row >= first && wanted(horizon); row--) {
            measure(row, sessions, horizon);
        }
    }

    private void measure(ExpiryKind kind) {
        for (int row = situation.row() - 1; row >= first && wanted(kind.id()); row--) {
            Optional<Expiry> expiry = kind.after(situation.features(), row);
            if (expiry.isPresent() && row + expiry.get().sessions() <= situation.row()) {
                measure(row, expiry.get().sessions(), kind.id());
            }
        }
    }

    private boolean wanted(String horizon) {
        return record(PATH, horizon).count < MOST;
    }

    private void measure(int row, int sessions, String horizon) {
        double unit = excursions.unit(
                situation.reach(row, sessions), situation.history().vix(row), situation.index(row, sessions), sessions);
        if (Double.isFinite(unit)) {
            ExcursionLabels moves = labels.computeIfAbsent(sessions, h -> ExcursionLabels.of(situation.history(), h));
            Band path = pathBands.computeIfAbsent(sessions, h -> excursions.pathBand(h, LEVEL));
            Band close = closeBands.computeIfAbsent(sessions, h -> excursions.closeBand(h, LEVEL));
            double end = moves.forwardReturn(row);
            record(PATH, horizon).addEarlier(sessions, path.held(moves.up(row), moves.down(row), unit));
            record(CLOSE, horizon).addEarlier(sessions, close.held(end, -end, unit));
        }
    }

    private Held record(String kind, String horizon) {
        return records.computeIfAbsent(SellerFiles.rangeRecord(kind, horizon, LEVEL), name -> new Held());
    }

    /** Whether the ranges of a record held, 1 or 0 each, in time order; empty if none was resolved. */
    double[] held(String record) {
        Held held = records.get(record);
        return held == null ? new double[0] : held.inOrder();
    }

    /** The share of them that held; empty if none was resolved. */
    Optional<Share> share(String record) {
        return Optional.ofNullable(shares.get(record));
    }
}
