package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick ways to read a cell against the slow ones of the JDK. */
class CellsTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int CELLS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void a_price_has_the_bits_of_the_jdks_parser() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        List<String> cells = new ArrayList<>(List.of("1", "0.1", "00012.50", "1e3", "+7.5", ".5", "5.", "24198.85"));
        for (int i = 0; i < CELLS; i++) {
            BigDecimal price =
                    BigDecimal.valueOf(random.nextLong(1, 1L << random.nextInt(2, 62)), random.nextInt(0, 18));
            cells.add(price.toPlainString());
        }

        List<Double> read = opens(cells);

        assertThat(read).isEqualTo(cells.stream().map(Double::valueOf).toList());
    }

    private List<Double> opens(List<String> cells) throws IOException {
        Path file = folder.resolve("prices.csv");
        Files.writeString(
                file, "date,open,high,low,close\n2024-01-01," + String.join(",1,1,1\n2024-01-01,", cells) + "\n");
        List<Double> read = new ArrayList<>();
        PriceRow.Reading plain = new PriceRow.Plain(INDIA);
        PriceColumns columns = new PriceColumns(0, -1, 1, 2, 3, 4, -1, 5, false);
        CsvTable.read(
                file,
                ',',
                row -> row.getStartingLineNumber() == 1 || read.add(new PriceRow(row, columns, plain).open()));
        return read;
    }

    @Test
    void a_time_of_day_is_what_the_jdks_parser_says() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < CELLS; i++) {
            LocalTime time = LocalTime.ofSecondOfDay(random.nextInt(86_400));
            String text = i % 2 == 0 ? time.withSecond(0).toString() : "%tT".formatted(time);
            LocalDateTime expected = LocalDate.of(2024, 5, 17).atTime(LocalTime.parse(text));
            assertThat(Stamps.moment("2024-05-17T" + text, INDIA))
                    .as(text)
                    .contains(expected.atZone(INDIA).toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "09:60", "09:15:61", "9:15", "09-15", "09:15-30", "09:15:3", "ab:cd"})
    void a_time_that_is_none_is_refused(String time) {
        assertThat(Stamps.moment("2024-05-17T" + time, ZoneId.of("UTC"))).isEmpty();
    }
}
