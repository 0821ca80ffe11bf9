package io.aegismatrix.features.chain;

import io.aegismatrix.data.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.DoubleStream;

/**
 * What the at-the-money volatilities of several expiries say of the time between them. Total variance adds up in sessions,
 * so what a later expiry has more than an earlier one lies between the two: as forward volatility or, where a known event
 * falls there, as the variance of its session.
 *
 * @param forwards between each expiry with a volatility and the next, ascending
 * @param events known events up to the last such expiry, ascending
 */
public record TermStructure(List<Forward> forwards, List<EventSession> events) {

    /** Variance, over an ordinary session's, from which an event hides another between the same expiries. */
    private static final double LOUD = 1.5;

    /**
     * How far the variance of a session between two expiries is taken to differ from that between the next two without any
     * event: an event that stands out by less than this share of all sessions around it cannot be told apart. Three
     * in four of 48 neighbouring pairs of NIFTY's closing chains differed by less than 0.27, half of them by 0.15.
     */
    static final double TERM_ERROR = 0.25;

    /** Least time left: the volatility of a dying expiry is all pin. */
    private static final double LEAST_SESSIONS = 1;

    /** Rounding in a difference of two variances. */
    private static final double ROUNDING = 1e-9;

    /**
     * Volatility between two expiries.
     *
     * @param from expiry it begins after
     * @param to expiry it ends with
     * @param sessions in between, {@code to}'s own included
     * @param volatility annualised decimal; empty where total variance falls
     * @param reason why it is empty
     */
    public record Forward(
            LocalDate from, LocalDate to, double sessions, OptionalDouble volatility, Optional<String> reason) {}

    /**
     * The session of a known event.
     *
     * @param session which
     * @param expiry first expiry with a volatility that contains it
     * @param move standard deviation of its log move; empty where it cannot be told apart
     * @param multiplier its variance over that of an ordinary session around it; there exactly if the move is
     * @param reason why they are empty
     */
    public record EventSession(
            LocalDate session,
            LocalDate expiry,
            OptionalDouble move,
            OptionalDouble multiplier,
            Optional<String> reason) {}

    /** Copies the lists. */
    public TermStructure {
        forwards = List.copyOf(forwards);
        events = List.copyOf(events);
    }

    /**
     * Reads expiries.
     *
     * @param expiries ascending; those without a volatility, or with less than a session left, do not count
     * @param today day of the chain
     * @param known sessions of known events, each with what such events multiply the variance of their session with, or empty
     *     where that was not measured
     */
    public static TermStructure of(
            List<ExpiryAnalytics> expiries, LocalDate today, SortedMap<LocalDate, OptionalDouble> known) {
        List<Segment> segments = segments(expiries, today, known);
        List<EventSession> events = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            for (LocalDate session : segments.get(i).events().keySet()) {
                events.add(event(segments, i, session, today));
            }
        }
        return new TermStructure(segments.stream().skip(1).map(Segment::forward).toList(), events);
    }

    /** The time from one expiry, or now, to the next. */
    private record Segment(
            LocalDate from,
            LocalDate to,
            double sessions,
            double before,
            double after,
            SortedMap<LocalDate, OptionalDouble> events) {

        double variance() {
            return after - before;
        }

        boolean falls() {
            return variance() < -ROUNDING * after;
        }

        Forward forward() {
            double years = sessions / TradingCalendar.SESSIONS_PER_YEAR;
            return new Forward(
                    from,
                    to,
                    sessions,
                    falls() ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(Math.max(0, variance()) / years)),
                    falls() ? Optional.of(fall()) : Optional.empty());
        }

        String fall() {
            return String.format(
                    Locale.ROOT, "total variance falls from %.6f on %s to %.6f on %s", before, from, after, to);
        }

        /** Another session than this one whose event hides it; empty if none does. */
        Optional<LocalDate> loud(LocalDate except) {
            return events.entrySet().stream()
                    .filter(one -> !one.getKey().equals(except))
                    .filter(one -> one.getValue().orElse(Double.POSITIVE_INFINITY) >= LOUD)
                    .map(one -> one.getKey())
                    .findFirst();
        }

        /** How many ordinary sessions have the variance of all of these but one; that one may be in none. */
        double ordinarySessions(LocalDate except) {
            double length = events.containsKey(except) ? sessions - 1 : sessions;
            for (var one : events.entrySet()) {
                length += one.getKey().equals(except) ? 0 : one.getValue().orElse(1) - 1;
            }
            return Math.max(0, length);
        }
    }

    private static List<Segment> segments(
            List<ExpiryAnalytics> expiries, LocalDate today, SortedMap<LocalDate, OptionalDouble> known) {
        List<Segment> segments = new ArrayList<>();
        LocalDate from = today;
        double sessions = 0;
        double variance = 0;
        for (ExpiryAnalytics expiry : expiries) {
            double until = expiry.years() * TradingCalendar.SESSIONS_PER_YEAR;
            if (expiry.atTheMoneyVolatility().isEmpty() || until < LEAST_SESSIONS) {
                continue;
            }
            double volatility = expiry.atTheMoneyVolatility().getAsDouble();
            double total = volatility * volatility * expiry.years();
            LocalDate first = segments.isEmpty() ? today : from.plusDays(1);
            segments.add(new Segment(
                    from,
                    expiry.expiry(),
                    until - sessions,
                    variance,
                    total,
                    known.subMap(first, expiry.expiry().plusDays(1))));
            from = expiry.expiry();
            sessions = until;
            variance = total;
        }
        return segments;
    }

    private static EventSession event(List<Segment> segments, int at, LocalDate session, LocalDate today) {
        Segment segment = segments.get(at);
        if (session.equals(today)) {
            return untold(session, segment, "its session is running");
        }
        Optional<LocalDate> other = segment.loud(session);
        if (other.isPresent()) {
            return untold(session, segment, "the event of " + other.get() + " falls before the same expiry");
        }
        double[] ordinary = neighbours(segments, at, session);
        if (ordinary.length == 0) {
            return untold(session, segment, "no neighbouring expiry without an event of its own to compare with");
        }
        double usual = (ordinary[0] + ordinary[ordinary.length - 1]) / 2;
        double others = segment.ordinarySessions(session);
        double variance = segment.variance() - usual * others;
        double above = variance / usual - 1;
        if (variance < 0 || Math.abs(above) < TERM_ERROR * others) {
            return untold(
                    session,
                    segment,
                    String.format(
                            Locale.ROOT,
                            "not told apart: it stands out by %.2f of an ordinary session's variance, and as much as %.2f is"
                                    + " in doubt among the %.1f sessions that share its expiries",
                            above,
                            TERM_ERROR * others,
                            segment.sessions()));
        }
        return new EventSession(
                session,
                segment.to(),
                OptionalDouble.of(Math.sqrt(variance)),
                OptionalDouble.of(variance / usual),
                Optional.empty());
    }

    /**
     * Variance of an ordinary session before and after a segment, as far as it can be told. What comes after stands alone only
     * where nothing is before: an error in the expiry between makes the one as much smaller as the other larger.
     */
    private static double[] neighbours(List<Segment> segments, int at, LocalDate session) {
        double before = ordinary(segments, at, -1, session);
        double after = at == 0 || before > 0 ? ordinary(segments, at, 1, session) : Double.NaN;
        return DoubleStream.of(before, after).filter(variance -> variance > 0).toArray();
    }

    /** On one side, over all expiries up to the next loud event: a single one is mostly noise. NaN if there is none. */
    private static double ordinary(List<Segment> segments, int at, int step, LocalDate session) {
        double variance = 0;
        double length = 0;
        for (int i = at + step; i >= 0 && i < segments.size(); i += step) {
            Segment segment = segments.get(i);
            if (segment.loud(session).isPresent()) {
                break;
            }
            variance += segment.variance();
            length += segment.ordinarySessions(session);
        }
        return length > 0 ? variance / length : Double.NaN;
    }

    private static EventSession untold(LocalDate session, Segment segment, String reason) {
        return new EventSession(
                session, segment.to(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.of(reason));
    }
}
