package io.aegismatrix.runner.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered from one look to the next.
 *
 * @param settled the state of each thing that is watched
 * @param pending states seen that have not lasted yet, by what they are of
 * @param told what each channel was told last, by its name
 * @param range the range the market is watched in
 */
record Memory(
        SortedMap<String, String> settled,
        SortedMap<String, Pending> pending,
        SortedMap<String, Told> told,
        Optional<StatedRange> range) {

    Memory {
        settled = new TreeMap<>(settled);
        pending = new TreeMap<>(pending);
        told = new TreeMap<>(told);
    }

    /**
     * A state that has not lasted yet.
     *
     * @param slots in how many slots in a row it was seen
     * @param slot the last of them
     */
    record Pending(String state, int slots, Instant slot) {}

    /**
     * What a channel was told.
     *
     * @param slot in which slot the last message went out; empty before the first
     * @param states the states it knows
     */
    record Told(Optional<Instant> slot, SortedMap<String, String> states) {

        Told {
            states = new TreeMap<>(states);
        }
    }

    /** Nothing yet. */
    static Memory none() {
        return new Memory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
    }

    /** The same memory watching another range. */
    Memory watching(Optional<StatedRange> stated) {
        return new Memory(settled, pending, told, stated);
    }

    /** The same memory after a look: what is new settles at once or once it was seen in so many slots in a row. */
    Memory after(Iterable<Condition> conditions, Instant slot, int slots) {
        SortedMap<String, String> states = new TreeMap<>(settled);
        SortedMap<String, Pending> waiting = new TreeMap<>(pending);
        for (Condition condition : conditions) {
            String known = states.getOrDefault(condition.key(), condition.state());
            Optional<Pending> begun = Optional.ofNullable(waiting.remove(condition.key()));
            Pending seen = seen(condition.state(), begun, slot);
            if (known.equals(condition.state()) || condition.atOnce() || seen.slots() >= slots) {
                states.put(condition.key(), condition.state());
            } else {
                waiting.put(condition.key(), seen);
            }
        }
        return new Memory(states, waiting, told, range);
    }

    private static Pending seen(String state, Optional<Pending> begun, Instant slot) {
        int before = begun.filter(earlier -> earlier.state().equals(state))
                .filter(earlier -> earlier.slot().isBefore(slot))
                .map(Pending::slots)
                .orElse(0);
        boolean again = begun.filter(earlier -> earlier.state().equals(state))
                .filter(earlier -> !earlier.slot().isBefore(slot))
                .isPresent();
        return again ? begun.orElseThrow() : new Pending(state, before + 1, slot);
    }

    /** The same memory with a channel that knows all that has settled. */
    Memory told(String channel, Optional<Instant> slot) {
        SortedMap<String, Told> channels = new TreeMap<>(told);
        channels.put(channel, new Told(slot, settled));
        return new Memory(settled, pending, channels, range);
    }
}
