package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the exchange's smaller tables hold is bars, or lots, or is told; it stops nothing. The first letter says which:
 * {@code i} the closes of all indices, {@code l} the list of lots.
 */
class ExchangeTablesFuzzTest {

    private static final LocalDate SESSION = LocalDate.of(2024, 1, 5);

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_table_is_read_or_told(byte[] data) throws IOException {
        if (data.length == 0 || (data[0] != 'i' && data[0] != 'l')) {
            return;
        }
        boolean indices = data[0] == 'i';
        Path file = Files.write(
                folder.resolve(indices ? "ind_close_all_05012024.csv" : "fo_mktlots.csv"),
                Arrays.copyOfRange(data, 1, data.length));
        LotSizes lots = new LotSizes(NseCalendar.load("nifty"), Underlying.NIFTY50);
        Untrusted.parsesOrRefuses(
                () -> {
                    if (indices) {
                        IndexCloseFiles.read(
                                folder, IndexCloseFiles.names(Underlying.NIFTY50, true), SESSION, told -> {});
                    } else {
                        lots.compareLists(folder, SESSION, told -> {});
                        lots.told();
                    }
                },
                List.of());
        Files.delete(file);
    }
}
