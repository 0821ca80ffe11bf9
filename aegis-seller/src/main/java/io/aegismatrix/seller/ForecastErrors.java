package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;
import java.util.List;

/**
 * How far realised volatility came out from its forecast: past values of ln(realised / forecast), each forecast made at
 * the time. They turn a forecast into odds without assuming a distribution. Immutable.
 */
final class ForecastErrors {

    private final float[] sorted;

    private ForecastErrors(float[] sorted) {
        this.sorted = sorted;
    }

    static ForecastErrors of(List<Double> errors) {
        float[] sorted = new float[errors.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = errors.get(i).floatValue();
        }
        Arrays.sort(sorted);
        return new ForecastErrors(sorted);
    }

    /** Share of the errors above a value, smoothed by half an error so that nothing is impossible or certain. */
    double shareAbove(double value) {
        int position = Arrays.binarySearch(sorted, (float) value);
        int below = position >= 0 ? position : -position - 1;
        return (sorted.length - below + 0.5) / (sorted.length + 1);
    }

    void putInto(SafeTensors.Builder file, String name) {
        file.put(name, new int[] {sorted.length}, sorted);
    }

    /** Reads what {@link #putInto} wrote. @throws ModelException if it is anything else */
    static ForecastErrors parse(SafeTensors file, String name) {
        float[] sorted = file.floats(name);
        for (int i = 0; i < sorted.length; i++) {
            if (!Float.isFinite(sorted[i]) || (i > 0 && sorted[i] < sorted[i - 1])) {
                throw new ModelException(name + " must be finite and ascending, was " + sorted[i] + " at " + i);
            }
        }
        return new ForecastErrors(sorted);
    }
}
