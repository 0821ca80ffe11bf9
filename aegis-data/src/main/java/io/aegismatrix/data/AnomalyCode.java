package io.aegismatrix.data;

/**
 * Everything our sources may notice about data without refusing it; the name is the code in
 * {@link DataQuality.Anomaly#code()}. Details hold a count and the newest three examples.
 */
public enum AnomalyCode {
    /** The calendar lists sessions between the first and the last bar that have no bar. */
    MISSING_SESSIONS(true),
    /** More than ten sessions in a row have no bar; the newest such gap is told. */
    LONG_GAP(true),
    /** Fewer than 95 % of the sessions have a bar. */
    LOW_COMPLETENESS(true),
    /** A bar lies on a day the calendar says the exchange was closed. */
    SESSION_NOT_IN_CALENDAR(true),
    /** The newest daily bar is older than the last completed session. */
    DAILY_BEHIND(true),
    /** A close-to-close move in the last 252 sessions exceeds ten robust standard deviations of the 60 before it. */
    PRICE_JUMP(true),
    /** A bar in the last 252 sessions repeats the four prices of the bar before it. */
    STALE_REPEAT(true),
    /** The volatility index has no bar at all. */
    VOLATILITY_INDEX_EMPTY(true),
    /** The volatility index lacks sessions that the underlying has. */
    VOLATILITY_INDEX_MISSING_SESSIONS(true),
    /** The volatility index ends before the underlying, or after it. */
    VOLATILITY_INDEX_DATE_MISMATCH(true),
    /** The moment lies past the last announced holiday calendar: sessions ahead follow the weekday rule. */
    CALENDAR_NOT_ANNOUNCED(true),
    /** The newest session's bars have holes between the open and the newest bar. */
    INTRADAY_MISSING_BARS(true),
    /** While the session runs: the volatility index's live value is older than 45 minutes. */
    VOLATILITY_QUOTE_BEHIND(true),
    /** While the session runs: the option chain is older than 45 minutes. */
    OPTION_CHAIN_BEHIND(true),
    /** Lenient reading left rows out. */
    ROWS_SKIPPED(false),
    /** Two intraday files disagree about the same bar; the file later by name was used. */
    INTRADAY_OVERLAP(false),
    /** An option chain file cannot be read, or not dated; the chain is optional, and it was left out. */
    OPTION_CHAIN_UNREADABLE(false),
    /** An option chain file tells no moment: it was taken as of the close that its own prices agree with. */
    OPTION_CHAIN_UNDATED(false),
    /** Files of the folder look like market data and were not read. */
    FILES_NOT_READ(false),
    /** A source in the fallback chain was asked and could not give what it should. */
    SOURCE_FAILED(false),
    /** One host's clock and ours disagree; nothing was taken from that host. */
    CLOCK_SKEW(false),
    /** What was fetched could not be kept in the store. */
    STORE_NOT_WRITTEN(false),
    /** A vendor sent bars without prices; they were left out. */
    BARS_WITHOUT_PRICES(false),
    /** A vendor sent bars whose prices contradict each other; they were left out. */
    BARS_INVALID(false),
    /** A vendor sent bars out of order; they were sorted. */
    BARS_UNSORTED(false),
    /** A vendor sent two bars of the same time; the later one was used. */
    BARS_REPEATED(false),
    /** A vendor's bar of a session that has just closed was still being formed; it was left out. */
    BAR_PARTIAL(false),
    /** Two sources disagree about a session's close by more than the tolerance; the chosen source's is used. */
    CLOSE_MISMATCH(false),
    /** A price was dated later than the moment of observation allows; it was left out. */
    PRICE_FROM_THE_FUTURE(false);

    private final boolean assessed;

    AnomalyCode(boolean assessed) {
        this.assessed = assessed;
    }

    /** Whether it follows from the series alone, so that cutting a snapshot looks again; others are facts about a file. */
    static boolean isAssessed(String code) {
        for (AnomalyCode known : values()) {
            if (known.name().equals(code)) {
                return known.assessed;
            }
        }
        return false;
    }
}
