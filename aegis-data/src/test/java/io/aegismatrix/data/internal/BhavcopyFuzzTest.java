package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the exchange's evening file of derivatives holds is a chain or is told; it stops nothing. The first letter says how
 * the file is called: {@code u} UDiFF, {@code o} the older form, {@code z} packed.
 */
class BhavcopyFuzzTest {

    private static final Instant EVENING = Instant.parse("2024-01-05T19:30:00+05:30");
    private static final LocalDate SESSION = LocalDate.of(2024, 1, 5);
    private static final TradingCalendar CALENDAR = NseCalendar.load("nifty");
    private static final BarSeries DAILY =
            BarSeries.of("NIFTY50", List.of(new DailyBar(SESSION, 21705.75, 21749.6, 21629.2, 21710.8, 0)));

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_file_is_a_chain_or_is_told(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        String name = switch (data[0]) {
            case 'u' -> "BhavCopy_NSE_FO_0_0_0_20240105_F_0000.csv";
            case 'o' -> "fo05JAN2024bhav.csv";
            case 'z' -> "fo05JAN2024bhav.csv.zip";
            default -> "";
        };
        if (name.isEmpty()) {
            return;
        }
        Path file = Files.write(folder.resolve(name), Arrays.copyOfRange(data, 1, data.length));
        Untrusted.parsesOrRefuses(
                () -> new ExchangeChains(folder, CALENDAR, Underlying.NIFTY50, DAILY, 0.0001, told -> {})
                        .newest(SESSION, EVENING),
                List.of());
        Files.delete(file);
    }
}
