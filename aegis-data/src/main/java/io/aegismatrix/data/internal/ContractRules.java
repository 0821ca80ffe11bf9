package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the options of one index expire and how large a contract is, by what was known on a day.
 *
 * @param name name of the rule set
 * @param expiryRules weekdays by the expiry date of the contract, in the order of their dates for each kind
 * @param lotSizes sizes by the expiry date of the contract; the last that applies counts
 */
record ContractRules(String name, List<ExpiryRule> expiryRules, List<LotSize> lotSizes) {

    private static final String MONTHLY = "monthly";
    private static final String WEEKLY = "weekly";
    private static final String ALL = "all";
    /** Longer than any gap between two expiries or two sessions. */
    static final int SEARCH_DAYS = 100;

    static ContractRules read(String name) {
        return new ContractRules(
                name,
                ResourceTable.read(name + "-expiry-rules.csv", ExpiryRule::parse),
                ResourceTable.read(name + "-lot-sizes.csv", LotSize::parse));
    }

    /** What was known on a day and nothing else. */
    ContractRules knownOn(LocalDate day) {
        return new ContractRules(
                name,
                expiryRules.stream()
                        .filter(rule -> !rule.knownOn().isAfter(day))
                        .toList(),
                lotSizes.stream().filter(lot -> !lot.knownOn().isAfter(day)).toList());
    }

    /** A monthly expiry is always that week's expiry too, so the weekly schedule is the union of both. */
    Optional<LocalDate> weeklyExpiry(NseSessions sessions, LocalDate day, LocalDate knownOn) {
        return expiryRules.stream()
                .filter(rule -> rule.kind().equals(WEEKLY) && !rule.knownOn().isAfter(knownOn))
                .findFirst()
                .filter(first -> !day.isBefore(first.from()))
                .flatMap(rule -> expiry(WEEKLY, sessions, day, knownOn));
    }

    Optional<LocalDate> monthlyExpiry(NseSessions sessions, LocalDate day, LocalDate knownOn) {
        return expiry(MONTHLY, sessions, day, knownOn);
    }

    private Optional<LocalDate> expiry(String kind, NseSessions sessions, LocalDate day, LocalDate knownOn) {
        for (int i = 0; i < SEARCH_DAYS; i++) {
            LocalDate scheduled = day.plusDays(i);
            if (isScheduledExpiry(kind, scheduled, knownOn)) {
                LocalDate expiry = tradingDayUpTo(sessions, scheduled, knownOn);
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

    private static LocalDate tradingDayUpTo(NseSessions sessions, LocalDate scheduled, LocalDate knownOn) {
        LocalDate day = scheduled;
        while (!sessions.isExpiryDay(day, knownOn)) {
            day = day.minusDays(1);
        }
        return day;
    }

    OptionalInt lotSize(NseSessions sessions, LocalDate expiry, LocalDate knownOn) {
        String kind = monthlyExpiry(sessions, expiry, knownOn).equals(Optional.of(expiry)) ? MONTHLY : WEEKLY;
        OptionalInt lot = OptionalInt.empty();
        for (LotSize entry : lotSizes) {
            if (entry.appliesTo(kind, expiry, knownOn)) {
                lot = OptionalInt.of(entry.lot());
            }
        }
        return lot;
    }

    record ExpiryRule(String kind, LocalDate from, @Nullable DayOfWeek weekday, LocalDate knownOn) {
        static ExpiryRule parse(NamedCsvRecord row) {
            String weekday = row.getField("weekday");
            return new ExpiryRule(
                    row.getField("kind"),
                    NseFacts.date(row, "expiries_from"),
                    weekday.isEmpty() ? null : DayOfWeek.valueOf(weekday),
                    NseFacts.date(row, "known_on"));
        }

        private boolean appliesTo(LocalDate scheduled, LocalDate moment) {
            return !from.isAfter(scheduled) && !knownOn.isAfter(moment);
        }
    }

    record LotSize(String kind, LocalDate from, LocalDate knownOn, int lot) {
        static LotSize parse(NamedCsvRecord row) {
            return new LotSize(
                    row.getField("kind"),
                    NseFacts.date(row, "expiries_from"),
                    NseFacts.date(row, "known_on"),
                    Integer.parseInt(row.getField("lot")));
        }

        private boolean appliesTo(String kindAsked, LocalDate expiry, LocalDate moment) {
            return (kind.equals(kindAsked) || kind.equals(ALL)) && !from.isAfter(expiry) && !knownOn.isAfter(moment);
        }
    }
}
