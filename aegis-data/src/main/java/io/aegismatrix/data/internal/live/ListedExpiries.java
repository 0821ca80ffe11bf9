package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the expiries that are listed a run asks for, where a request serves one: the nearest, and the next one, unless
 * that has too few sessions left for its smile to tell a skew: then the first one that has enough. For weekly options that is the
 * following week's rather than the month's: the time to it stays between one and two weeks, so that one day's skew compares
 * with another's. Expiries are no rule that could be computed: exchanges move them and list some weeks late.
 */
public final class ListedExpiries {

    private final TradingCalendar calendar;
    private final LocalDate today;
    private final List<LocalDate> open;

    /** What still trades of what is listed, in any order, at a moment. */
    public ListedExpiries(List<LocalDate> listed, TradingCalendar calendar, Instant asOf) {
        this.calendar = calendar;
        this.today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate first = calendar.state(asOf) == SessionState.CLOSED ? today.plusDays(1) : today;
        this.open = listed.stream()
                .filter(day -> !day.isBefore(first))
                .distinct()
                .sorted()
                .toList();
    }

    /** The expiries to ask for, at most two, the nearest first; empty if none is listed. */
    public List<LocalDate> wanted() {
        return open.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(open.get(0)), further().stream()).toList();
    }

    private Optional<LocalDate> further() {
        List<LocalDate> later = open.subList(1, open.size());
        return later.stream()
                .filter(this::isEnough)
                .findFirst()
                .or(() -> later.stream().findFirst());
    }

    private boolean isEnough(LocalDate expiry) {
        return calendar.sessionsBetween(today, expiry, today) >= OptionChain.LEAST_SMILE_SESSIONS;
    }
}
