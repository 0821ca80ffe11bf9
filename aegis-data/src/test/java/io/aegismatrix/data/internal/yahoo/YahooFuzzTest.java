package io.aegismatrix.data.internal.yahoo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.data.internal.live.VendorBars;
import io.aegismatrix.data.source.MarketSources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Whatever Yahoo answers is bars or a refusal. */
class YahooFuzzTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final Instant NOW = Instant.parse("2024-12-31T10:30:00Z");

    @FuzzTest
    void any_answer_is_bars_or_a_refusal(byte[] body) {
        Untrusted.parsesOrRefuses(
                () -> bars(body, "1d").daily(), List.of(MarketDataException.class, IOException.class));
        Untrusted.parsesOrRefuses(
                () -> bars(body, "5m").intraday(Duration.ofMinutes(5)),
                List.of(MarketDataException.class, IOException.class));
    }

    private static VendorBars bars(byte[] body, String interval) throws IOException {
        YahooChart chart = YahooChart.read(
                new ByteArrayInputStream(body),
                "https://yahoo.example/chart",
                new YahooChart.Asked("^NSEI", interval, Set.of(CALENDAR.zone())));
        return new VendorBars(
                "NIFTY50", chart.rows(), chart.quote().map(Quote::at), CALENDAR, NOW, (code, detail) -> {});
    }
}
