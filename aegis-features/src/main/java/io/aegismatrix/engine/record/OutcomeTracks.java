package io.aegismatrix.engine.record;

import io.aegismatrix.engine.DatedLoss;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.LossComparison;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.MarketHistory;
import java.nio.IntBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The walk-forward records an engine is stored with: one {@link OutcomeTrack} an output, and the sessions their rows
 * refer to. Immutable.
 */
public final class OutcomeTracks {

    /** The file of a bundle that holds them. */
    public static final String FILE = "records.safetensors";

    private static final String SESSIONS = "sessions";
    private static final String ROWS = "rows_";
    private static final int A_HORIZON_LATER = -1;
    private static final String ABOUT = ".about";
    private static final String HITS = ".hits";
    private static final String LOSSES = ".losses";
    private static final String BASELINES = ".baselines";
    private static final String INTERVAL = ".interval";

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

    /** The records of a trained engine. @throws ModelException if it has none that can be read */
    public static OutcomeTracks of(ModelBundle bundle) {
        return bundle.parsed(OutcomeTracks.class, OutcomeTracks::read);
    }

    private static OutcomeTracks read(ModelBundle bundle) {
        ModelManifest manifest = bundle.manifest();
        return parse(bundle.file(FILE), manifest.engine().id() + " " + manifest.version() + "/" + FILE);
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

    /** The losses of an output by decision session; empty if it has none, or only hits. */
    public List<DatedLoss> losses(String name) {
        OutcomeTrack track = tracks.get(name);
        if (track == null || !track.hasBaseline()) {
            return List.of();
        }
        return IntStream.range(0, track.size())
                .mapToObj(i -> new DatedLoss(
                        LocalDate.ofEpochDay(sessions[track.rows()[i]]), track.values()[i], track.baselines()[i]))
                .toList();
    }

    /** Newest row of the training history that had closed by the end of {@code day}; −1 if none had. */
    public int lastRowBy(LocalDate day) {
        int found = Arrays.binarySearch(sessions, (int) day.toEpochDay());
        return found >= 0 ? found : -found - 2;
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

    /**
     * The losses of an output against those of the same output of another engine, on the sessions both forecast; empty if
     * there are too few, or an engine keeps no losses of it.
     *
     * <p>Each is counted beside its own baseline. Of two histories of equal length the newer one begins later, and all
     * that was learned from it for a session in common was learned from less: so was its baseline. Where both baselines
     * lost the same, this is the plain comparison; the other's losses are stated as they would be beside this baseline.
     */
    public Optional<LossComparison> against(OutcomeTracks others, String output) {
        OutcomeTrack mine = tracks.get(output);
        OutcomeTrack theirs = others.tracks.get(output);
        if (mine == null || theirs == null || !mine.hasBaseline() || !theirs.hasBaseline()) {
            return Optional.empty();
        }
        SortedMap<Integer, Integer> positions = positions(mine);
        SortedMap<Integer, Integer> theirPositions = others.positions(theirs);
        positions.keySet().retainAll(theirPositions.keySet());
        theirPositions.keySet().retainAll(positions.keySet());
        int[] my = positions.values().stream().mapToInt(Integer::intValue).toArray();
        int[] their =
                theirPositions.values().stream().mapToInt(Integer::intValue).toArray();
        double[] losses = new double[my.length];
        double[] theirLosses = new double[my.length];
        for (int i = 0; i < my.length; i++) {
            double baseline = mine.baselines()[my[i]];
            losses[i] = mine.values()[my[i]];
            theirLosses[i] = theirs.values()[their[i]] - theirs.baselines()[their[i]] + baseline;
        }
        return LossComparison.testable(losses.length, mine.overlap())
                ? Optional.of(LossComparison.of(losses, theirLosses, mine.overlap()))
                : Optional.empty();
    }

    /** Where a track has the outcome of a session, by day. */
    private SortedMap<Integer, Integer> positions(OutcomeTrack track) {
        SortedMap<Integer, Integer> positions = new TreeMap<>();
        for (int i = 0; i < track.size(); i++) {
            positions.put(sessions[track.rows()[i]], i);
        }
        return positions;
    }

    /**
     * The records as a safetensors file: {@code sessions} as days since 1970; {@code rows_<n>}, every distinct list of
     * history rows once; and for each track {@code <name>.about} (horizon, number of the list of its decision rows,
     * number of the list of the rows its outcomes were known at, −1 if each was known a horizon later) with either {@code <name>.hits} (one byte an outcome)
     * or {@code <name>.losses} and {@code <name>.baselines}, and {@code <name>.interval} over all outcomes.
     */
    public byte[] toBytes() {
        SafeTensors.Builder builder = SafeTensors.builder().put(SESSIONS, new int[] {sessions.length}, sessions);
        Map<IntBuffer, Integer> numbers = new LinkedHashMap<>();
        tracks.forEach((name, track) -> {
            boolean punctual = Arrays.equals(track.resolved(), later(track.rows(), track.horizon()));
            int[] about = {
                track.horizon(),
                number(numbers, track.rows()),
                punctual ? A_HORIZON_LATER : number(numbers, track.resolved())
            };
            builder.put(name + ABOUT, new int[] {about.length}, about);
            builder.put(name + INTERVAL, new int[] {2}, track.interval());
            int[] shape = {track.size()};
            if (track.hasBaseline()) {
                builder.put(name + LOSSES, shape, track.values()).put(name + BASELINES, shape, track.baselines());
            } else {
                builder.put(name + HITS, shape, bytes(track.values()));
            }
        });
        numbers.forEach((rows, number) -> builder.put(ROWS + number, new int[] {rows.remaining()}, rows.array()));
        return builder.build().toBytes();
    }

    private static int number(Map<IntBuffer, Integer> numbers, int[] rows) {
        return numbers.computeIfAbsent(IntBuffer.wrap(rows), key -> numbers.size());
    }

    private static int[] later(int[] rows, int sessions) {
        return Arrays.stream(rows).map(row -> row + sessions).toArray();
    }

    private static byte[] bytes(float[] hits) {
        byte[] bytes = new byte[hits.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) hits[i];
        }
        return bytes;
    }

    private static float[] floats(byte[] hits) {
        float[] floats = new float[hits.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = hits[i];
        }
        return floats;
    }

    /** Reads what {@link #toBytes()} wrote. @throws ModelException if it is anything else */
    public static OutcomeTracks parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        for (String tensor : tensors.names()) {
            if (tensor.endsWith(ABOUT)) {
                String name = tensor.substring(0, tensor.length() - ABOUT.length());
                tracks.put(name, track(tensors, name, what));
            }
        }
        return new OutcomeTracks(tensors.ints(SESSIONS), tracks);
    }

    private static OutcomeTrack track(SafeTensors tensors, String name, String what) {
        int[] about = tensors.ints(name + ABOUT);
        if (about.length != 3) {
            throw new ModelException(
                    what + ": walk-forward record " + name + ": expected 3 numbers about it, was " + about.length);
        }
        int[] rows = tensors.ints(ROWS + about[1]);
        int[] resolved = about[2] == A_HORIZON_LATER ? later(rows, about[0]) : tensors.ints(ROWS + about[2]);
        boolean hits = tensors.contains(name + HITS);
        float[] values = hits ? floats(tensors.bytes(name + HITS)) : tensors.floats(name + LOSSES);
        float[] baselines = hits ? new float[0] : tensors.floats(name + BASELINES);
        try {
            return OutcomeTrack.stored(about[0], rows, resolved, values, baselines, interval(tensors, name, what));
        } catch (IllegalArgumentException e) {
            throw new ModelException(what + ": walk-forward record " + name + ": " + e.getMessage(), e);
        }
    }

    private static Optional<double[]> interval(SafeTensors tensors, String name, String what) {
        double[] ends = tensors.doubles(name + INTERVAL);
        if (ends.length != 2) {
            throw new ModelException(
                    what + ": walk-forward record " + name + ": expected 2 ends of an interval, was " + ends.length);
        }
        return Optional.of(ends);
    }
}
