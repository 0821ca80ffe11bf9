package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Expiries of each underlying's options, by what was known on a day. */
class UnderlyingTest {

    private final TradingCalendar bank = MarketSources.nseCalendar(Underlying.BANKNIFTY);
    private final TradingCalendar sensex = MarketSources.nseCalendar(Underlying.SENSEX);

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static LocalDate weekly(TradingCalendar calendar, String from) {
        return calendar.weeklyExpiry(day(from), day(from)).orElseThrow();
    }

    private static LocalDate monthly(TradingCalendar calendar, String from) {
        return calendar.monthlyExpiry(day(from), day(from));
    }

    @Test
    void banknifty_weeklies_moved_from_thursday_to_wednesday_in_september_2023() {
        assertThat(weekly(bank, "2023-05-03")).isEqualTo(day("2023-05-04"));
        assertThat(weekly(bank, "2023-08-28")).isEqualTo(day("2023-08-31"));
        assertThat(weekly(bank, "2023-09-01")).isEqualTo(day("2023-09-06"));
        assertThat(weekly(bank, "2023-10-01")).isEqualTo(day("2023-10-04"));
    }

    @Test
    void the_monthly_contract_is_its_week_s_expiry_though_on_another_weekday() {
        assertThat(monthly(bank, "2024-01-18")).isEqualTo(day("2024-01-25"));
        assertThat(weekly(bank, "2024-01-18")).isEqualTo(day("2024-01-25"));
        assertThat(weekly(bank, "2024-01-26")).isEqualTo(day("2024-01-31"));
    }

    @Test
    void banknifty_monthlies_moved_to_wednesday_back_to_thursday_and_to_tuesday() {
        assertThat(monthly(bank, "2024-02-20")).isEqualTo(day("2024-02-29"));
        assertThat(monthly(bank, "2024-03-01")).isEqualTo(day("2024-03-27"));
        assertThat(monthly(bank, "2024-12-02")).isEqualTo(day("2024-12-24"));
        assertThat(monthly(bank, "2025-01-01")).isEqualTo(day("2025-01-30"));
        assertThat(monthly(bank, "2025-09-01")).isEqualTo(day("2025-09-30"));
        assertThat(bank.monthlyExpiry(day("2024-03-01"), day("2023-12-01")))
                .as("nobody knew of the Wednesday yet")
                .isEqualTo(day("2024-03-28"));
    }

    @Test
    void banknifty_has_no_weeklies_after_november_2024() {
        assertThat(weekly(bank, "2024-11-11")).isEqualTo(day("2024-11-13"));
        assertThat(bank.weeklyExpiry(day("2024-11-14"), day("2024-11-14"))).isEmpty();
        assertThat(bank.weeklyExpiry(day("2026-01-05"), day("2026-01-05"))).isEmpty();
        assertThat(MarketSources.nseCalendar().weeklyExpiry(day("2024-11-14"), day("2024-11-14")))
                .contains(day("2024-11-14"));
    }

    @Test
    void sensex_moved_from_friday_to_tuesday_to_thursday() {
        assertThat(weekly(sensex, "2024-12-09")).isEqualTo(day("2024-12-13"));
        assertThat(monthly(sensex, "2024-12-09")).isEqualTo(day("2024-12-27"));
        assertThat(weekly(sensex, "2024-12-30")).as("kept its Friday").isEqualTo(day("2025-01-03"));
        assertThat(weekly(sensex, "2025-01-04")).isEqualTo(day("2025-01-07"));
        assertThat(monthly(sensex, "2025-01-04")).isEqualTo(day("2025-01-28"));
        assertThat(weekly(sensex, "2025-09-01")).isEqualTo(day("2025-09-04"));
        assertThat(monthly(sensex, "2025-09-01")).isEqualTo(day("2025-09-25"));
    }

    @Test
    void says_not_announced_instead_of_guessing() {
        assertThat(sensex.findMonthlyExpiry(day("2019-03-01"), day("2024-01-01")))
                .isEmpty();
        assertThat(sensex.weeklyExpiry(day("2019-03-01"), day("2024-01-01"))).isEmpty();
        assertThatThrownBy(() -> sensex.monthlyExpiry(day("2019-03-01"), day("2024-01-01")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("not announced")
                .hasMessageContaining("sensex")
                .hasMessageContaining("2019-03-01");
        assertThat(bank.lotSize(day("2015-12-31"), day("2024-12-24"))).isEmpty();
    }

    @Test
    void refuses_rules_there_are_none_of() {
        Underlying other = new Underlying("X", "x", "^X", "X", "X", "V", "v", "^V", "V", 50, "dow");
        assertThatThrownBy(() -> MarketSources.nseCalendar(other))
                .hasMessageContaining("'dow'")
                .hasMessageContaining("banknifty");
    }

    @Test
    void knows_its_own_by_name_and_gives_one_calendar_per_rule_set() {
        assertThat(Underlying.find("BANKNIFTY")).contains(Underlying.BANKNIFTY);
        assertThat(Underlying.find("NIFTYIT")).isEmpty();
        assertThat(MarketSources.nseCalendar(Underlying.SENSEX)).isSameAs(sensex);
        assertThat(MarketSources.nseCalendar(Underlying.NIFTY50)).isSameAs(MarketSources.nseCalendar());
        assertThat(Underlying.KNOWN)
                .allMatch(known -> MarketSources.expiryRules().contains(known.expiryRule()));
    }
}
