package io.aegismatrix.data.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as exporters write prices. A file has one decimal mark: with a point, commas group thousands (also the Indian
 * way, {@code 1,23,456.78}); with a comma, points do. Blanks and apostrophes group with either; a currency sign is ignored.
 */
enum PriceText {
    POINT(
            Pattern.compile("\\d{1,3}(,\\d{2,3})*,\\d{3}(\\.\\d+)?"),
            Pattern.compile("\\d{1,3}([ \u00A0\u202F\u2009'’]\\d{3})+(\\.\\d+)?")),
    COMMA(
            Pattern.compile("\\d{1,3}(\\.\\d{3})+(,\\d+)?|\\d+,\\d+"),
            Pattern.compile("\\d{1,3}([ \u00A0\u202F\u2009'’]\\d{3})+(,\\d+)?"));

    private static final int MOST_EXACT_DIGITS = 15;
    private static final int LONGEST = 64;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };
    private static final Pattern CURRENCY = Pattern.compile("(?i)^(₹|rs\\.?|inr|\\$|€)\\s*|\\s*(₹|inr|pts\\.?)$");
    private static final Set<String> HOLES =
            Set.of("", "-", "--", "–", "—", ".", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "<na>");
    private static final Pattern VOLUME = Pattern.compile("(?i)([0-9.,]+)\\s*(k|m|b|t|l|lakh|lac|cr|crore)?");

    private final Pattern grouped;
    private final Pattern spaced;

    PriceText(Pattern grouped, Pattern spaced) {
        this.grouped = grouped;
        this.spaced = spaced;
    }

    /** Whether a cell is one of the signs that exporters write where they have no price. */
    static boolean isHole(String text) {
        return text.length() <= 4 && HOLES.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a cell is meant as a number, well written or not. */
    static boolean mayBe(String text) {
        String bare = text.isEmpty() || text.length() > LONGEST
                ? ""
                : CURRENCY.matcher(text).replaceAll("");
        int at = bare.startsWith("-") || bare.startsWith("+") || bare.startsWith(".") ? 1 : 0;
        return bare.length() > at && bare.charAt(at) >= '0' && bare.charAt(at) <= '9';
    }

    /** The number a cell holds, NaN for anything else. */
    double number(String text) {
        double plain = plainDecimal(text);
        if (!Double.isNaN(plain)) {
            return plain;
        }
        if (text.length() > LONGEST) {
            return Double.NaN;
        }
        String bare = CURRENCY.matcher(text).replaceAll("");
        boolean grouping =
                grouped.matcher(bare).matches() || spaced.matcher(bare).matches();
        String digits = grouping ? ungrouped(bare) : bare;
        boolean foreign = this == COMMA && !grouping && digits.indexOf('.') >= 0;
        return foreign || !isPlainNumber(digits) ? Double.NaN : parse(digits);
    }

    private String ungrouped(String text) {
        String digits = text.replaceAll("[ \u00A0\u202F\u2009'’]", "");
        return this == POINT ? digits.replace(",", "") : digits.replace(".", "").replace(',', '.');
    }

    private static double parse(String digits) {
        try {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A vendor's volume, also {@code 250.13M}; 0 for whatever cannot be read, since an index's volume is used nowhere. */
    double volume(String text) {
        double plain = number(text);
        if (plain >= 0) {
            return plain;
        }
        var matcher = VOLUME.matcher(text);
        double value = text.length() <= LONGEST && matcher.matches() ? number(matcher.group(1)) : Double.NaN;
        if (Double.isNaN(value)) {
            return 0;
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
        return value
                * switch (unit) {
                    case "k" -> 1e3;
                    case "m" -> 1e6;
                    case "b" -> 1e9;
                    case "t" -> 1e12;
                    case "l", "lakh", "lac" -> 1e5;
                    case "cr", "crore" -> 1e7;
                    default -> 1;
                };
    }

    /**
     * The value of digits with at most one point among them, NaN for anything else. With at most 15 digits both the digits
     * and the power of ten are exact, so one division rounds once: to the bit what {@link Double#parseDouble} gives.
     */
    private double plainDecimal(String text) {
        int length = text.length();
        if (length > MOST_EXACT_DIGITS) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter == '.' && point < 0 && this == POINT) {
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
