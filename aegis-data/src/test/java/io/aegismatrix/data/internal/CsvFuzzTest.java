package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a user's folder holds is a market or a refusal. The first letter says what the rest is: {@code d} or
 * {@code D} daily bars (strict or lenient), {@code i} or {@code I} bars inside sessions, {@code z} packed daily bars.
 */
class CsvFuzzTest {

    private static final Instant NOW = Instant.parse("2024-12-31T10:30:00Z");
    private static final String GOOD = """
            date,open,high,low,close,volume
            2024-12-30,100,101,99,100,0
            2024-12-31,100,101,99,100,0
            """;

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_file_is_a_market_or_a_refusal(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case 'd', 'D' -> daily("", content);
            case 'z' -> daily(".gz", content);
            case 'i', 'I' -> intraday(content);
            default -> {
                return;
            }
        }
        boolean lenient = data[0] == 'D' || data[0] == 'I';
        Untrusted.parsesOrRefuses(
                () -> new CsvMarketSource(folder, lenient).snapshot(MarketRequest.nifty50(NOW)),
                List.of(MarketDataException.class));
    }

    private static void daily(String ending, byte[] content) throws IOException {
        Files.deleteIfExists(folder.resolve("nifty50_daily.csv"));
        Files.deleteIfExists(folder.resolve("nifty50_5m.csv"));
        Files.write(folder.resolve("nifty50_daily.csv" + ending), content);
        Files.writeString(folder.resolve("indiavix_daily.csv"), GOOD);
    }

    private static void intraday(byte[] content) throws IOException {
        Files.writeString(folder.resolve("nifty50_daily.csv"), GOOD);
        Files.writeString(folder.resolve("indiavix_daily.csv"), GOOD);
        Files.write(folder.resolve("nifty50_5m.csv"), content);
    }
}
