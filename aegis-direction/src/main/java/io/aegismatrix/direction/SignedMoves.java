package io.aegismatrix.direction;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signed past moves of each horizon in units of what was expected of them, ascending: the shape of the future. */
final class SignedMoves {

    /** Least moves of a horizon. */
    static final int MINIMUM = 100;

    private static final String PREFIX = "moves_";

    private final SortedMap<Integer, double[]> sorted;

    private SignedMoves(SortedMap<Integer, double[]> sorted) {
        this.sorted = sorted;
    }

    /**
     * Takes the moves of each horizon.
     *
     * @param moves ascending, in the order of {@link Horizons#DIRECTION}
     * @throws ModelException if a horizon has fewer than {@value #MINIMUM}
     */
    static SignedMoves of(List<double[]> moves, String what) {
        SortedMap<Integer, double[]> sorted = new TreeMap<>();
        for (int i = 0; i < moves.size(); i++) {
            int sessions = Horizons.DIRECTION.get(i);
            if (moves.get(i).length < MINIMUM) {
                throw new ModelException(what + ": " + moves.get(i).length + " past moves over " + sessions
                        + " sessions, at least " + MINIMUM + " are needed");
            }
            sorted.put(sessions, narrowed(moves.get(i)));
        }
        return new SignedMoves(sorted);
    }

    /** Rounded to single precision, as stored, so that a fresh model and a loaded one agree. */
    private static double[] narrowed(double[] values) {
        return Floats.widened(Floats.narrowed(values));
    }

    /** The moves over a horizon, ascending. */
    double[] over(int sessions) {
        double[] moves = sorted.get(sessions);
        if (moves == null) {
            throw new ModelException("no past moves over " + sessions + " sessions; there are " + sorted.keySet());
        }
        return moves.clone();
    }

    byte[] toBytes() {
        SafeTensors.Builder builder = SafeTensors.builder();
        sorted.forEach(
                (sessions, moves) -> builder.put(PREFIX + sessions, new int[] {moves.length}, Floats.narrowed(moves)));
        return builder.build().toBytes();
    }

    static SignedMoves parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        return of(
                Horizons.DIRECTION.stream()
                        .map(sessions -> Floats.widened(tensors.floats(PREFIX + sessions)))
                        .toList(),
                what);
    }
}
