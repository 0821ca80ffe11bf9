package io.aegismatrix.runner.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The missed slots of one session.
 *
 * @param session the day
 * @param missed how many slots were missed, at least one
 * @param expected how many slots the session has
 * @param reason why, most often
 */
public record MissedSession(LocalDate session, int missed, int expected, String reason) {

    /** Missed slots by session, in the order of the sessions. */
    public static List<MissedSession> of(Collection<MissedSlot> missed, SessionSlots slots) {
        Map<LocalDate, List<String>> reasons = new LinkedHashMap<>();
        missed.forEach(slot -> reasons.computeIfAbsent(slot.slot().session(), day -> new ArrayList<>())
                .add(slot.reason()));
        return reasons.entrySet().stream()
                .map(day -> new MissedSession(
                        day.getKey(),
                        day.getValue().size(),
                        slots.on(day.getKey()).size(),
                        mostFrequent(day.getValue())))
                .toList();
    }

    /** The first of those that are told as often as any. */
    private static String mostFrequent(List<String> reasons) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
        int most = counts.values().stream().max(Comparator.naturalOrder()).orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
