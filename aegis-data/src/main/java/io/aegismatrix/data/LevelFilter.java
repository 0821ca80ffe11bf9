package io.aegismatrix.data;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** Finds prices that no session can bring: another unit, another instrument, a misprint. */
final class LevelFilter {

    /** Longest excursion that counts as a misprint and not as another level. */
    private static final int LONGEST_EXCURSION = 5;

    private final double closeLimit;
    private final double rangeLimit;

    /**
     * @param closeLimit largest log step from close to close in one session
     * @param rangeLimit largest log distance of a high or low from the nearer of both closes
     */
    LevelFilter(double closeLimit, double rangeLimit) {
        this.closeLimit = closeLimit;
        this.rangeLimit = rangeLimit;
    }

    /** One bar, of whatever length. */
    record Level(LocalDate day, double high, double low, double close) {}

    /**
     * What was found, by position.
     *
     * @param out bars that leave the level and come back, and bars with one price far off
     * @param newest from where on the newest bars, at most five, are off
     * @param broken where the level changes and stays
     */
    record Verdict(BitSet out, OptionalInt newest, OptionalInt broken) {}

    Verdict judge(List<Level> levels) {
        BitSet out = new BitSet();
        int size = levels.size();
        int anchor = -1;
        int accepted = 0;
        int i = 0;
        while (i < size) {
            if (anchor < 0 || fits(levels.get(anchor), levels.get(i))) {
                if (outOfRange(levels.get(anchor < 0 ? i : anchor), levels.get(i))) {
                    if (i == size - 1) {
                        return new Verdict(out, OptionalInt.of(i), OptionalInt.empty());
                    }
                    out.set(i);
                }
                anchor = i;
                accepted++;
                i++;
                continue;
            }
            int back = comesBack(levels, anchor, i);
            if (back > 0) {
                out.set(i, back);
                i = back;
            } else if (accepted <= LONGEST_EXCURSION && size - i > accepted) {
                out.set(0, i);
                anchor = -1;
                accepted = 0;
            } else if (size - i <= LONGEST_EXCURSION) {
                return new Verdict(out, OptionalInt.of(i), OptionalInt.empty());
            } else {
                return new Verdict(out, OptionalInt.empty(), OptionalInt.of(i));
            }
        }
        return new Verdict(out, OptionalInt.empty(), OptionalInt.empty());
    }

    private int comesBack(List<Level> levels, int anchor, int first) {
        int last = Math.min(levels.size() - 1, first + LONGEST_EXCURSION);
        for (int j = first + 1; j <= last; j++) {
            if (fits(levels.get(anchor), levels.get(j))) {
                return j;
            }
        }
        return -1;
    }

    private boolean fits(Level before, Level bar) {
        return Math.abs(Math.log(bar.close() / before.close())) <= closeLimit * Math.sqrt(sessions(before, bar));
    }

    private boolean outOfRange(Level before, Level bar) {
        double limit = rangeLimit * Math.sqrt(sessions(before, bar));
        return Math.log(bar.high() / Math.max(before.close(), bar.close())) > limit
                || Math.log(Math.min(before.close(), bar.close()) / bar.low()) > limit;
    }

    /** About as many as there can be between both days; a weekend and a holiday beside it still count as one. */
    private static double sessions(Level before, Level bar) {
        return Math.max(1, (ChronoUnit.DAYS.between(before.day(), bar.day()) - 2) * 5 / 7.0);
    }
}
