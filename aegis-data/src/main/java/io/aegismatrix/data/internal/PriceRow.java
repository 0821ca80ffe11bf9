package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** One data row of a price file, its cells read the way the whole file is written. */
final class PriceRow {

    private static final String DATE = "column 'date' must be a date such as 2024-01-31 or 31-Jan-2024, was '";
    private static final String MOMENT = "column 'timestamp' must be a moment such as 2024-01-31T09:15:00+05:30, was '";

    private final CsvRecord row;
    private final PriceColumns columns;
    private final Reading reading;

    /** How the cells of a file are read. */
    interface Reading {

        /** The trading day a cell names. */
        Optional<LocalDate> day(String cell, PriceColumns columns);

        /** The moment a cell names. */
        Optional<Instant> moment(String cell, PriceColumns columns);

        /** The file's decimal mark. */
        PriceText numbers();

        /** The price a cell holds, NaN for anything else. */
        default double price(String cell) {
            return numbers().number(cell);
        }
    }

    /** Dates that tell by themselves how they are meant, as we and the exchange write them: read by position. */
    static final class Plain implements Reading {

        private final ZoneId zone;
        private final Moments moments;

        Plain(ZoneId zone) {
            this.zone = zone;
            this.moments = new Moments(zone);
        }

        @Override
        public Optional<LocalDate> day(String cell, PriceColumns columns) {
            return Stamps.day(cell, zone);
        }

        @Override
        public Optional<Instant> moment(String cell, PriceColumns columns) {
            return moments.read(cell);
        }

        @Override
        public PriceText numbers() {
            return PriceText.POINT;
        }

        /** Only the whole file tells whether {@code 14,100} is fourteen thousand or fourteen. */
        @Override
        public double price(String cell) {
            return cell.indexOf(',') >= 0 && cell.indexOf('.') < 0 ? Double.NaN : PriceText.POINT.number(cell);
        }
    }

    /** Cells of a shape that was found from the whole file. */
    record Shaped(PriceShape shape, ZoneId zone) implements Reading {

        @Override
        public Optional<LocalDate> day(String cell, PriceColumns columns) {
            return StampParts.of(cell)
                    .flatMap(parts -> shape.form(parts).flatMap(form -> parts.day(form, zone, unsaid(columns))));
        }

        @Override
        public Optional<Instant> moment(String cell, PriceColumns columns) {
            return StampParts.of(cell)
                    .flatMap(parts -> shape.form(parts).flatMap(form -> parts.moment(form, zone, unsaid(columns))));
        }

        private static Optional<ZoneOffset> unsaid(PriceColumns columns) {
            return columns.utc() ? Optional.of(ZoneOffset.UTC) : Optional.empty();
        }

        @Override
        public PriceText numbers() {
            return shape.numbers();
        }
    }

    PriceRow(CsvRecord row, PriceColumns columns, Reading reading) {
        this.row = row;
        this.columns = columns;
        this.reading = reading;
    }

    /** A cell without the blanks round it; empty where the row is too short. */
    static String text(CsvRecord row, int column) {
        return column >= 0 && column < row.getFieldCount() ? ColumnNames.clean(row.getField(column)) : "";
    }

    /** The date or moment as written; a time of day in a column of its own follows a blank. */
    static String stampText(CsvRecord row, PriceColumns columns) {
        String stamp = text(row, columns.stamp());
        String time = columns.time() < 0 ? "" : text(row, columns.time());
        return time.isEmpty() ? stamp : stamp + " " + time;
    }

    /** Whether a row has more cells than its header has names, which a decimal comma between commas makes. */
    static boolean isTooLong(CsvRecord row, PriceColumns columns) {
        for (int column = columns.width(); column < row.getFieldCount(); column++) {
            if (!row.getField(column).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Whether none of the four prices is there. */
    boolean isHole() {
        return PriceText.isHole(text(row, columns.open()))
                && PriceText.isHole(text(row, columns.high()))
                && PriceText.isHole(text(row, columns.low()))
                && PriceText.isHole(text(row, columns.close()));
    }

    /** The trading day. @throws IllegalArgumentException if the cell names none */
    LocalDate day() {
        // The day is what the date says; a time beside it only matters inside a session.
        String cell = text(row, columns.stamp());
        return reading.day(cell, columns).orElseThrow(() -> new IllegalArgumentException(DATE + cell + "'"));
    }

    /** The moment. @throws IllegalArgumentException if the cell names none */
    Instant moment() {
        String cell = stampText(row, columns);
        return reading.moment(cell, columns).orElseThrow(() -> new IllegalArgumentException(MOMENT + cell + "'"));
    }

    /** The date or moment as written, for messages. */
    String stampText() {
        return stampText(row, columns);
    }

    double open() {
        return price(columns.open(), "open");
    }

    double high() {
        return price(columns.high(), "high");
    }

    double low() {
        return price(columns.low(), "low");
    }

    double close() {
        return price(columns.close(), "close");
    }

    /** The vendor's volume; 0 where there is none that can be read. */
    double volume() {
        return columns.volume() < 0 ? 0 : reading.numbers().volume(text(row, columns.volume()));
    }

    private double price(int column, String name) {
        String text = text(row, column);
        double value = reading.price(text);
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("column '" + name + "' must be a finite number, was '" + text + "'");
        }
        if (value <= 0) {
            throw new IllegalArgumentException("column '" + name + "' must be positive, was '" + text + "'");
        }
        return value;
    }
}
