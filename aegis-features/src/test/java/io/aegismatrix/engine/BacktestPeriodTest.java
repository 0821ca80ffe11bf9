package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BacktestPeriodTest {

    private static final MarketHistory HISTORY = TestMarkets.synthetic(1_500).history();

    private static BacktestPeriod between(int first, int last) {
        return new BacktestPeriod(HISTORY.session(first), HISTORY.session(last), BacktestPeriod.QUARTER);
    }

    @Test
    void begins_a_fold_with_the_period_and_ends_with_it() {
        List<Fold> folds = between(1_200, 1_400).plan(HISTORY, 300, 5).folds();
        assertThat(folds).anySatisfy(fold -> assertThat(fold.testStart()).isEqualTo(1_200));
        assertThat(folds.get(folds.size() - 1).testEnd()).isEqualTo(1_401);
        assertThat(folds.get(0).firstSession()).isEqualTo(300);
    }

    @Test
    void starts_walking_as_early_as_750_sessions_of_history_allow() {
        List<Fold> folds = between(1_200, 1_400).plan(HISTORY, 300, 5).folds();
        assertThat(folds.get(0).testStart()).isBetween(1_050, 1_050 + BacktestPeriod.QUARTER - 1);
    }

    @Test
    void says_when_a_period_could_begin_if_it_begins_too_early() {
        assertThatThrownBy(() -> between(900, 1_400).plan(HISTORY, 300, 5))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("600 sessions")
                .hasMessageContaining("750")
                .hasMessageContaining(HISTORY.session(1_050).toString());
    }

    @Test
    void refuses_a_period_that_ends_before_it_begins_or_holds_no_session() {
        LocalDate day = LocalDate.parse("2020-01-01");
        assertThatThrownBy(() -> new BacktestPeriod(day, day.minusDays(1), 63))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2020-01-01 to 2019-12-31");
        LocalDate after = HISTORY.session(1_499).plusDays(1);
        assertThatThrownBy(() -> new BacktestPeriod(after, after.plusDays(9), 63).plan(HISTORY, 300, 5))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("no session between");
    }

    @Test
    void counts_only_decisions_inside_the_period() {
        BacktestPeriod period = between(1_200, 1_400);
        assertThat(period.contains(HISTORY, 1_199)).isFalse();
        assertThat(period.contains(HISTORY, 1_200)).isTrue();
        assertThat(period.contains(HISTORY, 1_400)).isTrue();
        assertThat(period.contains(HISTORY, 1_401)).isFalse();
    }
}
