package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.Underlying;

/** The parts of a snapshot, each of which may come from a source of its own. */
public enum Field {
    /** Daily bars of the underlying. */
    DAILY(SourceStamp.DAILY, false),
    /** Daily bars of the volatility index. */
    VOLATILITY_DAILY(SourceStamp.DAILY, true),
    /** Bars inside sessions of the underlying. */
    INTRADAY(SourceStamp.INTRADAY, false),
    /** Live price of the underlying. */
    QUOTE(SourceStamp.QUOTE, false),
    /** Live value of the volatility index. */
    VOLATILITY_QUOTE(SourceStamp.QUOTE, true),
    /** Option chain of the underlying. */
    OPTION_CHAIN(SourceStamp.OPTION_CHAIN, false);

    private final String kind;
    private final boolean volatility;

    Field(String kind, boolean volatility) {
        this.kind = kind;
        this.volatility = volatility;
    }

    /** The word for it in {@link SourceStamp#kind()}. */
    String kind() {
        return kind;
    }

    /** The instrument it is about. */
    String instrument(Underlying underlying) {
        return volatility ? underlying.volatilityIndex() : underlying.name();
    }

    static Field of(MarketFetch.Piece piece, Underlying underlying) {
        if (piece instanceof MarketFetch.Daily daily) {
            return daily.bars().instrument().equals(underlying.volatilityIndex()) ? VOLATILITY_DAILY : DAILY;
        }
        if (piece instanceof MarketFetch.Price price) {
            return price.instrument().equals(underlying.volatilityIndex()) ? VOLATILITY_QUOTE : QUOTE;
        }
        return piece instanceof MarketFetch.Chain ? OPTION_CHAIN : INTRADAY;
    }
}
