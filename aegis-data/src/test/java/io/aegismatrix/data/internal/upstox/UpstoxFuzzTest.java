package io.aegismatrix.data.internal.upstox;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.live.VendorBars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whatever Upstox answers is what was asked for or a refusal. The first letter says what was: {@code b} bars, {@code q} prices,
 * {@code k} contracts, {@code c} a chain.
 */
class UpstoxFuzzTest {

    private static final Instant NOW = Instant.parse("2024-12-31T10:30:00Z");
    private static final TradingCalendar CALENDAR = NseCalendar.load("nifty");
    private static final String KEY = "NSE_INDEX|Nifty 50";
    private static final String PLACE = "https://upstox.example/answer";
    private static final LocalDate EXPIRY = LocalDate.of(2025, 1, 2);

    @FuzzTest
    void any_answer_is_what_was_asked_for_or_a_refusal(byte[] data) {
        if (data.length > 0) {
            InputStream body = new ByteArrayInputStream(Arrays.copyOfRange(data, 1, data.length));
            Untrusted.parsesOrRefuses(() -> read(data[0], body), List.of(MarketDataException.class, IOException.class));
        }
    }

    private static void read(byte kind, InputStream body) throws IOException {
        switch (kind) {
            case 'b' -> bars(body);
            case 'q' -> UpstoxQuotes.read(body, PLACE).newest();
            case 'k' -> contracts(UpstoxContracts.read(body, PLACE, KEY));
            case 'c' -> UpstoxChain.read(body, PLACE, new UpstoxChain.Asked(KEY, EXPIRY, 75));
            default -> {}
        }
    }

    private static void contracts(UpstoxContracts contracts) {
        contracts.expiries().forEach(contracts::lotSize);
    }

    private static void bars(InputStream body) throws IOException {
        VendorBars bars = new VendorBars(
                "NIFTY50", UpstoxCandles.rows(body, PLACE), Optional.of(NOW), CALENDAR, NOW, (code, detail) -> {});
        bars.intraday(Duration.ofMinutes(5));
        bars.daily();
    }
}
