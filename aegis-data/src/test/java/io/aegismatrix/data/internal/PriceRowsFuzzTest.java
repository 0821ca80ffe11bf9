package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a price file holds, its header is found or refused, under any separator and over titles and notes. */
class PriceRowsFuzzTest {

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_file_has_a_shape_or_is_refused(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("nifty50_daily.csv"), data);
        Untrusted.parsesOrRefuses(
                () -> PriceShape.find(file, false, NseCalendar.load()), List.of(MarketDataException.class));
    }
}
