package io.aegismatrix.runner.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListedStraddlesTest {

    private static final FeatureSet FEATURES = TradingFixture.features();
    private static final Market MARKET = TradingFixture.market();
    private static final int ROW = TradingFixture.FIRST;

    @TempDir
    private Path folder;

    private static BacktestPeriod period() {
        return new BacktestPeriod(
                MARKET.history().session(ROW), MARKET.history().session(ROW + 5), BacktestPeriod.QUARTER);
    }

    private ListedPremiums listed(double strike, double call, double put) throws IOException {
        Files.createDirectories(folder.resolve("bhavcopy"));
        LocalDate session = MARKET.history().session(ROW);
        LocalDate expiry = MARKET.monthlyExpiry(ROW).orElseThrow();
        String row = "%s,%s,%s,%.2f,%.2f,75%n";
        Files.writeString(
                folder.resolve("bhavcopy/nifty_monthly_options_eod_1.csv"),
                "trade_date,expiry,option_type,strike,close,volume_units\n"
                        + String.format(Locale.ROOT, row, session, expiry, "CE", strike, call)
                        + String.format(Locale.ROOT, row, session, expiry, "PE", strike, put));
        return ListedPremiums.find(folder, "NIFTY").orElseThrow();
    }

    @Test
    void compares_the_premium_with_the_index_and_with_what_came() throws IOException {
        double spot = MARKET.close(ROW);
        double strike = Math.rint(spot * 100) / 100;
        ListedStraddles found = ListedStraddles.find(FEATURES, period(), listed(strike, 200, 150))
                .orElseThrow();
        LocalDate expiry = MARKET.monthlyExpiry(ROW).orElseThrow();
        double end = MARKET.close(MARKET.history().rowsUntil(expiry) - 1);
        assertThat(found.n()).isEqualTo(1);
        assertThat(found.expiries()).isEqualTo(1);
        assertThat(found.premium()).isCloseTo(350 / spot, within(1e-12));
        assertThat(found.settled()).isCloseTo(Math.abs(end - strike) / spot, within(1e-12));
        assertThat(found.asForecast().loss()).isCloseTo(Math.abs(350 - Math.abs(end - strike)) / spot, within(1e-12));
        assertThat(found.asForecast().lower()).isNaN();
        assertThat(found.pricing()).isCloseTo(Math.abs(found.premium() - found.priced()), within(1e-12));
    }

    @Test
    void is_empty_where_nothing_near_the_money_traded() throws IOException {
        assertThat(ListedStraddles.find(FEATURES, period(), listed(Math.rint(MARKET.close(ROW) * 1.05), 200, 150)))
                .isEmpty();
    }
}
