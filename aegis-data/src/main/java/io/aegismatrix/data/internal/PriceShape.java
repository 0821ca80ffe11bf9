package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.StampParts.StampForm;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one file writes its cells, found from all of its rows and never row by row: what separates them, which number of a
 * date is the day, and the decimal mark.
 *
 * @param separator what separates cells
 * @param forms for every way in which dates are written, how they are meant; the plain ways are not in it
 * @param numbers the decimal mark
 */
record PriceShape(char separator, Map<String, StampForm> forms, PriceText numbers) {

    /** Finds the shape of a file. @throws MarketDataException if it has no header or can be meant in two ways */
    static PriceShape find(Path path, boolean intraday, TradingCalendar calendar) {
        char separator = PriceRows.separator(path, intraday);
        Survey survey = new Survey();
        PriceRows rows = new PriceRows(intraday, survey);
        CsvTable.read(path, separator, rows);
        rows.requireColumns(path);
        return new PriceShape(separator, survey.forms(path, intraday, calendar), survey.numbers(path));
    }

    /** The key of a way to write dates that does not tell by itself which number is the day. */
    static String key(StampParts parts) {
        return parts.shape().isPlain() ? "" : parts.shape() + " " + parts.separator();
    }

    /** How a date is meant; empty if the file's other dates are written in another way. */
    Optional<StampForm> form(StampParts parts) {
        return parts.shape().isPlain()
                ? forms.isEmpty() ? Optional.of(parts.shape().forms().get(0)) : Optional.empty()
                : Optional.ofNullable(forms.get(key(parts)));
    }

    /** All rows of a file, seen once. */
    private static final class Survey implements PriceRows.Taker {

        private final Map<String, Way> ways = new LinkedHashMap<>();
        private final Map<PriceText, Integer> unread = new TreeMap<>();
        private int stamps;
        private String undecided = "";
        private boolean decided;
        private boolean commas;

        @Override
        public void data(CsvRecord row, PriceColumns columns, int part) {
            String stamp = PriceRow.text(row, columns.stamp());
            StampParts.of(stamp).ifPresent(parts -> {
                stamps++;
                ways.computeIfAbsent(key(parts), key -> new Way(parts, stamp, row.getStartingLineNumber()))
                        .add(parts);
            });
            for (int column : new int[] {columns.open(), columns.high(), columns.low(), columns.close()}) {
                seePrice(PriceRow.text(row, column));
            }
        }

        @Override
        public void words(CsvRecord row, PriceColumns columns) {
            // Words have neither dates nor prices.
        }

        private void seePrice(String text) {
            if (!PriceText.mayBe(text)) {
                return;
            }
            double point = PriceText.POINT.number(text);
            double comma = PriceText.COMMA.number(text);
            commas |= text.indexOf(',') >= 0;
            if (Double.isNaN(point)) {
                unread.merge(PriceText.POINT, 1, Integer::sum);
            }
            if (Double.isNaN(comma)) {
                unread.merge(PriceText.COMMA, 1, Integer::sum);
            }
            decided |= Double.isNaN(point) != Double.isNaN(comma);
            if (undecided.isEmpty() && point != comma && !Double.isNaN(point) && !Double.isNaN(comma)) {
                undecided = text;
            }
        }

        /** Without any comma the point is the decimal mark; with commas, the mark under which more cells are numbers. */
        PriceText numbers(Path path) {
            if (!commas) {
                return PriceText.POINT;
            }
            if (!decided && !undecided.isEmpty()) {
                throw new MarketDataException(
                        path + ": '" + undecided + "' can be " + PriceText.POINT.number(undecided)
                                + " or " + PriceText.COMMA.number(undecided)
                                + ", and no price of the file tells which; write the prices without grouping and with a decimal point");
            }
            int point = unread.getOrDefault(PriceText.POINT, 0);
            int comma = unread.getOrDefault(PriceText.COMMA, 0);
            return comma < point ? PriceText.COMMA : PriceText.POINT;
        }

        Map<String, StampForm> forms(Path path, boolean intraday, TradingCalendar calendar) {
            if (ways.isEmpty()) {
                return Map.of();
            }
            Way most = ways.values().stream()
                    .max(Comparator.comparingInt((Way way) -> way.rows))
                    .orElseThrow();
            if (stamps - most.rows > PriceFile.fewOf(stamps)) {
                Way other = ways.values().stream()
                        .filter(way -> way != most)
                        .max(Comparator.comparingInt((Way way) -> way.rows))
                        .orElseThrow();
                throw new MarketDataException(path + ": dates are written in more than one way, '" + most.example
                        + "' (line " + most.line + ") in " + most.rows + " rows and '" + other.example + "' (line "
                        + other.line + ") in " + other.rows
                        + ", as a spreadsheet leaves them; write them all in one way, best as yyyy-MM-dd");
            }
            return most.parts.shape().isPlain()
                    ? Map.of()
                    : Map.of(key(most.parts), most.form(path, intraday, calendar));
        }
    }

    /** One way in which dates are written. */
    private static final class Way {

        private final StampParts parts;
        private final String example;
        private final long line;
        private final Map<StampForm, List<LocalDate>> days = new TreeMap<>();
        private int rows;

        Way(StampParts parts, String example, long line) {
            this.parts = parts;
            this.example = example;
            this.line = line;
            if (!parts.shape().isPlain()) {
                parts.shape().forms().forEach(form -> days.put(form, new ArrayList<>()));
            }
        }

        void add(StampParts row) {
            rows++;
            days.forEach((form, read) -> row.date(form).ifPresent(read::add));
        }

        /** The reading under which most rows are dates; of several the one that {@link DateEvidence} speaks for. */
        StampForm form(Path path, boolean intraday, TradingCalendar calendar) {
            int most = days.values().stream().mapToInt(List::size).max().orElse(0);
            Map<StampForm, List<LocalDate>> possible = new TreeMap<>(days);
            possible.values().removeIf(read -> read.size() < most);
            List<StampForm> forms = new DateEvidence(calendar, intraday).settle(possible);
            if (forms.size() == 1) {
                return forms.get(0);
            }
            throw new MarketDataException(path + ":" + line + ": the date '" + example + "' can be "
                    + forms.get(0).words() + " (" + possibleDay(forms.get(0)) + ") or "
                    + forms.get(1).words() + " (" + possibleDay(forms.get(1))
                    + "), and nothing in the file tells which: neither a day above 12 nor the order of the rows, the days"
                    + " of sessions or the distance of the rows; write the dates as yyyy-MM-dd");
        }

        private String possibleDay(StampForm form) {
            return parts.date(form).map(LocalDate::toString).orElse("no date");
        }
    }
}
