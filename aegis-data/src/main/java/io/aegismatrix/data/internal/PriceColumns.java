package io.aegismatrix.data.internal;

import io.aegismatrix.data.internal.ColumnNames.Meaning;
import io.aegismatrix.data.internal.ColumnNames.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a price file keeps its columns, positions from 0.
 *
 * @param stamp the date or moment
 * @param time the time of day beside a date; −1 without one
 * @param volume −1 without one
 * @param width number of columns in the header
 * @param utc whether the stamp's name says that it is in UTC
 */
record PriceColumns(int stamp, int time, int open, int high, int low, int close, int volume, int width, boolean utc) {

    private static final List<Role> PRICES = List.of(Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE);
    private static final int LONGEST_QUOTE = 200;

    /**
     * What a header says: all columns, or why not.
     *
     * @param columns empty if one is missing or there twice
     * @param found number of needed columns that were found
     * @param problem what is missing or there twice, which columns were read as what; empty if nothing is
     */
    record Found(Optional<PriceColumns> columns, int found, String problem) {}

    /**
     * Finds the columns.
     *
     * @param header one list a column: the cells of the header rows above it, from the top
     * @param intraday whether moments are wanted rather than days
     */
    static Found find(List<List<String>> header, boolean intraday) {
        return new Finder(header, intraday).find();
    }

    /** One header in the reading. */
    private static final class Finder {

        private final List<List<String>> header;
        private final boolean intraday;
        private final Map<Set<String>, Map<Role, List<Integer>>> groups = new HashMap<>();
        private final Map<Role, List<Integer>> stamps = new EnumMap<>(Role.class);
        private final List<Integer> insteadOfClose = new ArrayList<>();
        private final List<Integer> indexNames = new ArrayList<>();
        private final List<Integer> adjusted = new ArrayList<>();
        private int volume = -1;

        Finder(List<List<String>> header, boolean intraday) {
            this.header = header;
            this.intraday = intraday;
        }

        Found find() {
            for (int column = 0; column < header.size(); column++) {
                readStamp(column);
                readPrice(column, ColumnNames.PRICES);
            }
            if (groups.isEmpty()) {
                for (int column = 0; column < header.size(); column++) {
                    readPrice(column, ColumnNames.LETTERS);
                }
            }
            int stamp = stampColumn();
            int time = stamp >= 0 && stamps.getOrDefault(Role.DATE, List.of()).contains(stamp)
                    ? single(stamps.get(Role.TIME))
                    : -1;
            List<Map<Role, Integer>> complete = groups.keySet().stream()
                    .map(this::prices)
                    .flatMap(Optional::stream)
                    .toList();
            Optional<Map<Role, Integer>> prices =
                    prices(Set.of()).or(() -> complete.size() == 1 ? Optional.of(complete.get(0)) : Optional.empty());
            if (stamp < 0 || prices.isEmpty()) {
                return new Found(Optional.empty(), count(stamp), problem(stamp, complete.size()));
            }
            Map<Role, Integer> at = prices.get();
            PriceColumns columns = new PriceColumns(
                    stamp,
                    time == stamp ? -1 : time,
                    at.getOrDefault(Role.OPEN, -1),
                    at.getOrDefault(Role.HIGH, -1),
                    at.getOrDefault(Role.LOW, -1),
                    at.getOrDefault(Role.CLOSE, -1),
                    volume,
                    header.size(),
                    ColumnNames.isUtc(words(stamp)));
            return new Found(Optional.of(columns), PRICES.size() + 1, "");
        }

        private List<String> words(int column) {
            return header.get(column).stream()
                    .flatMap(name -> ColumnNames.words(name).stream())
                    .toList();
        }

        private void readStamp(int column) {
            List<String> names = header.get(column);
            for (int i = names.size() - 1; i >= 0; i--) {
                Optional<Role> role = ColumnNames.stamp(ColumnNames.words(names.get(i)));
                if (role.isPresent()) {
                    stamps.computeIfAbsent(role.get(), any -> new ArrayList<>()).add(column);
                    return;
                }
            }
        }

        private boolean isStamp(int column) {
            return stamps.values().stream().anyMatch(columns -> columns.contains(column));
        }

        private void readPrice(int column, Map<Role, List<String>> vocabulary) {
            List<String> words = words(column);
            if (isStamp(column)) {
                return;
            }
            if (ColumnNames.isVolume(ColumnNames.words(header.get(column).get(0))) && volume < 0) {
                volume = column;
            } else if (ColumnNames.isAdjusted(words)) {
                adjusted.add(column);
            } else if (ColumnNames.isInsteadOfClose(words)) {
                insteadOfClose.add(column);
            } else {
                Optional<Meaning> meaning = ColumnNames.price(words, vocabulary);
                meaning.ifPresent(price -> groups.computeIfAbsent(price.rest(), any -> new EnumMap<>(Role.class))
                        .computeIfAbsent(price.role(), any -> new ArrayList<>())
                        .add(column));
                if (meaning.isEmpty() && ColumnNames.isIndexName(words)) {
                    indexNames.add(column);
                }
            }
        }

        private int stampColumn() {
            List<Role> order =
                    intraday ? List.of(Role.MOMENT, Role.DATE, Role.TIME) : List.of(Role.DATE, Role.MOMENT, Role.TIME);
            for (Role role : order) {
                List<Integer> columns = stamps.getOrDefault(role, List.of());
                if (!columns.isEmpty()) {
                    return columns.size() == 1 ? columns.get(0) : shortest(columns);
                }
            }
            boolean unnamed = !header.isEmpty() && header.get(0).stream().allMatch(String::isEmpty);
            return unnamed ? 0 : -1;
        }

        /** Of {@code Date} and {@code Trade Date} the plain one; −1 if none is plainer. */
        private int shortest(List<Integer> columns) {
            List<Integer> plain =
                    columns.stream().filter(column -> words(column).size() == 1).toList();
            return plain.size() == 1 ? plain.get(0) : -1;
        }

        private static int single(@Nullable List<Integer> columns) {
            return columns != null && columns.size() == 1 ? columns.get(0) : -1;
        }

        /** The four prices whose names have the same rest; empty unless each is there once. */
        private Optional<Map<Role, Integer>> prices(Set<String> rest) {
            Map<Role, List<Integer>> group = groups.getOrDefault(rest, Map.of());
            Map<Role, Integer> at = new EnumMap<>(Role.class);
            for (Role role : PRICES) {
                int column = single(group.get(role));
                if (column < 0 && role == Role.CLOSE && !group.containsKey(role)) {
                    column = otherClose(rest);
                }
                if (column < 0) {
                    return Optional.empty();
                }
                at.put(role, column);
            }
            return Optional.of(at);
        }

        /** Where no column is called close: one called price, or one that bears the name of the index alone. */
        private int otherClose(Set<String> rest) {
            if (!rest.isEmpty()) {
                List<Integer> same = indexNames.stream()
                        .filter(column -> Set.copyOf(words(column)).equals(rest))
                        .toList();
                return single(same);
            }
            int price = single(insteadOfClose);
            return price >= 0 || !insteadOfClose.isEmpty() ? price : single(indexNames);
        }

        private int count(int stamp) {
            Set<Role> found = new HashSet<>();
            groups.values().forEach(group -> found.addAll(group.keySet()));
            return found.size() + (stamp < 0 ? 0 : 1);
        }

        private String problem(int stamp, int complete) {
            if (stamp < 0) {
                boolean several = !stamps.isEmpty();
                return several
                        ? "column 'date' is there more than once: "
                                + quote(stamps.values().iterator().next())
                        : missing("date", "date, timestamp, datetime, time, trade date");
            }
            if (complete > 1) {
                return "the prices are there more than once: "
                        + quote(groups.values().stream()
                                .flatMap(group -> group.getOrDefault(Role.CLOSE, List.of()).stream())
                                .toList())
                        + "; keep the columns of one instrument";
            }
            Map<Role, List<Integer>> best = best();
            for (Role role : PRICES) {
                List<Integer> columns = best.getOrDefault(role, List.of());
                if (columns.size() > 1) {
                    return "column '" + name(role) + "' is there more than once: " + quote(columns)
                            + "; keep the columns of one instrument";
                }
                if (columns.isEmpty()) {
                    return missing(name(role), ColumnNames.PRICES.get(role) + "")
                            + read(stamp, best)
                            + (role == Role.CLOSE ? notTheClose() : "");
                }
            }
            return missing("close", "close");
        }

        private Map<Role, List<Integer>> best() {
            Map<Role, List<Integer>> best = groups.getOrDefault(Set.of(), Map.of());
            for (Map<Role, List<Integer>> group : groups.values()) {
                best = group.size() > best.size() ? group : best;
            }
            return best;
        }

        private String notTheClose() {
            String other = adjusted.isEmpty()
                    ? ""
                    : "; " + quote(adjusted) + " is an adjusted price and never stands in for the close";
            return insteadOfClose.size() > 1
                    ? other + "; " + quote(insteadOfClose) + " could each be meant, name one of them close"
                    : other;
        }

        private String read(int stamp, Map<Role, List<Integer>> group) {
            StringBuilder text = new StringBuilder("; read as date: ").append(quote(List.of(stamp)));
            for (Role role : PRICES) {
                if (group.containsKey(role)) {
                    text.append(", as ").append(name(role)).append(": ").append(quote(group.get(role)));
                }
            }
            return text.toString();
        }

        private static String name(Role role) {
            return role.name().toLowerCase(Locale.ROOT);
        }

        private static String missing(String name, String words) {
            return "column '" + name + "' is missing (looked for " + words.replaceAll("[\\[\\]]", "") + ")";
        }

        private String quote(Collection<Integer> columns) {
            return columns.stream()
                    .map(column -> "'" + String.join(" ", header.get(column)).strip() + "'")
                    .collect(Collectors.joining(", "));
        }
    }

    /** A header in a message, cut where it is long. */
    static String quote(List<String> cells) {
        String text = String.join(",", cells);
        return "'" + text.substring(0, Math.min(LONGEST_QUOTE, text.length())) + "'";
    }
}
