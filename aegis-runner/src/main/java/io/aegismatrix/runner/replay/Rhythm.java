package io.aegismatrix.runner.replay;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often models are trained anew: on the first session of every week, month or quarter. */
public enum Rhythm {
    WEEKLY,
    MONTHLY,
    QUARTERLY;

    /** The word for it on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word. @throws IllegalArgumentException naming the words there are */
    public static Rhythm parse(String text) {
        return Stream.of(values())
                .filter(rhythm -> rhythm.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Stream.of(values()).map(Rhythm::word).collect(Collectors.joining(", ")) + ", was '" + text
                        + "'"));
    }

    /** Whether a period begins between two days, the later one included. */
    boolean beginsBetween(LocalDate earlier, LocalDate later) {
        return period(earlier) != period(later);
    }

    private long period(LocalDate day) {
        return switch (this) {
            case WEEKLY ->
                100L * day.get(WeekFields.ISO.weekBasedYear()) + day.get(WeekFields.ISO.weekOfWeekBasedYear());
            case MONTHLY -> 100L * day.getYear() + day.getMonthValue();
            case QUARTERLY -> 100L * day.getYear() + day.get(IsoFields.QUARTER_OF_YEAR);
        };
    }
}
