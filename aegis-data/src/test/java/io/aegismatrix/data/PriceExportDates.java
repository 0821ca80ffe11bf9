package io.aegismatrix.data;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as exporters write them. */
final class PriceExportDates {

    private PriceExportDates() {}

    static String of(String pattern, LocalDate day) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
    }

    /** {@code 31-DEC-2024}. */
    static String exchange(LocalDate day) {
        return of("dd-MMM-yyyy", day).toUpperCase(Locale.ROOT);
    }
}
