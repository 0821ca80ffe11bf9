package io.aegismatrix.data.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that exporters name their columns with: the one place that says what a header cell means. A name is read as
 * words ({@code OPEN_INDEX_VAL}, {@code OpenPrice} and {@code ('Open', '^NSEI')} alike), words that say nothing are left
 * out, and one of the words must name the column. What remains, such as a ticker, is the same for all four prices of a
 * bar, so that {@code Adj Close} or {@code Prev. Close} is never taken for the close.
 */
final class ColumnNames {

    /** What a column holds. */
    enum Role {
        DATE,
        MOMENT,
        TIME,
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        VOLUME
    }

    /**
     * What one header cell says.
     *
     * @param role what the column holds
     * @param rest the words that neither name the column nor are without meaning, such as a ticker
     */
    record Meaning(Role role, Set<String> rest) {}

    /** The accepted words for prices, by role; a test holds docs/FILES.md to this table. */
    static final Map<Role, List<String>> PRICES = Map.of(
            Role.OPEN, List.of("open", "opening", "into"),
            Role.HIGH, List.of("high", "highest", "inth"),
            Role.LOW, List.of("low", "lowest", "intl"),
            Role.CLOSE, List.of("close", "closing", "intc"));

    /** Single letters count only where the header has no words for the prices. */
    static final Map<Role, List<String>> LETTERS = Map.of(
            Role.OPEN, List.of("o"),
            Role.HIGH, List.of("h"),
            Role.LOW, List.of("l"),
            Role.CLOSE, List.of("c"));

    private static final Set<String> VOLUMES =
            Set.of("volume", "vol", "v", "shares traded", "traded qty", "traded quantity", "intv");
    /** A close under another name, which counts only where nothing is called close. */
    private static final Set<String> INSTEAD_OF_CLOSE = Set.of("price");

    private static final Set<String> ADJUSTED = Set.of("adj", "adjusted");
    private static final Set<String> WITHOUT_MEANING =
            Set.of("index", "val", "value", "price", "prices", "eod", "rs", "inr", "level", "pts", "points", "rate");
    private static final Set<String> WITHOUT_MEANING_IN_STAMPS = Set.of(
            "index",
            "trade",
            "trading",
            "traded",
            "historical",
            "eod",
            "bar",
            "candle",
            "session",
            "business",
            "local",
            "ist",
            "start",
            "epoch",
            "unix",
            "utc",
            "gmt",
            "asia",
            "kolkata");
    private static final Map<Set<String>, Role> STAMPS = Map.of(
            Set.of("date"), Role.DATE,
            Set.of("day"), Role.DATE,
            Set.of("historicaldate"), Role.DATE,
            Set.of("datetime"), Role.MOMENT,
            Set.of("timestamp"), Role.MOMENT,
            Set.of("date", "time"), Role.MOMENT,
            Set.of("ts"), Role.MOMENT,
            Set.of("time"), Role.TIME,
            Set.of("t"), Role.TIME);
    private static final Set<Set<String>> INDEX_NAMES = Set.of(
            Set.of("india", "vix"),
            Set.of("indiavix"),
            Set.of("vix"),
            Set.of("nifty"),
            Set.of("nifty", "50"),
            Set.of("nifty50"),
            Set.of("nsei"),
            Set.of("sensex"),
            Set.of("bsesn"),
            Set.of("banknifty"),
            Set.of("nifty", "bank"),
            Set.of("nsebank"));

    private ColumnNames() {}

    /** A cell without the blanks, marks and zero-width letters that exporters leave round it. */
    static String clean(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        // A mark before a quote hides the quote from the parser.
        boolean quoted = from > 0 && to - from > 1 && cell.charAt(from) == '"' && cell.charAt(to - 1) == '"';
        return quoted ? clean(cell.substring(from + 1, to - 1)) : cell.substring(from, to);
    }

    private static boolean isBlank(char letter) {
        return letter <= ' '
                || (letter > 127
                        && (Character.isWhitespace(letter) || Character.isSpaceChar(letter) || isMark(letter)));
    }

    /** Byte order marks stand in the middle of joined files. */
    private static boolean isMark(char letter) {
        return letter == '\uFEFF' || letter == '\u200B' || letter == '\uFFFE';
    }

    /** The words of a header cell, in lower case. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean starts = Character.isUpperCase(letter) && Character.isLowerCase(before);
            if (word.length() > 0 && (starts || !Character.isLetterOrDigit(letter))) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(letter)) {
                word.append(letter);
            }
            before = letter;
        }
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** Which price a column holds, if its words name exactly one. */
    static Optional<Meaning> price(Collection<String> words, Map<Role, List<String>> vocabulary) {
        Set<String> rest = new HashSet<>();
        Role found = null;
        for (String word : words) {
            Role role = role(word, vocabulary);
            if (role != null && found != null && role != found) {
                return Optional.empty();
            }
            found = role == null ? found : role;
            if (role == null && !WITHOUT_MEANING.contains(word)) {
                rest.add(word);
            }
        }
        return found == null ? Optional.empty() : Optional.of(new Meaning(found, Set.copyOf(rest)));
    }

    private static @Nullable Role role(String word, Map<Role, List<String>> vocabulary) {
        for (Map.Entry<Role, List<String>> entry : vocabulary.entrySet()) {
            if (entry.getValue().contains(word)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Whether a column holds dates, moments or times of day. */
    static Optional<Role> stamp(Collection<String> words) {
        Set<String> telling = new HashSet<>(words);
        telling.removeAll(WITHOUT_MEANING_IN_STAMPS);
        return Optional.ofNullable(STAMPS.get(telling));
    }

    /** Whether a stamp's name says that it is in UTC. */
    static boolean isUtc(Collection<String> words) {
        return words.contains("utc") || words.contains("gmt");
    }

    static boolean isVolume(Collection<String> words) {
        return VOLUMES.contains(String.join(" ", words));
    }

    /** Whether a column is a close under another name, such as the {@code Price} of Investing.com. */
    static boolean isInsteadOfClose(Collection<String> words) {
        return words.size() == 1 && INSTEAD_OF_CLOSE.containsAll(words);
    }

    /** Whether a column bears nothing but the name of an index, as in {@code date,open,high,low,india_vix}. */
    static boolean isIndexName(Collection<String> words) {
        return INDEX_NAMES.contains(Set.copyOf(words));
    }

    static boolean isAdjusted(Collection<String> words) {
        return words.stream().anyMatch(ADJUSTED::contains);
    }
}
