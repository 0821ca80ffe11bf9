package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a price file keeps its columns, under the names our format, Yahoo's export and NSE's export give them. */
record PriceColumns(int stamp, int open, int high, int low, int close, int volume) {

    private static final Set<String> STAMP = Set.of("date", "timestamp", "datetime");
    private static final Set<String> VOLUME = Set.of("volume", "shares traded");
    private static final int MOST_EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{2,3})*,\\d{3}(\\.\\d+)?");

    static PriceColumns of(Path path, List<String> header) {
        return new PriceColumns(
                require(path, header, STAMP, "date"),
                require(path, header, Set.of("open"), "open"),
                require(path, header, Set.of("high"), "high"),
                require(path, header, Set.of("low"), "low"),
                require(path, header, Set.of("close"), "close"),
                find(header, VOLUME));
    }

    private static int require(Path path, List<String> header, Set<String> names, String name) {
        int position = find(header, names);
        if (position < 0) {
            String found = String.join(",", header);
            throw new MarketDataException(path + ":1: column '" + name + "' is missing, the header is '"
                    + found.substring(0, Math.min(200, found.length()))
                    + "'; expected date (or timestamp), open, high, low, close and maybe volume");
        }
        return position;
    }

    private static int find(List<String> header, Set<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i))) {
                return i;
            }
        }
        return -1;
    }

    String stampText(CsvRecord row) {
        return text(row, stamp);
    }

    double openPrice(CsvRecord row) {
        return price(row, open, "open");
    }

    double highPrice(CsvRecord row) {
        return price(row, high, "high");
    }

    double lowPrice(CsvRecord row) {
        return price(row, low, "low");
    }

    double closePrice(CsvRecord row) {
        return price(row, close, "close");
    }

    /** The vendor's volume; 0 where there is no such column or the cell is empty or a dash. */
    double volumeOr0(CsvRecord row) {
        String text = volume < 0 ? "" : text(row, volume);
        double value = text.isEmpty() || text.equals("-") ? 0 : number(text, "volume");
        if (value < 0) {
            throw new IllegalArgumentException("column 'volume' must be at least 0, was '" + text + "'");
        }
        return value;
    }

    private static double price(CsvRecord row, int column, String name) {
        String text = text(row, column);
        double value = number(text, name);
        if (value <= 0) {
            throw new IllegalArgumentException("column '" + name + "' must be positive, was '" + text + "'");
        }
        return value;
    }

    private static String text(CsvRecord row, int column) {
        return column < row.getFieldCount() ? row.getField(column).strip() : "";
    }

    private static double number(String text, String name) {
        double plain = plainDecimal(text);
        if (!Double.isNaN(plain)) {
            return plain;
        }
        String digits = text.indexOf(',') >= 0 && GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
        try {
            double value = isPlainNumber(digits) ? Double.parseDouble(digits) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notANumber(text, name), e);
        }
        throw new IllegalArgumentException(notANumber(text, name));
    }

    /**
     * The value of digits with at most one point among them, NaN for anything else. With at most 15 digits both the digits
     * and the power of ten are exact, so one division rounds once: to the bit what {@link Double#parseDouble} gives.
     */
    private static double plainDecimal(String text) {
        int length = text.length();
        if (length > MOST_EXACT_DIGITS) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter == '.' && point < 0) {
                point = i;
            } else if (letter >= '0' && letter <= '9') {
                digits = 10 * digits + letter - '0';
            } else {
                return Double.NaN;
            }
        }
        boolean digitsOnBothSides = point < 0 ? length > 0 : point > 0 && point < length - 1;
        if (!digitsOnBothSides) {
            return Double.NaN;
        }
        double exact = (double) digits;
        return point < 0 ? exact : exact / POWERS_OF_TEN[length - 1 - point];
    }

    private static String notANumber(String text, String name) {
        return "column '" + name + "' must be a finite number, was '" + text + "'";
    }

    /** Keeps out what {@link Double#parseDouble} would take: NaN, Infinity, hexadecimal and type suffixes. */
    private static boolean isPlainNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
