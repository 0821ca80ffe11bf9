package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.Freshness;
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
