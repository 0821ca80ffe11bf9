package io.aegismatrix.engine;

import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The walk-forward records an engine is stored with: one {@link OutcomeTrack} an output, and the sessions their rows
 * refer to. Immutable.
 */
public final class OutcomeTracks {

    private static final String SESSIONS = "sessions";

    private final int[] sessions;
    private final SortedMap<String, OutcomeTrack> tracks;

    private OutcomeTracks(int[] sessions, SortedMap<String, OutcomeTrack> tracks) {
        this.sessions = sessions;
        this.tracks = tracks;
    }

    /** Tracks whose rows refer to a history. */
    public static OutcomeTracks of(MarketHistory history, SortedMap<String, OutcomeTrack> tracks) {
        int[] sessions = new int[history.size()];
        for (int row = 0; row < sessions.length; row++) {
            sessions[row] = (int) history.session(row).toEpochDay();
        }
        return new OutcomeTracks(sessions, new TreeMap<>(tracks));
    }

    /** Names of the tracks. */
    public SortedSet<String> names() {
        return new TreeSet<>(tracks.keySet());
    }

    /** The track of an output. @throws ModelException if there is none of that name */
    public OutcomeTrack track(String name) {
        OutcomeTrack track = tracks.get(name);
        if (track == null) {
            throw new ModelException("no walk-forward record named " + name + "; there are " + tracks.keySet());
        }
        return track;
    }

    /** Newest row of the training history that had closed by the end of {@code day}; −1 if none had. */
    public int lastRowBy(LocalDate day) {
        int last = -1;
        for (int row = 0; row < sessions.length && sessions[row] <= day.toEpochDay(); row++) {
            last = row;
        }
        return last;
    }

    /** The skill behind a score by what was known at the end of {@code day}; empty if nothing was. */
    public Optional<Skill> skillBy(String name, LocalDate day) {
        return track(name).skillKnownBy(lastRowBy(day));
    }

    /**
     * Whether an edge could be claimed on {@code day}: the model has weight, and the interval of its skill over the
     * outcomes known by then excludes 0.
     */
    public boolean edgeBy(OutputScore score, LocalDate day) {
        return score.weight() > 0
                && skillBy(score.output(), day).map(Skill::significant).orElse(false);
    }

    /** The records as a safetensors file. */
    public byte[] toBytes() {
        SafeTensors.Builder builder = SafeTensors.builder().put(SESSIONS, new int[] {sessions.length}, sessions);
        tracks.forEach((name, track) -> {
            builder.put(name + ".horizon", new int[] {1}, new int[] {track.horizon()});
            builder.put(name + ".rows", new int[] {track.size()}, track.rows());
            builder.put(name + ".resolved", new int[] {track.size()}, track.resolved());
            builder.put(name + ".values", new int[] {track.size()}, track.values());
            builder.put(name + ".baselines", new int[] {track.baselines().length}, track.baselines());
        });
        return builder.build().toBytes();
    }

    /** Reads what {@link #toBytes()} wrote. @throws ModelException if it is anything else */
    public static OutcomeTracks parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        for (String tensor : tensors.names()) {
            if (tensor.endsWith(".horizon")) {
                String name = tensor.substring(0, tensor.length() - ".horizon".length());
                tracks.put(name, track(tensors, name, what));
            }
        }
        return new OutcomeTracks(tensors.ints(SESSIONS), tracks);
    }

    private static OutcomeTrack track(SafeTensors tensors, String name, String what) {
        int[] rows = tensors.ints(name + ".rows");
        int[] resolved = tensors.ints(name + ".resolved");
        float[] values = tensors.floats(name + ".values");
        float[] baselines = tensors.floats(name + ".baselines");
        int[] horizon = tensors.ints(name + ".horizon");
        if (horizon.length != 1) {
            throw new ModelException(what + ": walk-forward record " + name + " has " + horizon.length + " horizons");
        }
        try {
            return OutcomeTrack.stored(horizon[0], rows, resolved, values, baselines);
        } catch (IllegalArgumentException e) {
            throw new ModelException(what + ": walk-forward record " + name + ": " + e.getMessage(), e);
        }
    }
}
