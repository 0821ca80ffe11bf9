package io.aegismatrix.data;

import io.aegismatrix.data.internal.NseCalendar;

/** The sources that come with the library. */
public final class MarketSources {

    private MarketSources() {}

    /** The National Stock Exchange of India's calendar, from the data files in this artifact. */
    public static TradingCalendar nseCalendar() {
        return NseCalendar.load();
    }
}
