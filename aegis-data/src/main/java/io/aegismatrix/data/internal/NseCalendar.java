package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The National Stock Exchange of India's calendar, answered from the CSV files beside this class. Facts start in
 * September 2007; earlier days, and days after the last announced year, follow the weekday rule. Each set of expiry rules
 * is a calendar of its own; the BSE keeps the same sessions.
 */
public final class NseCalendar implements TradingCalendar {

    /** Names of the expiry rule sets there are; the first is the NIFTY 50's. */
    public static final List<String> EXPIRY_RULES = List.of("nifty", "banknifty", "sensex");

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final LocalDate WITH_HINDSIGHT = LocalDate.MAX;
    private static final String MONTHLY = "monthly";
    private static final String WEEKLY = "weekly";
    /** Longer than any gap between two expiries or two sessions. */
    private static final int SEARCH_DAYS = 100;

    private final Map<LocalDate, Holiday> holidays;
    private final Map<LocalDate, SpecialSession> specialSessions;
    private final List<Hours> hours;
    private final List<AnnouncedYear> announcedYears;
    private final String expiryRule;
    private final List<ExpiryRule> expiryRules;
    private final List<LotSize> lotSizes;
    private final VarianceProfile profile;

    private NseCalendar() {
        holidays = byDay(ResourceTable.read("nse-holidays.csv", Holiday::parse), Holiday::day);
        specialSessions =
                byDay(ResourceTable.read("nse-special-sessions.csv", SpecialSession::parse), SpecialSession::day);
        hours = ResourceTable.read("nse-session-hours.csv", Hours::parse);
        announcedYears = ResourceTable.read("nse-announced-years.csv", AnnouncedYear::parse);
        expiryRule = EXPIRY_RULES.get(0);
        expiryRules = expiryRules(expiryRule);
        lotSizes = lotSizes(expiryRule);
        profile = VarianceProfile.load("nse-variance-profile.csv");
    }

    private NseCalendar(NseCalendar sessions, String expiryRule) {
        this.holidays = sessions.holidays;
        this.specialSessions = sessions.specialSessions;
        this.hours = sessions.hours;
        this.announcedYears = sessions.announcedYears;
        this.expiryRule = expiryRule;
        this.expiryRules = expiryRules(expiryRule);
        this.lotSizes = lotSizes(expiryRule);
        this.profile = sessions.profile;
    }

    private static List<ExpiryRule> expiryRules(String name) {
        return ResourceTable.read(name + "-expiry-rules.csv", ExpiryRule::parse);
    }

    private static List<LotSize> lotSizes(String name) {
        return ResourceTable.read(name + "-lot-sizes.csv", LotSize::parse);
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
        return Loaded.BY_RULE.computeIfAbsent(expiryRule, name -> new NseCalendar(load(), name));
    }

    /** Defers reading the files until somebody asks; the calendars are immutable. */
    private static final class Loaded {
        static final NseCalendar CALENDAR = new NseCalendar();
        static final Map<String, NseCalendar> BY_RULE = new ConcurrentHashMap<>(Map.of(CALENDAR.expiryRule, CALENDAR));
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public boolean isSession(LocalDate day) {
        return isSession(day, WITH_HINDSIGHT);
    }

    @Override
    public boolean isSession(LocalDate day, LocalDate knownOn) {
        SpecialSession special = specialSessions.get(day);
        return (special != null && !special.knownOn().isAfter(knownOn)) || isRegularSession(day, knownOn);
    }

    /** Muhurat and weekend sessions are no expiry days, so the expiry rule steps over them. */
    private boolean isRegularSession(LocalDate day, LocalDate knownOn) {
        if (isWeekend(day)) {
            return false;
        }
        Holiday holiday = holidays.get(day);
        return holiday == null || !holiday.standsOn(knownOn);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    @Override
    public Instant open(LocalDate day) {
        requireSession(day);
        SpecialSession special = specialSessions.get(day);
        LocalTime time =
                special == null || special.open() == null ? regularHours(day).open() : special.open();
        return at(day, time);
    }

    @Override
    public Instant close(LocalDate day) {
        requireSession(day);
        SpecialSession special = specialSessions.get(day);
        LocalTime time =
                special == null || special.close() == null ? regularHours(day).close() : special.close();
        return at(day, time);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    private void requireSession(LocalDate day) {
        if (!isSession(day)) {
            throw new MarketDataException("NSE calendar: " + day + " (" + day.getDayOfWeek() + ") is not a session");
        }
    }

    private Hours regularHours(LocalDate day) {
        for (int i = hours.size() - 1; i > 0; i--) {
            if (!hours.get(i).from().isAfter(day)) {
                return hours.get(i);
            }
        }
        return hours.get(0);
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
        return moment.atZone(ZONE).toLocalDate();
    }

    @Override
    public LocalDate nextSession(LocalDate day, LocalDate knownOn) {
        for (int i = 1; i < SEARCH_DAYS; i++) {
            if (isSession(day.plusDays(i), knownOn)) {
                return day.plusDays(i);
            }
        }
        throw new MarketDataException("NSE calendar: no session in the " + SEARCH_DAYS + " days after " + day);
    }

    @Override
    public LocalDate previousSession(LocalDate day) {
        for (int i = 1; i < SEARCH_DAYS; i++) {
            if (isSession(day.minusDays(i))) {
                return day.minusDays(i);
            }
        }
        throw new MarketDataException("NSE calendar: no session in the " + SEARCH_DAYS + " days before " + day);
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
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (isSession(day)) {
                days.add(day);
            }
        }
        return List.copyOf(days);
    }

    @Override
    public Optional<LocalDate> weeklyExpiry(LocalDate day, LocalDate knownOn) {
        Optional<ExpiryRule> first = expiryRules.stream()
                .filter(rule -> rule.kind().equals(WEEKLY) && !rule.knownOn().isAfter(knownOn))
                .findFirst();
        // A monthly expiry is always that week's expiry too, so the weekly schedule is the union of both.
        return first.filter(rule -> !day.isBefore(rule.knownOn())).flatMap(rule -> expiry(WEEKLY, day, knownOn));
    }

    @Override
    public LocalDate monthlyExpiry(LocalDate day, LocalDate knownOn) {
        return findMonthlyExpiry(day, knownOn)
                .orElseThrow(() -> new MarketDataException("NSE calendar: not announced: no monthly expiry rule of "
                        + expiryRule + " covers the " + SEARCH_DAYS + " days from " + day + " as known on " + knownOn));
    }

    @Override
    public Optional<LocalDate> findMonthlyExpiry(LocalDate day, LocalDate knownOn) {
        return expiry(MONTHLY, day, knownOn);
    }

    private Optional<LocalDate> expiry(String kind, LocalDate day, LocalDate knownOn) {
        for (int i = 0; i < SEARCH_DAYS; i++) {
            LocalDate scheduled = day.plusDays(i);
            if (isScheduledExpiry(kind, scheduled, knownOn)) {
                LocalDate expiry = regularSessionUpTo(scheduled, knownOn);
                if (!expiry.isBefore(day)) {
                    return Optional.of(expiry);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isScheduledExpiry(String kind, LocalDate day, LocalDate knownOn) {
        if (kind.equals(MONTHLY)) {
            return isWeekdayOf(MONTHLY, day, knownOn) && day.plusWeeks(1).getMonth() != day.getMonth();
        }
        if (weekdayOf(WEEKLY, day, knownOn).isEmpty()) {
            return false;
        }
        // The monthly contract is its week's expiry, also while the weekly ones expire on another weekday.
        return monthlyOfWeek(day, knownOn).map(day::equals).orElseGet(() -> isWeekdayOf(WEEKLY, day, knownOn));
    }

    private Optional<LocalDate> monthlyOfWeek(LocalDate day, LocalDate knownOn) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Stream.iterate(monday, weekday -> weekday.plusDays(1))
                .limit(DayOfWeek.FRIDAY.getValue())
                .filter(weekday -> isScheduledExpiry(MONTHLY, weekday, knownOn))
                .findFirst();
    }

    private boolean isWeekdayOf(String kind, LocalDate day, LocalDate knownOn) {
        return weekdayOf(kind, day, knownOn).equals(Optional.of(day.getDayOfWeek()));
    }

    /** The weekday of the rule for contracts expiring about {@code day}; empty without one, or once the series ended. */
    private Optional<DayOfWeek> weekdayOf(String kind, LocalDate day, LocalDate knownOn) {
        ExpiryRule rule = null;
        for (ExpiryRule candidate : expiryRules) {
            if (candidate.kind().equals(kind) && candidate.appliesTo(day, knownOn)) {
                rule = candidate;
            }
        }
        return rule == null ? Optional.empty() : Optional.ofNullable(rule.weekday());
    }

    private LocalDate regularSessionUpTo(LocalDate scheduled, LocalDate knownOn) {
        LocalDate day = scheduled;
        while (!isRegularSession(day, knownOn)) {
            day = day.minusDays(1);
        }
        return day;
    }

    @Override
    public OptionalInt lotSize(LocalDate expiry, LocalDate knownOn) {
        String kind = findMonthlyExpiry(expiry, knownOn).equals(Optional.of(expiry)) ? MONTHLY : WEEKLY;
        OptionalInt lot = OptionalInt.empty();
        for (LotSize entry : lotSizes) {
            if (entry.kind().equals(kind)
                    && !entry.from().isAfter(expiry)
                    && !entry.knownOn().isAfter(knownOn)) {
                lot = OptionalInt.of(entry.lot());
            }
        }
        return lot;
    }

    @Override
    public double varianceShareElapsed(LocalDate day, Instant moment) {
        Instant open = open(day);
        Instant close = close(day);
        if (moment.isBefore(open)) {
            return 0;
        }
        if (!moment.isBefore(close)) {
            return 1;
        }
        double elapsed = ChronoUnit.MILLIS.between(open, moment) / (double) ChronoUnit.MILLIS.between(open, close);
        return profile.shareAt(elapsed);
    }

    @Override
    public LocalDate announcedThrough(LocalDate knownOn) {
        LocalDate through = null;
        for (AnnouncedYear year : announcedYears) {
            if (!year.knownOn().isAfter(knownOn)) {
                through = year.through();
            }
        }
        if (through == null) {
            throw new MarketDataException("NSE calendar: no holiday circular is recorded as known on " + knownOn
                    + "; the first is of " + announcedYears.get(0).knownOn());
        }
        return through;
    }

    /** The shape of a usual day's variance. */
    VarianceProfile profile() {
        return profile;
    }

    private static <T> Map<LocalDate, T> byDay(List<T> entries, Function<T, LocalDate> day) {
        return entries.stream().collect(Collectors.toUnmodifiableMap(day, Function.identity()));
    }

    private static LocalDate date(NamedCsvRecord row, String field) {
        return Stamps.isoDate(row.getField(field));
    }

    private record Holiday(
            LocalDate day, LocalDate knownOn, @Nullable LocalDate withdrawnOn) {
        static Holiday parse(NamedCsvRecord row) {
            String withdrawn = row.getField("withdrawn_on");
            return new Holiday(
                    date(row, "date"), date(row, "known_on"), withdrawn.isEmpty() ? null : Stamps.isoDate(withdrawn));
        }

        boolean standsOn(LocalDate moment) {
            return !knownOn.isAfter(moment) && (withdrawnOn == null || withdrawnOn.isAfter(moment));
        }
    }

    private record SpecialSession(
            LocalDate day,
            LocalDate knownOn,
            @Nullable LocalTime open,
            @Nullable LocalTime close) {
        static SpecialSession parse(NamedCsvRecord row) {
            return new SpecialSession(date(row, "date"), date(row, "known_on"), time(row, "open"), time(row, "close"));
        }

        private static @Nullable LocalTime time(NamedCsvRecord row, String field) {
            String text = row.getField(field);
            return text.isEmpty() ? null : Stamps.time(text, 0, text.length());
        }
    }

    private record Hours(LocalDate from, LocalTime open, LocalTime close) {
        static Hours parse(NamedCsvRecord row) {
            return new Hours(
                    date(row, "effective_from"),
                    Stamps.time(row.getField("open"), 0, row.getField("open").length()),
                    Stamps.time(row.getField("close"), 0, row.getField("close").length()));
        }
    }

    private record AnnouncedYear(LocalDate knownOn, LocalDate through) {
        static AnnouncedYear parse(NamedCsvRecord row) {
            return new AnnouncedYear(date(row, "known_on"), date(row, "through"));
        }
    }

    private record ExpiryRule(
            String kind, LocalDate from, @Nullable DayOfWeek weekday, LocalDate knownOn) {
        static ExpiryRule parse(NamedCsvRecord row) {
            String weekday = row.getField("weekday");
            return new ExpiryRule(
                    row.getField("kind"),
                    date(row, "expiries_from"),
                    weekday.isEmpty() ? null : DayOfWeek.valueOf(weekday),
                    date(row, "known_on"));
        }

        boolean appliesTo(LocalDate scheduled, LocalDate moment) {
            return !from.isAfter(scheduled) && !knownOn.isAfter(moment);
        }
    }

    private record LotSize(String kind, LocalDate from, LocalDate knownOn, int lot) {
        static LotSize parse(NamedCsvRecord row) {
            return new LotSize(
                    row.getField("kind"),
                    date(row, "expiries_from"),
                    date(row, "known_on"),
                    Integer.parseInt(row.getField("lot")));
        }
    }
}
