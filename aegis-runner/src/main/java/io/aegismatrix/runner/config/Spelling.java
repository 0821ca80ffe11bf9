package io.aegismatrix.runner.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses what was meant by a mistyped name. */
public final class Spelling {

    private static final int LETTERS_A_SLIP = 4;
    private static final int MOST = 3;

    private Spelling() {}

    /**
     * The names a mistyped one may have meant, nearest first: those with about one slip in four letters, and those whose end
     * was left out.
     *
     * @param shared how many letters all names begin with
     */
    public static List<String> near(String mistyped, Collection<String> names, int shared) {
        int allowed = Math.max(1, (mistyped.length() - shared) / LETTERS_A_SLIP);
        return names.stream()
                .filter(name -> name.startsWith(mistyped + "_") || slips(mistyped, name) <= allowed)
                .sorted(Comparator.comparingInt(name -> slips(mistyped, name)))
                .limit(MOST)
                .toList();
    }

    /** Letters left out, added, taken for others or swapped with their neighbours. */
    public static int slips(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : least(least, one, i, other, j);
            }
        }
        return least[one.length()][other.length()];
    }

    private static int least(int[][] least, String one, int i, String other, int j) {
        char last = one.charAt(i - 1);
        boolean same = last == other.charAt(j - 1);
        int taken = least[i - 1][j - 1] + (same ? 0 : 1);
        int best = Math.min(taken, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
