package io.aegismatrix.data.internal;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketEvent;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The National Stock Exchange of India's calendar, answered from the CSV files beside this class. Facts start in
 * September 2007; earlier days, and days after the last announced year, follow the weekday rule. Each set of expiry rules
 * is a calendar of its own; the BSE keeps the same sessions.
 */
public final class NseCalendar implements TradingCalendar {

    /** Names of the expiry rule sets there are; the first is the NIFTY 50's. */
    public static final List<String> EXPIRY_RULES =
            List.of("nifty", "banknifty", "sensex", "finnifty", "midcpnifty", "niftynxt50", "bankex");

    private final NseSessions sessions;
    private final ContractRules contracts;
    private final VarianceProfile profile;

    private NseCalendar() {
        this(
                new NseSessions(NseFacts.read()),
                ContractRules.read(EXPIRY_RULES.get(0)),
                VarianceProfile.load("nse-variance-profile.csv"));
    }

    private NseCalendar(NseSessions sessions, ContractRules contracts, VarianceProfile profile) {
        this.sessions = sessions;
        this.contracts = contracts;
        this.profile = profile;
    }

    /** The calendar of somebody who knows only what was published by a day. */
    static NseCalendar knownOn(String expiryRule, LocalDate day) {
        return new NseCalendar(
                new NseSessions(NseFacts.read().knownOn(day)),
                ContractRules.read(expiryRule).knownOn(day),
                load().profile);
    }

    /** The calendar with the NIFTY 50's expiries, read on first use. */
    public static NseCalendar load() {
        return Loaded.CALENDAR;
    }

    /**
     * The calendar with another set of expiry rules; asking twice gives the same one.
     *
     * @param expiryRule one of {@link #EXPIRY_RULES}
     * @throws MarketDataException if there is no such set
     */
    public static NseCalendar load(String expiryRule) {
        if (!EXPIRY_RULES.contains(expiryRule)) {
            throw new MarketDataException(
                    "NSE calendar: expiry rules must be one of " + EXPIRY_RULES + ", was '" + expiryRule + "'");
        }
        return Loaded.BY_RULE.computeIfAbsent(
                expiryRule, name -> new NseCalendar(load().sessions, ContractRules.read(name), load().profile));
    }

    /** Defers reading the files until somebody asks; the calendars are immutable. */
    private static final class Loaded {
        static final NseCalendar CALENDAR = new NseCalendar();
        static final Map<String, NseCalendar> BY_RULE =
                new ConcurrentHashMap<>(Map.of(CALENDAR.contracts.name(), CALENDAR));
    }

    @Override
    public ZoneId zone() {
        return NseSessions.ZONE;
    }

    @Override
    public boolean isSession(LocalDate day) {
        return isSession(day, NseSessions.WITH_HINDSIGHT);
    }

    @Override
    public boolean isSession(LocalDate day, LocalDate knownOn) {
        return sessions.isSession(day, knownOn);
    }

    @Override
    public SessionHours hours(LocalDate day) {
        return sessions.hours(day);
    }

    @Override
    public Instant open(LocalDate day) {
        return hours(day).open();
    }

    @Override
    public Instant close(LocalDate day) {
        return hours(day).close();
    }

    @Override
    public SessionState state(Instant moment) {
        LocalDate day = dayOf(moment);
        if (!isSession(day)) {
            return SessionState.HOLIDAY;
        }
        if (moment.isBefore(open(day))) {
            return SessionState.PRE_OPEN;
        }
        return moment.isBefore(close(day)) ? SessionState.OPEN : SessionState.CLOSED;
    }

    @Override
    public LocalDate lastCompletedSession(Instant moment) {
        LocalDate day = dayOf(moment);
        return isSession(day) && !close(day).isAfter(moment) ? day : previousSession(day);
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atZone(NseSessions.ZONE).toLocalDate();
    }

    @Override
    public LocalDate nextSession(LocalDate day, LocalDate knownOn) {
        for (int i = 1; i < ContractRules.SEARCH_DAYS; i++) {
            if (isSession(day.plusDays(i), knownOn)) {
                return day.plusDays(i);
            }
        }
        throw new MarketDataException(
                "NSE calendar: no session in the " + ContractRules.SEARCH_DAYS + " days after " + day);
    }

    @Override
    public LocalDate previousSession(LocalDate day) {
        for (int i = 1; i < ContractRules.SEARCH_DAYS; i++) {
            if (isSession(day.minusDays(i))) {
                return day.minusDays(i);
            }
        }
        throw new MarketDataException(
                "NSE calendar: no session in the " + ContractRules.SEARCH_DAYS + " days before " + day);
    }

    @Override
    public int sessionsBetween(LocalDate after, LocalDate until, LocalDate knownOn) {
        int count = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
            if (isSession(day, knownOn)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public List<LocalDate> sessions(LocalDate from, LocalDate to) {
        return sessions.between(from, to);
    }

    @Override
    public Optional<LocalDate> weeklyExpiry(LocalDate day, LocalDate knownOn) {
        return contracts.weeklyExpiry(sessions, day, knownOn);
    }

    @Override
    public LocalDate monthlyExpiry(LocalDate day, LocalDate knownOn) {
        return findMonthlyExpiry(day, knownOn)
                .orElseThrow(() -> new MarketDataException("NSE calendar: not announced: no monthly expiry rule of "
                        + contracts.name() + " covers the " + ContractRules.SEARCH_DAYS + " days from " + day
                        + " as known on "
                        + knownOn));
    }

    @Override
    public Optional<LocalDate> findMonthlyExpiry(LocalDate day, LocalDate knownOn) {
        return contracts.monthlyExpiry(sessions, day, knownOn);
    }

    @Override
    public OptionalInt lotSize(LocalDate expiry, LocalDate knownOn) {
        return contracts.lotSize(sessions, expiry, knownOn);
    }

    @Override
    public double varianceShareElapsed(LocalDate day, Instant moment) {
        SessionHours hours = hours(day);
        if (moment.isBefore(hours.open())) {
            return 0;
        }
        if (!moment.isBefore(hours.indexClose())) {
            return 1;
        }
        return profile.shareAt(profile.position(hours, moment));
    }

    @Override
    public List<MarketEvent> events(LocalDate after, LocalDate until, LocalDate knownOn) {
        return ScheduledEvents.between(sessions, after, until, knownOn);
    }

    @Override
    public LocalDate announcedThrough(LocalDate knownOn) {
        return sessions.announcedThrough(knownOn);
    }

    /** The shape of a usual day's variance. */
    VarianceProfile profile() {
        return profile;
    }
}
