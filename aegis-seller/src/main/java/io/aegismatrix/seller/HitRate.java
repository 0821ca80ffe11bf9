package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.OutcomeTracks;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.features.label.ExcursionLabels;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many of the last {@value #WINDOW} resolved headline ranges held. Up to the end of the training data they are
 * walk-forward ranges; after it, what the trained ranges said is out of sample by itself. Ranges of the last
 * {@link Horizons#HEADLINE_RANGE} training sessions belong to neither, as their outcomes were not known then, and do
 * not count.
 */
final class HitRate {

    /** Newest resolved ranges that count. */
    static final int WINDOW = 250;

    private HitRate() {}

    static Optional<Share> measured(
            Situation situation, Excursions excursions, OutcomeTracks tracks, LocalDate trainedThrough) {
        String name = SellerFiles.rangeRecord("path", String.valueOf(Horizons.HEADLINE_RANGE), Horizons.HEADLINE_LEVEL);
        double[] walkForward = tracks.track(name).valuesKnownBy(tracks.lastRowBy(situation.session()));
        double[] since = since(situation, excursions, trainedThrough);
        double[] all = Arrays.copyOf(walkForward, walkForward.length + since.length);
        System.arraycopy(since, 0, all, walkForward.length, since.length);
        double[] newest = Arrays.copyOfRange(all, Math.max(0, all.length - WINDOW), all.length);
        return newest.length == 0 ? Optional.empty() : Optional.of(Share.of(newest, Horizons.HEADLINE_RANGE));
    }

    private static double[] since(Situation situation, Excursions excursions, LocalDate trainedThrough) {
        int h = Horizons.HEADLINE_RANGE;
        int first = situation.history().rowsUntil(trainedThrough);
        int last = situation.row() - h;
        if (last < first) {
            return new double[0];
        }
        ExcursionLabels paths = ExcursionLabels.of(situation.history(), h);
        Band band = excursions.pathBand(h, Horizons.HEADLINE_LEVEL);
        double[] held = new double[last - first + 1];
        int count = 0;
        for (int row = first; row <= last; row++) {
            double unit =
                    excursions.unit(situation.reach(row, h), situation.history().vix(row), h);
            if (Double.isFinite(unit)) {
                boolean inside = paths.up(row) <= band.up() * unit && paths.down(row) <= band.down() * unit;
                held[count++] = inside ? 1 : 0;
            }
        }
        return Arrays.copyOf(held, count);
    }
}
