package io.aegismatrix.data.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads the moments of one file. Almost every row is of the day and the offset of the row before, so these are only read
 * when they change.
 */
final class Moments {

    /** Length of {@code 2024-01-31T09:15:00}; the offset follows. */
    private static final int LOCAL_LENGTH = 19;

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_A_DAY = 86_400;

    private final ZoneId zone;
    private String day = "";
    private String offset = "";
    private long midnight;

    Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** The same as {@link Stamps#moment}. */
    Optional<Instant> read(String cell) {
        int seconds = secondsOfDay(cell);
        if (seconds >= 0
                && cell.startsWith(day)
                && cell.startsWith(offset, LOCAL_LENGTH)
                && cell.length() == LOCAL_LENGTH + offset.length()
                && !offset.isEmpty()) {
            return Optional.of(Instant.ofEpochSecond(midnight + seconds));
        }
        Optional<Instant> moment = Stamps.moment(cell, zone);
        if (seconds >= 0 && cell.length() > LOCAL_LENGTH && moment.isPresent()) {
            day = cell.substring(0, DATE_LENGTH);
            offset = cell.substring(LOCAL_LENGTH);
            midnight = moment.get().getEpochSecond() - seconds;
        }
        return moment;
    }

    /** Seconds since midnight of {@code …T09:15:00…}; −1 if the time is written in another way. */
    private static int secondsOfDay(String cell) {
        boolean usual = cell.length() >= LOCAL_LENGTH
                && cell.charAt(DATE_LENGTH) == 'T'
                && cell.charAt(DATE_LENGTH + 3) == ':'
                && cell.charAt(DATE_LENGTH + 6) == ':'
                && (cell.length() == LOCAL_LENGTH || "+-Z".indexOf(cell.charAt(LOCAL_LENGTH)) >= 0);
        if (!usual) {
            return -1;
        }
        int hour = twoDigits(cell, DATE_LENGTH + 1);
        int minute = twoDigits(cell, DATE_LENGTH + 4);
        int second = twoDigits(cell, DATE_LENGTH + 7);
        boolean real = hour >= 0 && minute >= 0 && second >= 0 && minute < 60 && second < 60;
        int seconds = 3_600 * hour + 60 * minute + second;
        return real && seconds < SECONDS_A_DAY ? seconds : -1;
    }

    private static int twoDigits(String cell, int at) {
        int tens = cell.charAt(at) - '0';
        int ones = cell.charAt(at + 1) - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -1;
    }
}
