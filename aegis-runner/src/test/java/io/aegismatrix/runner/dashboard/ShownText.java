package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page must say of a value, computed a second time and apart from the page's own script. */
final class ShownText {

    private static final JsonNode WORDS = SamplePayloads.tree(PageParts.words());
    private static final ZoneId MARKET = ZoneId.of("Asia/Kolkata");

    private static final Pattern SCORE = Pattern.compile("([a-z_]+?)(?:_(\\d+))?\\.(.+)");

    private ShownText() {}

    /** The text of a value; empty where it depends on the viewer. */
    static Optional<String> of(String path, JsonNode value, String format) {
        return switch (format) {
            case "price" -> Optional.of(number(value, 2, false));
            // Pages of the tests know no step of strikes.
            case "level", "size", "count", "strikeBelow", "strikeAbove" -> Optional.of(number(value, 0, false));
            case "tenth" -> Optional.of(number(value, 1, false));
            case "ratio", "score" -> Optional.of(number(value, 2, false));
            case "signedScore", "signedPrice" -> Optional.of(number(value, 2, true));
            case "points" -> Optional.of(number(value, 0, true));
            case "contribution" -> Optional.of(number(value, 3, true));
            case "percent" -> Optional.of(odds(value));
            case "wholePercent" ->
                Optional.of(
                        value.doubleValue() < 1 && value.doubleValue() >= 0.995
                                ? "> 99\u202f%"
                                : percent(value, 0, false));
            case "signedPercent" -> Optional.of(percent(value, 1, true));
            case "finePercent" -> Optional.of(percent(value, 2, true));
            case "duration" -> Optional.of(duration(value.asLong()));
            case "key" -> Optional.empty();
            case "plain", "text" -> Optional.of(value.asText());
            case "word" -> Optional.of(word(value.asText()));
            case "day" -> Optional.of(date("d MMM yyyy").format(LocalDate.parse(value.asText())));
            case "marketTime" ->
                Optional.of(date("d MMM yyyy, HH:mm")
                        .format(Instant.parse(value.asText()).atZone(MARKET)));
            case "marketDay" ->
                Optional.of(
                        date("d MMM yyyy").format(Instant.parse(value.asText()).atZone(MARKET)));
            case "marketClock" ->
                Optional.of(date("HH:mm").format(Instant.parse(value.asText()).atZone(MARKET)));
            case "viewerTime" -> Optional.empty();
            default -> throw new IllegalArgumentException(path + ": no format named '" + format + "'");
        };
    }

    private static DateTimeFormatter date(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static String number(JsonNode value, int digits, boolean signed) {
        return text(BigDecimal.valueOf(value.doubleValue()), digits, signed);
    }

    private static String odds(JsonNode value) {
        double odds = value.doubleValue();
        if (odds > 0 && odds < 0.0005) {
            return "< 0.1\u202f%";
        }
        return odds < 1 && odds >= 0.9995 ? "> 99.9\u202f%" : percent(value, 1, false);
    }

    private static String percent(JsonNode value, int digits, boolean signed) {
        return text(BigDecimal.valueOf(value.doubleValue()).movePointRight(2), digits, signed) + "\u202f%";
    }

    private static String text(BigDecimal value, int digits, boolean signed) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        String size = new DecimalFormat(
                        digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits),
                        DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(rounded.abs());
        boolean below = rounded.signum() < 0 || (!signed && value.signum() < 0);
        return (below ? "\u2212" : signed && rounded.signum() > 0 ? "+" : "") + size;
    }

    private static String duration(long seconds) {
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            return minutes / 60 + " h " + minutes % 60 + " min";
        }
        long days = minutes / (24 * 60);
        long months = (long) Math.floor(days / 30.44);
        return months < 3
                ? days + " days"
                : months < 12 ? months + " months" : months / 12 + " y " + months % 12 + " m";
    }

    private static String word(String code) {
        if (WORDS.has(code)) {
            return WORDS.get(code).asText();
        }
        Matcher score = SCORE.matcher(code);
        if (score.matches() && WORDS.has(score.group(1)) && WORDS.has(score.group(3))) {
            String sessions = score.group(2);
            String horizon =
                    sessions == null ? "" : ", " + sessions + (sessions.equals("1") ? " session" : " sessions");
            return WORDS.get(score.group(1)).asText() + horizon + " · "
                    + WORDS.get(score.group(3)).asText();
        }
        if (!code.matches("[A-Za-z0-9]+([_.][A-Za-z0-9]+)*")) {
            return code;
        }
        String plain = code.toLowerCase(Locale.ROOT).replace("_", " ").replace(".", " · ");
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }
}
