package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** An answer as known on a day is that of somebody whose files end on that day. */
class KnowledgeGrowsTest {

    static final List<String> RULES = NseCalendar.EXPIRY_RULES;

    private static final int AHEAD = 70;

    private static NavigableSet<LocalDate> turningPoints(String rules) {
        NseFacts facts = NseFacts.read();
        ContractRules contracts = ContractRules.read(rules);
        NavigableSet<LocalDate> days = new TreeSet<>();
        Stream.of(
                        facts.holidays().values().stream().map(NseFacts.Holiday::knownOn),
                        facts.holidays().values().stream().flatMap(holiday -> Stream.ofNullable(holiday.withdrawnOn())),
                        facts.specialSessions().values().stream().map(NseFacts.SpecialSession::knownOn),
                        facts.hours().stream().map(NseFacts.RegularHours::from),
                        contracts.expiryRules().stream().map(ContractRules.ExpiryRule::knownOn),
                        contracts.lotSizes().stream().map(ContractRules.LotSize::knownOn))
                .flatMap(known -> known)
                .filter(day -> !day.isBefore(LocalDate.of(2018, 1, 1)))
                .flatMap(day -> Stream.of(day.minusDays(1), day))
                .forEach(days::add);
        return days;
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void answers_as_known_on_a_day_are_those_of_files_that_end_there(String rules) {
        TradingCalendar whole = NseCalendar.load(rules);
        for (LocalDate day : turningPoints(rules)) {
            TradingCalendar then = NseCalendar.knownOn(rules, day);
            assertThat(answers(whole, day)).as("%s as known on %s", rules, day).isEqualTo(answers(then, day));
        }
    }

    private static List<Object> answers(TradingCalendar calendar, LocalDate known) {
        List<Object> answers = new ArrayList<>();
        answers.add(calendar.announcedThrough(known));
        for (int i = 0; i < AHEAD; i++) {
            LocalDate day = known.plusDays(i);
            answers.add(calendar.isSession(day, known));
            if (calendar.weeklyExpiry(day, known).equals(Optional.of(day))
                    || calendar.findMonthlyExpiry(day, known).equals(Optional.of(day))) {
                answers.add(List.of(day, calendar.lotSize(day, known)));
            }
        }
        if (calendar.isSession(known, known)) {
            answers.add(calendar.hours(known));
            answers.add(
                    calendar.varianceShareElapsed(known, calendar.open(known).plusSeconds(7200)));
        }
        return answers;
    }

    @Test
    void no_fact_is_known_after_it_took_effect() {
        NseFacts facts = NseFacts.read();
        assertThat(facts.holidays().values())
                .allMatch(holiday -> !holiday.knownOn().isAfter(holiday.day()));
        assertThat(facts.specialSessions().values())
                .allMatch(session -> !session.knownOn().isAfter(session.day()));
        assertThat(facts.hours()).allMatch(hours -> !hours.knownOn().isAfter(hours.from()));
        for (String rules : RULES) {
            ContractRules contracts = ContractRules.read(rules);
            assertThat(contracts.expiryRules()).allMatch(rule -> !rule.knownOn().isAfter(rule.from()));
            assertThat(contracts.lotSizes()).allMatch(lot -> !lot.knownOn().isAfter(lot.from()));
        }
    }
}
