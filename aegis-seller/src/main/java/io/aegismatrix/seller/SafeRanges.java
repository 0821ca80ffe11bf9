package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.payload.Basis;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Coverage;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.RecordPart;
import io.aegismatrix.payload.SafeRange;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Ranges around spot: quantiles of past standardised excursions times what is expected of the horizon. Levels are nested
 * by construction; a path range never narrows as its horizon grows. While a session runs they reach from its newest price
 * over what is left of it and the sessions after. Each carries its walk-forward coverage, and beside it
 * what such ranges did since the training.
 */
final class SafeRanges {

    private static final String NOT_RESOLVED = "no such range had been resolved by the decision session";

    static final Source SOURCE = Source.formula("past_excursion_quantiles");

    private final Situation situation;
    private final PathsAhead ahead;
    private final OutcomeTracks tracks;
    private final SinceTraining since;

    /** A horizon to forecast: sessions, the name its record goes by, and the expiry it ends on, if any. */
    private record Target(int sessions, String recordName, Optional<LocalDate> expiry) {}

    SafeRanges(PathsAhead ahead, OutcomeTracks tracks, SinceTraining since) {
        this.situation = ahead.situation();
        this.ahead = ahead;
        this.tracks = tracks;
        this.since = since;
    }

    /** All ranges: path and close, the fixed horizons and the two expiries, every level. */
    List<RangeForecast> all() {
        List<RangeForecast> ranges = new ArrayList<>();
        for (RangeKind kind : RangeKind.values()) {
            for (double level : Horizons.LEVELS) {
                ranges.addAll(ofLevel(kind, level));
            }
        }
        return ranges;
    }

    private List<RangeForecast> ofLevel(RangeKind kind, double level) {
        List<RangeForecast> ranges = new ArrayList<>();
        List<Target> targets = targets();
        List<Integer> sessions = targets.stream().map(Target::sessions).toList();
        List<Band> moves = kind == RangeKind.PATH
                ? ahead.excursions().pathMoves(sessions, level, ahead::unit)
                : ahead.excursions().closeMoves(sessions, level, ahead::unit);
        for (int i = 0; i < moves.size(); i++) {
            Target target = targets.get(i);
            Band move = moves.get(i);
            ranges.add(new RangeForecast(
                    kind,
                    target.sessions(),
                    target.expiry(),
                    level,
                    situation.spot() * Math.exp(-move.down()),
                    situation.spot() * Math.exp(move.up()),
                    Measured.of(coverage(kind, target, level), NOT_RESOLVED)));
        }
        return ranges;
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (int h : Horizons.RANGE) {
            targets.add(new Target(h, String.valueOf(h), Optional.empty()));
        }
        for (ExpiryKind kind : ExpiryKind.values()) {
            kind.after(situation.features(), situation.row())
                    .ifPresent(
                            expiry -> targets.add(new Target(expiry.sessions(), kind.id(), Optional.of(expiry.day()))));
        }
        targets.sort(Comparator.comparingInt(Target::sessions));
        return targets;
    }

    private Optional<Coverage> coverage(RangeKind kind, Target target, double level) {
        String name = SellerFiles.rangeRecord(kind.name().toLowerCase(Locale.ROOT), target.recordName(), level);
        if (!tracks.names().contains(name)) {
            return Optional.empty();
        }
        return tracks.track(name)
                .shareKnownBy(tracks.lastRowBy(situation.session()))
                .map(share -> coverage(share).beside(since.share(name).map(SafeRanges::part)));
    }

    static Coverage coverage(Share walkForward) {
        return new Coverage(
                walkForward.value(), walkForward.n(), walkForward.lower(), walkForward.upper(), Basis.WALK_FORWARD);
    }

    static RecordPart part(Share share) {
        return new RecordPart(share.value(), share.n(), share.lower(), share.upper());
    }

    /** The headline: the path range at the headline level and horizon. */
    static Block<SafeRange> headline(List<RangeForecast> ranges) {
        RangeForecast range = ranges.stream()
                .filter(one -> one.kind() == RangeKind.PATH
                        && one.expiry().isEmpty()
                        && one.horizonSessions() == Horizons.HEADLINE_RANGE
                        && one.level() == Horizons.HEADLINE_LEVEL)
                .findFirst()
                .orElseThrow(() -> new ModelException("the ranges lack the headline range"));
        return Block.known(
                new SafeRange(range.lower(), range.upper(), range.horizonSessions(), range.level(), range.coverage()),
                SOURCE);
    }
}
