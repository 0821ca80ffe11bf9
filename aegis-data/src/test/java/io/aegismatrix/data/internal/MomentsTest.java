package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final List<String> DAYS =
            List.of("2024-01-05", "2024-01-06", "2024-02-29", "2023-02-29", "05-Jan-2024");
    private static final List<String> TIMES = List.of(
            "09:15:00", "09:20:59", "23:59:59", "24:00:00", "00:00:00", "9:15:00", "09:15", "09:15:0x", "09:60:00");
    private static final List<String> OFFSETS =
            List.of("", "+05:30", "+0530", "Z", "z", "-03:00", "+05:30:15", " +05:30", ".5+05:30", "?");

    @Test
    void readsWhateverTheRowBeforeWasLikeTheSameMomentAsWithoutIt() {
        Random random = new Random(20241231);
        Moments moments = new Moments(INDIA);
        List<String> cells = new ArrayList<>(List.of("", "2024", "2024-01-05", "2024-01-05T", "2024-01-05T09:15:00+"));
        for (int i = 0; i < 5_000; i++) {
            cells.add(any(DAYS, random)
                    + (random.nextInt(9) == 0 ? " " : "T")
                    + any(TIMES, random)
                    + any(OFFSETS, random));
        }

        for (String cell : cells) {
            assertThat(moments.read(cell)).as(cell).isEqualTo(Stamps.moment(cell, INDIA));
        }
    }

    private static String any(List<String> choices, Random random) {
        // One is by far the most frequent, so that rows often share their day and offset.
        return choices.get(random.nextBoolean() ? 1 : random.nextInt(choices.size()));
    }
}
