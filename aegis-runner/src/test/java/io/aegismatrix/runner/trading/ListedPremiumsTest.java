package io.aegismatrix.runner.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListedPremiumsTest {

    private static final String HEADER = "trade_date,expiry,option_type,strike,close,volume_units";
    private static final LocalDate DAY = LocalDate.of(2022, 3, 2);
    private static final LocalDate EXPIRY = LocalDate.of(2022, 3, 31);

    @TempDir
    private Path folder;

    private void write(String... rows) throws IOException {
        Files.createDirectories(folder.resolve("bhavcopy"));
        Path file = folder.resolve("bhavcopy").resolve("nifty_monthly_options_eod_2022.csv");
        Files.writeString(file, HEADER + "\n" + String.join("\n", List.of(rows)) + "\n");
    }

    @Test
    void finds_what_traded() throws IOException {
        write("2022-03-02,2022-03-31,PE,15000,82.5,1000", "2022-03-02,2022-03-31,PE,14000,30,0");
        ListedPremiums found = ListedPremiums.find(folder, "NIFTY").orElseThrow();
        assertThat(found.closes(DAY, EXPIRY, false)).containsOnlyKeys(15_000.0).containsEntry(15_000.0, 82.5);
        assertThat(found.closes(DAY, EXPIRY, true)).isEmpty();
    }

    @Test
    void is_empty_without_a_file_of_that_underlying() throws IOException {
        assertThat(ListedPremiums.find(folder, "NIFTY")).isEmpty();
        write("2022-03-02,2022-03-31,PE,15000,82.5,1000");
        assertThat(ListedPremiums.find(folder, "BANKNIFTY")).isEmpty();
    }

    @Test
    void names_file_line_and_value_of_what_it_cannot_use() throws IOException {
        write("2022-03-02,2022-03-31,PE,15000,82.5,1000", "2022-03-02,2022-03-31,XX,15000,82.5,1000");
        assertThatThrownBy(() -> ListedPremiums.find(folder, "NIFTY"))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("nifty_monthly_options_eod_2022.csv:3")
                .hasMessageContaining("'XX'");
        write("2022-03-02,2022-03-31,PE,15000,cheap,1000");
        assertThatThrownBy(() -> ListedPremiums.find(folder, "NIFTY"))
                .hasMessageContaining(".csv:2")
                .hasMessageContaining("'cheap'");
        write("2 March,2022-03-31,PE,15000,82.5,1000");
        assertThatThrownBy(() -> ListedPremiums.find(folder, "NIFTY")).hasMessageContaining("2 March");
    }

    @Test
    void reads_the_published_closes() {
        ListedPremiums found =
                ListedPremiums.find(DeveloperData.require(), "NIFTY").orElseThrow();
        assertThat(found.closes(LocalDate.of(2021, 2, 1), LocalDate.of(2021, 2, 25), true))
                .containsEntry(16_000.0, 8.0);
    }
}
