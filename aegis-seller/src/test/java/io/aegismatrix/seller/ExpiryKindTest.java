package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.seller.ExpiryKind.Expiry;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Expiries of mid-2024: weekly on Thursdays, the last of them monthly. */
class ExpiryKindTest {

    private static Expiry after(ExpiryKind kind, String session) {
        FeatureSet features = Invented.HISTORY;
        int row = features.history().find(LocalDate.parse(session)).orElseThrow();
        return kind.after(features, row).orElseThrow();
    }

    private static Expiry expiry(String day, int sessions) {
        return new Expiry(LocalDate.parse(day), sessions);
    }

    @Test
    void counts_the_sessions_to_the_next_expiry_with_its_own() {
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-10")).isEqualTo(expiry("2024-06-13", 3));
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-12")).isEqualTo(expiry("2024-06-13", 1));
        assertThat(after(ExpiryKind.MONTHLY, "2024-06-26")).isEqualTo(expiry("2024-06-27", 1));
    }

    @Test
    void looks_to_the_following_expiry_on_an_expiry_day() {
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-13")).isEqualTo(expiry("2024-06-20", 4));
        assertThat(after(ExpiryKind.MONTHLY, "2024-06-27").day()).isEqualTo(LocalDate.of(2024, 7, 25));
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-27")).isEqualTo(expiry("2024-07-04", 5));
    }

    @Test
    void skips_a_holiday_on_the_way() {
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-14")).isEqualTo(expiry("2024-06-20", 3));
    }

    @Test
    void lets_weekly_and_monthly_fall_together_in_the_last_week() {
        assertThat(after(ExpiryKind.WEEKLY, "2024-06-24")).isEqualTo(after(ExpiryKind.MONTHLY, "2024-06-24"));
    }

    @Test
    void takes_the_nearer_of_the_two() {
        int row = Invented.HISTORY.history().find(LocalDate.of(2024, 6, 13)).orElseThrow();

        assertThat(ExpiryKind.findSessionsToNearest(Invented.HISTORY, row)).hasValue(4);
    }

    @Test
    void knows_no_weekly_expiry_before_there_were_weekly_options() {
        MarketSnapshot before = MarketSources.synthetic(1, 2_000)
                .snapshot(MarketRequest.nifty50(Instant.parse("2018-06-29T10:30:00Z")));
        FeatureSet features = FeatureSet.of(before);
        int row = features.decisionRow();

        assertThat(ExpiryKind.WEEKLY.after(features, row)).isEmpty();
        assertThat(ExpiryKind.MONTHLY.after(features, row)).contains(expiry("2018-07-26", 19));
        assertThat(ExpiryKind.findSessionsToNearest(features, row)).hasValue(19);
    }
}
