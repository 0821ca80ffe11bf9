package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Picks the piece of a field to use: the preferred source's, unless a later source's is newer; a price that is fresh is
 * new enough.
 */
final class Choice {

    private final Underlying underlying;
    private final Instant asOf;
    private final TradingCalendar calendar;

    Choice(Underlying underlying, Instant asOf, TradingCalendar calendar) {
        this.underlying = underlying;
        this.asOf = asOf;
        this.calendar = calendar;
    }

    /** The piece to use; {@code pieces} are in order of preference. */
    Optional<Piece> of(Field field, List<Piece> pieces) {
        Piece best = null;
        for (Piece piece : pieces) {
            if (Field.of(piece, underlying) == field && (best == null || isBetter(piece, best))) {
                best = piece;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isBetter(Piece piece, Piece best) {
        return !isNewEnough(best) && newest(piece).isAfter(newest(best));
    }

    /** Whether the pieces leave something to be wanted of a field: none is there, or none is as new as it should be. */
    boolean lacks(Field field, List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> Field.of(piece, underlying) == field)
                .noneMatch(this::isCurrent);
    }

    private boolean isCurrent(Piece piece) {
        if (piece instanceof MarketFetch.Daily daily) {
            return daily.bars().last().session().equals(calendar.lastCompletedSession(asOf));
        }
        if (piece instanceof MarketFetch.Intraday intraday) {
            return Freshness.of(end(intraday.bars()), asOf, calendar) == Freshness.FRESH;
        }
        if (piece instanceof MarketFetch.Price price && Field.of(piece, underlying) == Field.QUOTE) {
            return Freshness.of(price.quote().at(), asOf, calendar) == Freshness.FRESH;
        }
        return Freshness.ofOptions(newest(piece), asOf, calendar) == Freshness.FRESH;
    }

    private static Instant end(IntradaySeries series) {
        List<IntradayBar> bars = series.bars();
        return bars.get(bars.size() - 1).start().plus(series.interval());
    }

    private boolean isNewEnough(Piece piece) {
        return piece instanceof MarketFetch.Price price
                && Freshness.of(price.quote().at(), asOf, calendar) == Freshness.FRESH;
    }

    private Instant newest(Piece piece) {
        if (piece instanceof MarketFetch.Daily daily) {
            return daily.bars().last().session().atStartOfDay(calendar.zone()).toInstant();
        }
        if (piece instanceof MarketFetch.Intraday intraday) {
            int size = intraday.bars().bars().size();
            return intraday.bars().bars().get(size - 1).start();
        }
        return piece instanceof MarketFetch.Price price
                ? price.quote().at()
                : ((MarketFetch.Chain) piece).chain().asOf();
    }
}
