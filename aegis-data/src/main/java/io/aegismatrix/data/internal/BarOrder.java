package io.aegismatrix.data.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Brings the rows of a price file in order: oldest first, newest first, or downloads of one or the other kind put into
 * one file. Rows that are strewn about are not sorted, because that is what misread dates look like.
 *
 * @param <K> what orders the rows: the session or the start
 */
final class BarOrder<K extends Comparable<? super K>> {

    /** Fewest rows that count as a download of their own where no header marks one; the newest may have fewer. */
    private static final int SHORTEST_PART = 5;

    /**
     * A row of the file.
     *
     * @param key session or start
     * @param index position in the file
     * @param part number of the header above it
     */
    record Place<K>(K key, int index, int part) {}

    /** Two rows that contradict each other, as positions in the file. */
    record Conflict(int first, int second) {}

    private final List<Place<K>> sorted;
    /** Position in the file among the rows that are kept. */
    private final int[] rank;

    private final Optional<Conflict> repeated;

    /** @param same whether two rows of one key, given by their positions, say the same */
    BarOrder(List<K> keys, List<Integer> parts, BiPredicate<Integer, Integer> same) {
        List<Place<K>> places = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            places.add(new Place<>(keys.get(i), i, parts.get(i)));
        }
        places.sort(Comparator.comparing((Place<K> place) -> place.key()).thenComparing(Place::index));
        sorted = new ArrayList<>();
        Optional<Conflict> found = Optional.empty();
        for (Place<K> place : places) {
            Place<K> before = sorted.isEmpty() ? null : sorted.get(sorted.size() - 1);
            if (before == null || before.key().compareTo(place.key()) != 0) {
                sorted.add(place);
            } else if (!same.test(before.index(), place.index())) {
                found = Optional.of(new Conflict(before.index(), place.index()));
            }
        }
        repeated = found;
        rank = ranks(keys.size());
    }

    private int[] ranks(int rows) {
        boolean[] kept = new boolean[rows];
        sorted.forEach(place -> kept[place.index()] = true);
        int[] ranks = new int[rows];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            ranks[i] = next;
            next += kept[i] ? 1 : 0;
        }
        return ranks;
    }

    /** The newest two rows of one key that differ. */
    Optional<Conflict> repeated() {
        return repeated;
    }

    /** Positions in the file, oldest row first; of rows that say the same the first. */
    List<Integer> indices() {
        return sorted.stream().map(Place::index).toList();
    }

    /** The first row in the file that belongs to no download in order, with the row before it; empty if all do. */
    Optional<Conflict> strewn() {
        int from = 0;
        int earliest = Integer.MAX_VALUE;
        while (from < sorted.size()) {
            int to = endOfPart(from);
            boolean newest = to == sorted.size();
            if (to - from < SHORTEST_PART && !newest && !isWholePart(from, to)) {
                for (Place<K> place : sorted.subList(from, to)) {
                    earliest = Math.min(earliest, place.index());
                }
            }
            from = to;
        }
        return earliest == Integer.MAX_VALUE ? Optional.empty() : Optional.of(breaking(earliest));
    }

    /** Rows neighbouring in time that also neighbour in the file, all in one direction, are one download. */
    private int endOfPart(int from) {
        int to = from + 1;
        int direction = 0;
        while (to < sorted.size()) {
            boolean follows = isNeighbour(to) && (direction == 0 || step(to) == direction);
            if (!follows) {
                return to;
            }
            direction = step(to);
            to++;
        }
        return to;
    }

    private boolean isNeighbour(int at) {
        return Math.abs(step(at)) == 1;
    }

    private int step(int at) {
        return rank[sorted.get(at).index()] - rank[sorted.get(at - 1).index()];
    }

    /** Whether rows are all that stand under one header. */
    private boolean isWholePart(int from, int to) {
        int part = sorted.get(from).part();
        boolean same = sorted.subList(from, to).stream().allMatch(place -> place.part() == part);
        return same && sorted.stream().filter(place -> place.part() == part).count() == to - from;
    }

    /** The pair of neighbours in the file, at or beside a row, that goes against the way most of the file goes. */
    private Conflict breaking(int row) {
        List<Place<K>> file = new ArrayList<>(sorted);
        file.sort(Comparator.comparingInt(Place::index));
        int ups = 0;
        for (int i = 1; i < file.size(); i++) {
            ups += Integer.signum(file.get(i).key().compareTo(file.get(i - 1).key()));
        }
        int at = rank[row];
        boolean againstBefore = at > 0 && goesAgainst(file.get(at - 1), file.get(at), ups);
        int second = againstBefore || at + 1 == file.size() ? at : at + 1;
        return new Conflict(file.get(second - 1).index(), file.get(second).index());
    }

    private boolean goesAgainst(Place<K> before, Place<K> after, int ups) {
        int step = Integer.signum(after.key().compareTo(before.key()));
        return ups >= 0 ? step < 0 : step > 0;
    }
}
