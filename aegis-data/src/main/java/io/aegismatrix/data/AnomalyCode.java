package io.aegismatrix.data;

import static io.aegismatrix.data.AnomalyCode.Consequence.LEAVE_OUT;
import static io.aegismatrix.data.AnomalyCode.Consequence.NOTE;
import static io.aegismatrix.data.AnomalyCode.Consequence.REFUSE;

import java.util.Locale;

/**
 * The one table of everything we look at in market data, and what follows. Those that refuse end the message of a {@link
 * MarketDataException} in brackets; the others are the code in {@link DataQuality.Anomaly#code()}, whose detail holds a
 * count and the newest three examples.
 */
public enum AnomalyCode {
    /** One daily file holds the other's instrument. */
    FILES_SWAPPED(
            REFUSE, "both daily series", "the index stands where a volatility index would and the other way round"),
    /** Both daily series are the same one. */
    FILES_IDENTICAL(REFUSE, "both daily series", "nine of ten closes are equal"),
    /** Prices stand on days the exchange was closed and lack on days it was open. */
    STAMPS_A_DAY_OFF(
            REFUSE,
            "daily series",
            "2 % of the bars, five at least, are of closed days without repeating the bar before, and 2 % of the sessions"
                    + " have none: another time zone, or another country"),
    /** The level changes by a factor no session can bring, and stays. */
    LEVEL_BROKEN(REFUSE, "daily series", "a step beyond the limit of BAD_TICK which does not come back in five bars"),
    /** The newest bar lies where no session can bring it. */
    NEWEST_BAR_IMPOSSIBLE(REFUSE, "daily series", "the newest bar steps beyond the limit of BAD_TICK"),
    /** The newest bar of the index has one price only. */
    NEWEST_BAR_FLAT(REFUSE, "daily bars of the index", "open = high = low = close: the day's range is not known"),
    /** The newest bar of the index repeats an earlier one. */
    NEWEST_BAR_STUCK(REFUSE, "daily bars of the index", "the four prices are those of one of the five bars before"),
    /** The newest close moved as in a crash, and nothing else says so. */
    NEWEST_CLOSE_UNSUPPORTED(
            REFUSE,
            "newest daily bar of the index",
            "a fall beyond 4 daily deviations while the volatility index rose by less than 5 %; a rise beyond 4.5 that was"
                    + " there at the open while it moved by less than 5 %; or a move beyond 3.5 which the next session's"
                    + " first price takes back"),
    /** The volatility index stands where none has been. */
    VOLATILITY_LEVEL(REFUSE, "volatility index", "a newest close outside 2 to 200"),
    /** The volatility index is far from what the index does. */
    VOLATILITY_SCALE(
            REFUSE,
            "volatility index against the index",
            "its median of 250 sessions is not between 0.2 and 3.5 times the realised volatility"),
    /** The newest volatility index moved alone. */
    VOLATILITY_MOVED_ALONE(
            REFUSE,
            "newest bar of the volatility index",
            "a log change beyond 0.6 in a session in which the index moved by less than 1.5 deviations"),
    /** The volatility index answers the index's move of another session. */
    VOLATILITY_A_SESSION_OFF(
            REFUSE,
            "volatility index against the index",
            "its changes go with the index's returns of the session before or after rather than with the same session's"),
    /** The volatility index does not move against the index. */
    VOLATILITY_UNRELATED(
            REFUSE, "volatility index against the index", "its changes do not go against the index's returns"),
    /** The live price cannot follow from the last close. */
    QUOTE_IMPOSSIBLE(REFUSE, "live price of the index", "more than a quarter away from the last close"),
    /** The live price would come from bars that are not this index's. */
    SPOT_NOT_THIS_INDEX(
            REFUSE, "bars of the running session", "INTRADAY_OTHER_INDEX, and they would have been the spot"),
    /** The bars of the running session stand still. */
    SPOT_STUCK(
            REFUSE,
            "bars of the running session",
            "the newest bars repeat the same four prices for 30 minutes while shares trade continuously"),
    /** The bars inside the newest completed session contradict its daily bar. */
    DAILY_AGAINST_INTRADAY(
            REFUSE,
            "newest daily bar against the bars inside that session",
            "the bars leave the daily range by more than 1 %, those of the other sessions do not"),
    /** The daily bars end too early. */
    DAILY_TOO_OLD(REFUSE, "daily bars of the index", "more than one completed session has no bar yet (forecasts only)"),
    /** The volatility index ends too early. */
    VOLATILITY_INDEX_TOO_OLD(
            REFUSE,
            "volatility index",
            "more than one session newer than its newest bar (forecasts only; a degraded payload does without what needs it)"),
    /** Too many sessions have no bar. */
    INCOMPLETE(REFUSE, "daily series", "fewer sessions than data.completeness-floor have a bar; both series are asked"),
    /** In market hours the newest price is too old. */
    SPOT_TOO_OLD(REFUSE, "newest price", "in market hours older than data.oldest-spot (forecasts only)"),

    /** A bar lies on a day the calendar says the exchange was closed. */
    SESSION_NOT_IN_CALENDAR(LEAVE_OUT, "daily and intraday series", "a bar of a day the exchange was closed"),
    /** A bar between good ones cannot be true. */
    BAD_TICK(
            LEAVE_OUT,
            "daily and intraday series",
            "a price that steps by more than 28 % (volatility index: close threefold, range fourfold) and back, or a close"
                    + " that goes out and back by 4 daily deviations (volatility index: by 0.6 in log)"),
    /** A bar of the index has one price only. */
    FLAT_BAR(LEAVE_OUT, "daily bars of the index", "open = high = low = close before the newest bar"),
    /** A bar repeats the four prices of the bar before it. */
    STALE_REPEAT(
            LEAVE_OUT, "daily series", "a bar of the last 252 sessions that repeats the four prices of the bar before"),
    /** The bars inside sessions are of another instrument. */
    INTRADAY_OTHER_INDEX(
            LEAVE_OUT,
            "bars inside sessions",
            "they leave the daily range of their session by more than 1 %, or open more than 7 daily deviations from the"
                    + " last close; all of them if half do"),
    /** The option chain is of another instrument. */
    OPTION_CHAIN_OTHER_INDEX(LEAVE_OUT, "option chain", "its spot is more than a quarter away from the index"),
    /** The option chain is of an earlier session than the price of the index. */
    OPTION_CHAIN_OF_BEFORE(
            LEAVE_OUT,
            "option chain",
            "while the session runs: of an earlier session, and the price of the index is not"),
    /** The option chain lacks open calls or open puts, or has them exchanged. */
    OPTION_CHAIN_ONE_SIDED(
            LEAVE_OUT,
            "option chain",
            "an expiry without open calls or puts, or, of 20,000 open contracts on, with less than 2 % of either, or whose calls'"
                    + " mean strike lies 2.5 % below its puts': no max pain, ratio of open interest and gamma of it"),
    /** The live volatility index is none. */
    VOLATILITY_QUOTE_IMPOSSIBLE(
            LEAVE_OUT, "live volatility index", "more than threefold or less than a third of the last close"),

    /** Bars inside sessions were labelled by their end. */
    INTRADAY_LABELLED_BY_END(
            NOTE, "bars inside sessions", "no bar at the open but one at the close in every session: moved by one bar"),
    /** The volatility index of the newest session is missing; the one before stands in. */
    VOLATILITY_INDEX_CARRIED(
            NOTE, "volatility index", "the newest session has none: the value of the session before is used and dated"),
    /** The calendar lists sessions between the first and the last bar that have no bar. */
    MISSING_SESSIONS(NOTE, true, "daily bars of the index", "sessions without a bar"),
    /** More than ten sessions in a row have no bar; the newest such gap is told. */
    LONG_GAP(NOTE, true, "daily bars of the index", "more than ten sessions in a row without a bar"),
    /** Fewer than 95 % of the sessions have a bar. */
    LOW_COMPLETENESS(NOTE, true, "daily series", "fewer than 95 % of the sessions have a bar"),
    /** The newest daily bar is older than the last completed session. */
    DAILY_BEHIND(NOTE, true, "daily bars of the index", "the last completed session has no bar yet"),
    /** A close-to-close move in the last 252 sessions exceeds ten robust standard deviations of the 60 before it. */
    PRICE_JUMP(NOTE, true, "daily series", "a move beyond ten robust deviations that no check above could refute"),
    /** The volatility index has no bar at all. */
    VOLATILITY_INDEX_EMPTY(NOTE, true, "volatility index", "no bar; forecasts are refused"),
    /** The volatility index lacks sessions that the underlying has. */
    VOLATILITY_INDEX_MISSING_SESSIONS(NOTE, true, "volatility index", "sessions of the index without a bar"),
    /** The volatility index ends before the underlying, or after it. */
    VOLATILITY_INDEX_DATE_MISMATCH(NOTE, true, "volatility index", "it ends on another day than the index"),
    /** The moment lies past the last announced holiday calendar: sessions ahead follow the weekday rule. */
    CALENDAR_NOT_ANNOUNCED(NOTE, true, "calendar", "past the last holiday circular: the weekday rule applies"),
    /** The newest session's bars have holes between the open and the newest bar. */
    INTRADAY_MISSING_BARS(NOTE, true, "bars inside sessions", "holes in the newest session"),
    /** While the session runs: the volatility index's live value is older than 45 minutes. */
    VOLATILITY_QUOTE_BEHIND(NOTE, true, "live volatility index", "older than 45 minutes while the session runs"),
    /** While the session runs: the option chain is older than 45 minutes. */
    OPTION_CHAIN_BEHIND(NOTE, true, "option chain", "older than 45 minutes while the session runs"),

    /** Lenient reading left rows out. */
    ROWS_SKIPPED(LEAVE_OUT, "files", "rows that cannot be read, where reading is lenient"),
    /** Two intraday files disagree about the same bar; the file later by name was used. */
    INTRADAY_OVERLAP(NOTE, "files", "two intraday files disagree about a bar; the file later by name is used"),
    /** An option chain file cannot be read, or not dated; the chain is optional, and it was left out. */
    OPTION_CHAIN_UNREADABLE(LEAVE_OUT, "files", "an option chain file that cannot be read, or not dated"),
    /** An option chain file tells no moment: it was taken as of the close that its own prices agree with. */
    OPTION_CHAIN_UNDATED(
            NOTE,
            "files",
            "an option chain file that tells no moment: taken as of the close its own prices agree with"),
    /** Files of the folder look like market data and were not read. */
    FILES_NOT_READ(NOTE, "files", "files that look like market data and are none that is read"),
    /** A file of the exchange cannot be read, contradicts its own name or another one; it was left out. */
    EXCHANGE_FILE_UNREADABLE(
            LEAVE_OUT,
            "files",
            "a file of the exchange that cannot be read, whose day is not the one in its name, or that contradicts another"),
    /** A companion, or some of its bars, cannot be what it is called; the market is read without it. */
    COMPANION_LEFT_OUT(
            LEAVE_OUT,
            "companions",
            "a companion that cannot be read, is another instrument, copies the index, or whose level or days cannot be; or"
                    + " single bars of it"),
    /** A source tells another contract size than the calendar: one of both is out of date. */
    LOT_SIZE_MISMATCH(
            NOTE,
            "files and network run",
            "a source tells another contract size than the calendar: what it counts is counted by its own size"),
    /** A source in the fallback chain was asked and could not give what it should. */
    SOURCE_FAILED(NOTE, "network run", "a source could not give what it should"),
    /** The access token of a source ends within 30 days, has ended, or does not say when it ends. */
    ACCESS_TOKEN_ENDING(
            NOTE, "network run", "the access token of a source ends within 30 days, has ended, or does not say when"),
    /** A source does not take its access token; what needs none was asked for without it. */
    ACCESS_TOKEN_REFUSED(
            NOTE, "network run", "a source does not take its access token: only what needs none is had from there"),
    /** One host's clock and ours disagree; nothing was taken from that host. */
    CLOCK_SKEW(LEAVE_OUT, "network run", "a host's clock and ours disagree: nothing is taken from it"),
    /** What was fetched could not be kept in the store. */
    STORE_NOT_WRITTEN(NOTE, "network run", "what was fetched could not be kept"),
    /** A vendor sent bars without prices; they were left out. */
    BARS_WITHOUT_PRICES(LEAVE_OUT, "vendor's answer", "bars without prices"),
    /** A vendor sent bars whose prices contradict each other; they were left out. */
    BARS_INVALID(LEAVE_OUT, "vendor's answer", "bars whose prices contradict each other"),
    /** A vendor sent bars out of order; they were sorted. */
    BARS_UNSORTED(NOTE, "vendor's answer", "bars out of order; they are sorted"),
    /** A vendor sent two bars of the same time; the later one was used. */
    BARS_REPEATED(NOTE, "vendor's answer", "two bars of the same time; the later one is used"),
    /** A vendor's bar of a session that has just closed was still being formed; it was left out. */
    BAR_PARTIAL(LEAVE_OUT, "vendor's answer", "a bar of a session that has just closed, still being formed"),
    /**
     * Two sources disagree about a session's close by more than the tolerance; the exchange's own file is used, or else the
     * chosen source's.
     */
    CLOSE_MISMATCH(
            NOTE,
            "daily series",
            "two sources disagree about a close; both are told, and the exchange's own file is used"),
    /** A price was dated later than the moment of observation allows; it was left out. */
    PRICE_FROM_THE_FUTURE(LEAVE_OUT, "vendor's answer", "a price dated later than the moment of observation");

    /** What follows when a check finds something. */
    public enum Consequence {
        /** No snapshot: {@link MarketDataException}, exit 10. */
        REFUSE,
        /** What was found is not in the snapshot, and that is told. */
        LEAVE_OUT,
        /** Told; what it concerns is right as far as it goes. */
        NOTE
    }

    private final Consequence consequence;
    private final boolean assessed;
    private final String subject;
    private final String finding;

    AnomalyCode(Consequence consequence, String subject, String finding) {
        this(consequence, false, subject, finding);
    }

    AnomalyCode(Consequence consequence, boolean assessed, String subject, String finding) {
        this.consequence = consequence;
        this.assessed = assessed;
        this.subject = subject;
        this.finding = finding;
    }

    /** What follows. */
    public Consequence consequence() {
        return consequence;
    }

    /** What is looked at. */
    public String subject() {
        return subject;
    }

    /** What must be there for something to follow. */
    public String finding() {
        return finding;
    }

    /** The exit code of a command that met it and nothing worse. */
    public int exitCode() {
        return consequence == REFUSE ? 10 : 0;
    }

    /** The consequence in words, as the table in docs/CHECKS.md has it. */
    public String consequenceText() {
        return consequence.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The refusal that follows: {@code detail} says what, where, and what to do; this code is added in brackets. */
    public MarketDataException refusal(String detail) {
        if (consequence != REFUSE) {
            throw new IllegalStateException(this + " does not refuse: " + detail);
        }
        return new MarketDataException(detail + " [" + this + "]");
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
