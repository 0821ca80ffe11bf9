package io.aegismatrix.data.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a download of the exchange's page holds is a chain or a refusal. */
class ChainDownloadFuzzTest {

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_file_is_a_chain_or_a_refusal(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("option-chain-ED-NIFTY-11-Jan-2024.csv"), data);
        Untrusted.parsesOrRefuses(
                () -> {
                    ChainDownload download = ChainDownload.read(file);
                    download.forward();
                    download.daysLeft();
                },
                List.of(MarketDataException.class));
    }
}
