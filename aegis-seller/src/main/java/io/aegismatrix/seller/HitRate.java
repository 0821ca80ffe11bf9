package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.HistoricalRate;
import io.aegismatrix.payload.RecordPart;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many of the last {@value #WINDOW} resolved headline ranges held. Up to the end of the training data they are
 * walk-forward ranges; after it, what the trained ranges said, see {@link SinceTraining}. Ranges of the last
 * {@link Horizons#HEADLINE_RANGE} training sessions belong to neither, as their outcomes were not known then, and do
 * not count.
 */
final class HitRate {

    /** Newest resolved ranges that count. */
    static final int WINDOW = SinceTraining.MOST;

    private static final String RECORD =
            SellerFiles.rangeRecord("path", String.valueOf(Horizons.HEADLINE_RANGE), Horizons.HEADLINE_LEVEL);

    private final double[] walkForward;
    private final double[] since;

    private HitRate(double[] walkForward, double[] since) {
        this.walkForward = walkForward;
        this.since = since;
    }

    static HitRate measured(OutcomeTracks tracks, LocalDate session, SinceTraining sinceTraining) {
        double[] since = sinceTraining.held(RECORD);
        double[] before = tracks.track(RECORD).valuesKnownBy(tracks.lastRowBy(session));
        return new HitRate(
                Arrays.copyOfRange(before, Math.max(0, before.length + since.length - WINDOW), before.length), since);
    }

    private double[] all() {
        double[] all = Arrays.copyOf(walkForward, walkForward.length + since.length);
        System.arraycopy(since, 0, all, walkForward.length, since.length);
        return all;
    }

    /** The share of all of them, with its parts. */
    Block<HistoricalRate> published() {
        return share(all())
                .map(share -> Block.known(
                        new HistoricalRate(
                                share.value(),
                                share.n(),
                                share.lower(),
                                share.upper(),
                                WINDOW,
                                part(walkForward),
                                part(since)),
                        source()))
                .orElseGet(() -> Block.unavailable("no headline range had been resolved by the decision session"));
    }

    private Source source() {
        if (since.length == 0) {
            return Source.formula("walk_forward_record");
        }
        return Source.formula(walkForward.length == 0 ? "record_since_training" : "walk_forward_and_since_training");
    }

    private static Optional<RecordPart> part(double[] held) {
        return share(held).map(SafeRanges::part);
    }

    private static Optional<Share> share(double[] held) {
        return held.length == 0 ? Optional.empty() : Optional.of(Share.of(held, Horizons.HEADLINE_RANGE));
    }
}
