package io.aegismatrix.data;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Another instrument whose daily bars inform the underlying, and when a close of it is known. The name is the one in a
 * store. A session that ends early in New York is taken to be known at the ordinary hour, which is later.
 */
public enum Companion {
    /** The S&amp;P 500: known at 16:00 in New York, summer time observed, which is the night in India. */
    SP500("sp500", "^GSPC", LocalTime.of(16, 0), false),
    /** The VIX of the S&amp;P 500, which is computed a quarter of an hour longer. */
    CBOE_VIX("cboe_vix", "^VIX", LocalTime.of(16, 15), true),
    /** NIFTY BANK: known with the close of the NSE's session. No companion where it is the underlying. */
    BANKNIFTY("banknifty", "^NSEBANK", null, false);

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final String fileStem;
    private final String yahooSymbol;
    private final @Nullable LocalTime newYorkClose;
    private final boolean volatility;

    Companion(String fileStem, String yahooSymbol, @Nullable LocalTime newYorkClose, boolean volatility) {
        this.fileStem = fileStem;
        this.yahooSymbol = yahooSymbol;
        this.newYorkClose = newYorkClose;
        this.volatility = volatility;
    }

    /** Those that an underlying can have. */
    public static List<Companion> of(Underlying underlying) {
        return Arrays.stream(values())
                .filter(companion -> !companion.name().equals(underlying.name()))
                .toList();
    }

    /** The companion of an underlying that has an instrument's name. */
    public static Optional<Companion> find(Underlying underlying, String instrument) {
        return of(underlying).stream()
                .filter(companion -> companion.name().equals(instrument))
                .findFirst();
    }

    /** First part of its CSV file name: {@code sp500} reads {@code sp500_daily.csv}. */
    public String fileStem() {
        return fileStem;
    }

    /** Symbol at Yahoo. */
    public String yahooSymbol() {
        return yahooSymbol;
    }

    /** Whether it is a volatility index. */
    public boolean isVolatility() {
        return volatility;
    }

    /** By which clock its exchange has its days. */
    public ZoneId zone(TradingCalendar calendar) {
        return newYorkClose == null ? calendar.zone() : NEW_YORK;
    }

    /** Its name in the exchange's own files; empty where these do not tell it. */
    public Optional<String> nseIndexName() {
        return Underlying.find(name()).map(Underlying::nseIndexName);
    }

    /** Whether its exchange is closed on a day for certain. */
    boolean isClosed(LocalDate day, TradingCalendar calendar) {
        return newYorkClose == null
                ? !calendar.isSession(day)
                : day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Whether its exchange trades on a day, as far as is known: a bar missing then is a hole. */
    public boolean isDue(LocalDate day, TradingCalendar calendar) {
        return newYorkClose == null ? calendar.isSession(day) : NewYorkSessions.contains(day);
    }

    /** The newest day whose bar is due and can be known at a moment. */
    public LocalDate lastDue(Instant moment, TradingCalendar calendar) {
        LocalDate day = lastKnown(moment, calendar);
        while (!isDue(day, calendar)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /**
     * When the bar of a session became known.
     *
     * @param session day of the bar, by the calendar of its own exchange
     * @param calendar the NSE's
     */
    public Instant knownAt(LocalDate session, TradingCalendar calendar) {
        if (newYorkClose != null) {
            return session.atTime(newYorkClose).atZone(NEW_YORK).toInstant();
        }
        return calendar.isSession(session)
                ? calendar.close(session)
                : session.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    }

    /** The newest day of which a bar can be known at a moment; in New York never of a weekend, but maybe a holiday. */
    public LocalDate lastKnown(Instant moment, TradingCalendar calendar) {
        if (newYorkClose == null) {
            return calendar.lastCompletedSession(moment);
        }
        LocalDate day = moment.atZone(NEW_YORK).toLocalDate();
        while (knownAt(day, calendar).isAfter(moment) || isClosed(day, calendar)) {
            day = day.minusDays(1);
        }
        return day;
    }
}
