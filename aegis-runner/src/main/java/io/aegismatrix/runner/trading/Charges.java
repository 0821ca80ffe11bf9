package io.aegismatrix.runner.trading;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Taxes and charges of trading by the day they began, from {@code nse-charges.csv}. */
final class Charges {

    /** What is charged. */
    enum Charge {
        OPTION_SALE_TAX,
        EXERCISE_TAX_ON_SETTLEMENT,
        EXERCISE_TAX_ON_INTRINSIC,
        FUTURE_SALE_TAX,
        OPTION_STAMP_DUTY,
        FUTURE_STAMP_DUTY,
        OPTION_EXCHANGE_CHARGE,
        OPTION_PROTECTION_FUND,
        FUTURE_EXCHANGE_CHARGE,
        TURNOVER_FEE,
        GOODS_AND_SERVICES_TAX;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final String RESOURCE = "nse-charges.csv";
    private static final double PERCENT = 0.01;
    private static final double PER_CRORE = 1e-7;

    private final NavigableMap<Charge, NavigableMap<LocalDate, Double>> rates;

    private Charges(NavigableMap<Charge, NavigableMap<LocalDate, Double>> rates) {
        this.rates = rates;
    }

    static Charges read() {
        try (InputStream in = Objects.requireNonNull(Charges.class.getResourceAsStream(RESOURCE), RESOURCE);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                        .commentStrategy(CommentStrategy.SKIP)
                        .ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            NavigableMap<Charge, NavigableMap<LocalDate, Double>> rates = new TreeMap<>();
            for (NamedCsvRecord row : reader) {
                rates.computeIfAbsent(
                                Charge.valueOf(row.getField("charge").toUpperCase(Locale.ROOT)),
                                charge -> new TreeMap<>())
                        .put(LocalDate.parse(row.getField("from")), rate(row));
            }
            return new Charges(rates);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static double rate(NamedCsvRecord row) {
        double value = Double.parseDouble(row.getField("value"));
        return switch (row.getField("unit")) {
            case "percent" -> value * PERCENT;
            case "per_crore" -> value * PER_CRORE;
            default ->
                throw new IllegalStateException(
                        RESOURCE + ": unit must be percent or per_crore, was '" + row.getField("unit") + "'");
        };
    }

    /** Days on which something changed, and the day it all begins. */
    List<LocalDate> changes() {
        return rates.values().stream()
                .flatMap(dated -> dated.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Rate in force on a day as a fraction of its base; 0 where it is not known: left out, not guessed. */
    double on(LocalDate day, Charge charge) {
        var dated = Objects.requireNonNull(rates.get(charge), charge::words).floorEntry(day);
        return dated == null ? 0 : dated.getValue();
    }

    /** What is left out because it is not known, in words. */
    String unknown() {
        return rates.entrySet().stream()
                .map(entry ->
                        entry.getKey().words() + " before " + entry.getValue().firstKey())
                .collect(Collectors.joining(", "));
    }
}
