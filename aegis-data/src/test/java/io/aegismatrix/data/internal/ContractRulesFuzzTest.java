package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.data.internal.ContractRules.ExpiryRule;
import io.aegismatrix.data.internal.ContractRules.LotSize;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whatever rules were announced when, an expiry is a session not before the day asked about, and what is known later changes
 * no earlier answer. Two numbers of two bytes are the day asked about and the day it is asked on; six bytes each are a rule.
 */
class ContractRulesFuzzTest {

    private static final NseSessions SESSIONS = new NseSessions(NseFacts.read());
    private static final LocalDate FIRST = LocalDate.of(2005, 1, 1);
    private static final int DAYS = 9_000;
    private static final List<String> KINDS = List.of("weekly", "monthly", "all");

    @FuzzTest
    void any_rules_have_expiries_and_no_foresight(byte[] data) {
        if (data.length < 4) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(data);
        LocalDate day = day(bytes);
        LocalDate knownOn = day(bytes);
        List<ExpiryRule> rules = new ArrayList<>();
        List<LotSize> lots = new ArrayList<>();
        while (bytes.remaining() >= 6) {
            int kind = Byte.toUnsignedInt(bytes.get()) % KINDS.size();
            int number = Byte.toUnsignedInt(bytes.get());
            LocalDate from = day(bytes);
            LocalDate announced = day(bytes);
            lots.add(new LotSize(KINDS.get(kind), from, announced, number));
            if (kind < 2) {
                DayOfWeek weekday = number % 6 == 0 ? null : DayOfWeek.of(number % 6);
                rules.add(new ExpiryRule(KINDS.get(kind), from, weekday, announced));
            }
        }
        ContractRules contracts = new ContractRules("invented", rules, lots);
        Untrusted.parsesOrRefuses(() -> ask(contracts, day, knownOn), List.of());
    }

    private static LocalDate day(ByteBuffer bytes) {
        return FIRST.plusDays(Short.toUnsignedInt(bytes.getShort()) % DAYS);
    }

    private static void ask(ContractRules contracts, LocalDate day, LocalDate knownOn) {
        ContractRules then = contracts.knownOn(knownOn);
        Optional<LocalDate> weekly = contracts.weeklyExpiry(SESSIONS, day, knownOn);
        Optional<LocalDate> monthly = contracts.monthlyExpiry(SESSIONS, day, knownOn);
        for (Optional<LocalDate> expiry : List.of(weekly, monthly)) {
            expiry.ifPresent(each -> {
                assertThat(each).isAfterOrEqualTo(day);
                assertThat(SESSIONS.isExpiryDay(each, knownOn)).isTrue();
            });
        }
        assertThat(then.weeklyExpiry(SESSIONS, day, knownOn)).isEqualTo(weekly);
        assertThat(then.monthlyExpiry(SESSIONS, day, knownOn)).isEqualTo(monthly);
        assertThat(then.lotSize(SESSIONS, day, knownOn)).isEqualTo(contracts.lotSize(SESSIONS, day, knownOn));
    }
}
