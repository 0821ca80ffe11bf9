package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No true day is refused and no true bar left out, whichever session is the newest. */
class TrueDaysTest {

    private static final TradingCalendar NSE = MarketSources.nseCalendar();

    /** No check looks further back than 1,000 sessions. */
    private static final int LONGEST_LOOK = 1010;

    private static List<String> complaints(
            TradingCalendar calendar, BarSeries index, BarSeries volatility, int first, int step) {
        List<String> complaints = new ArrayList<>();
        for (int i = first; i < index.size(); i += step) {
            LocalDate newest = index.bar(i).session();
            SnapshotChecks checks = new SnapshotChecks(Instant.EPOCH, calendar);
            try {
                LocalDate oldest = index.bar(Math.max(0, i - LONGEST_LOOK)).session();
                checks.daily(
                        index.until(newest).from(oldest),
                        volatility.until(newest).from(oldest));
                checks.findings().forEach(found -> complaints.add(newest + " " + found.detail()));
            } catch (MarketDataException e) {
                complaints.add(newest + " refused: " + e.getMessage());
            }
        }
        return complaints;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 11, 42, 20241231})
    void every_day_of_an_invented_market_passes(long seed) {
        MarketSnapshot market =
                MarketSources.synthetic(seed, 1600).snapshot(MarketRequest.nifty50(MarketFixtures.EVENING));

        assertThat(complaints(NSE, market.daily(), market.volatilityIndex(), 2, 37))
                .isEmpty();
    }

    @Test
    void every_day_of_nifty_with_india_vix_passes() throws IOException {
        Path folder = DeveloperData.require();
        List<String> complaints = complaints(
                NSE,
                series("NIFTY50", folder.resolve("nifty50_daily.csv")),
                series("INDIAVIX", folder.resolve("indiavix_daily.csv")),
                120,
                1);

        // Four true repeats of the volatility index in its first two years are left out, which loses nothing.
        assertThat(complaints).allMatch(complaint -> complaint.contains("INDIAVIX: ") && complaint.contains("repeat"));
        assertThat(complaints).noneMatch(complaint -> complaint.contains("refused"));
        assertThat(complaints).noneMatch(complaint -> complaint.compareTo("2010-09-01") > 0);
    }

    @Test
    void every_day_of_banknifty_with_india_vix_passes() throws IOException {
        Path folder = DeveloperData.require();
        BarSeries index = series("BANKNIFTY", folder.resolve("banknifty_daily.csv"));
        List<String> complaints =
                complaints(NSE, index, series("INDIAVIX", folder.resolve("indiavix_daily.csv")), 120, 1);

        // Its bar of 2016-11-10 has one price, which is no true bar.
        assertThat(complaints)
                .allMatch(complaint -> complaint.contains("repeat")
                        || complaint.startsWith("2016-11-10 refused")
                        || complaint.contains("one price only"));
    }

    @Test
    void every_day_of_the_sp500_with_its_own_volatility_index_passes() throws IOException {
        Path folder = DeveloperData.require();
        BarSeries index = series("SP500", folder.resolve("sp500_daily.csv"));
        List<String> complaints = complaints(
                everyDayIsASession(),
                index.from(LocalDate.of(1992, 1, 1)),
                series("CBOEVIX", folder.resolve("cboe_vix_daily.csv")).from(LocalDate.of(1992, 1, 1)),
                120,
                3);

        // The volatility index's open of 2004-11-08 is 2.58, a misprint of its vendor.
        assertThat(complaints).allMatch(complaint -> complaint.contains("2004-11-08"));
    }

    /** The other exchange's calendar is not ours to know. */
    private static TradingCalendar everyDayIsASession() {
        return (TradingCalendar) Proxy.newProxyInstance(
                TrueDaysTest.class.getClassLoader(),
                new Class<?>[] {TradingCalendar.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isSession") ? true : method.invoke(NSE, arguments));
    }

    private static BarSeries series(String name, Path file) throws IOException {
        List<DailyBar> bars = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new DailyBar(
                        LocalDate.parse(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]),
                        0))
                .toList();
        return BarSeries.of(name, bars);
    }
}
