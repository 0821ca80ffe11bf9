package io.aegismatrix.data.internal;

import io.aegismatrix.data.TradingCalendar;

/** Placeholder. */
public final class NseCalendar {
    private NseCalendar() {}

    /** Placeholder. */
    @SuppressWarnings("DoNotCallSuggester")
    public static TradingCalendar load() {
        throw new IllegalStateException();
    }
}
