package io.aegismatrix.runner.replay;

import io.aegismatrix.data.TradingCalendar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a session's forecasts are published.
 *
 * @param close whether after the close, when it is known
 * @param times times of day inside the session, or shortly before it opens, in the exchange's zone, ascending
 */
public record Slots(boolean close, List<LocalTime> times) {

    private static final String CLOSE = "close";

    /** From 08:30 on before an ordinary session: the night abroad is over. */
    private static final Duration BEFORE_OPEN = Duration.ofMinutes(45);

    /** The same moment that a day means to {@code --as-of}. */
    private static final Duration AFTER_CLOSE = Duration.ofMinutes(30);

    /** Validates that there is one, and sorts the times. */
    public Slots {
        times = times.stream().sorted().distinct().toList();
        if (!close && times.isEmpty()) {
            throw new IllegalArgumentException("must name at least one slot, close or a time such as 11:00");
        }
    }

    /** Reads a list such as {@code 09:30,12:00,close}. @throws IllegalArgumentException naming the part that is no slot */
    public static Slots parse(String text) {
        List<String> words =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return new Slots(
                words.contains(CLOSE),
                words.stream()
                        .filter(word -> !word.equals(CLOSE))
                        .map(Slots::time)
                        .toList());
    }

    private static LocalTime time(String word) {
        try {
            return LocalTime.parse(word);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be 'close' or times such as 11:00, separated by commas, was '" + word + "'", e);
        }
    }

    /** The list as it is read. */
    public String text() {
        return Stream.concat(times.stream().map(LocalTime::toString), close ? Stream.of(CLOSE) : Stream.empty())
                .collect(Collectors.joining(","));
    }

    /** The moments of a session, earliest first; a time at which that session neither trades nor is about to is none. */
    List<Instant> on(LocalDate session, TradingCalendar calendar) {
        Instant begin = calendar.open(session).minus(BEFORE_OPEN);
        Instant end = calendar.close(session);
        List<Instant> moments = new ArrayList<>(times.stream()
                .map(time -> session.atTime(time).atZone(calendar.zone()).toInstant())
                .filter(moment -> !moment.isBefore(begin) && moment.isBefore(end))
                .toList());
        if (close) {
            moments.add(end.plus(AFTER_CLOSE));
        }
        return List.copyOf(moments);
    }
}
