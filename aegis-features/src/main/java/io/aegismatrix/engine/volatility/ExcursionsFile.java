package io.aegismatrix.engine.volatility;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Past paths as a safetensors file: three columns a horizon, and the shares of the unit they are in. */
final class ExcursionsFile {

    private ExcursionsFile() {}

    static byte[] write(UnitWeights weights, SortedMap<Integer, PathSample> samples) {
        SafeTensors.Builder builder = SafeTensors.builder();
        putShares(builder, weights, "weight", UnitWeights.Share::weight);
        putShares(builder, weights, "kept", UnitWeights.Share::kept);
        putShares(builder, weights, "level", UnitWeights.Share::level);
        samples.forEach((horizon, sample) -> {
            int[] shape = {sample.paths()};
            builder.put("up_" + horizon, shape, sample.up());
            builder.put("down_" + horizon, shape, sample.down());
            builder.put("close_" + horizon, shape, sample.close());
        });
        return builder.build().toBytes();
    }

    private interface Part {
        float of(UnitWeights.Share share);
    }

    private static void putShares(SafeTensors.Builder builder, UnitWeights weights, String name, Part part) {
        float[] values = new float[Excursions.HORIZONS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = part.of(weights.shares().get(i));
        }
        builder.put(name, new int[] {values.length}, values);
    }

    /** @throws ModelException if it is anything else than what {@link #write} makes */
    static Excursions read(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        SortedMap<Integer, PathSample> samples = new TreeMap<>();
        for (int h : Excursions.HORIZONS) {
            float[] up = tensors.floats("up_" + h);
            float[] down = tensors.floats("down_" + h);
            float[] close = tensors.floats("close_" + h);
            if (up.length < Excursions.MINIMUM_PATHS || down.length != up.length || close.length != up.length) {
                throw new ModelException(what + ": excursions over " + h + " sessions are incomplete");
            }
            samples.put(h, new PathSample(up, down, close));
        }
        return new Excursions(weights(tensors, what), samples);
    }

    /** One share a kept horizon; older files have one for all of them, and keep all of it. */
    private static UnitWeights weights(SafeTensors tensors, String what) {
        float[] stored = tensors.floats("weight");
        boolean legal = stored.length == 1 || stored.length == Excursions.HORIZONS.size();
        for (float weight : stored) {
            legal &= weight >= 0 && weight <= 1;
        }
        if (!legal) {
            throw new ModelException(what + ": expected one weight in [0, 1], or one for each of " + Excursions.HORIZONS
                    + " sessions, was " + Arrays.toString(stored));
        }
        if (stored.length == 1) {
            return UnitWeights.same(stored[0]);
        }
        float[] kept = tensors.contains("kept") ? tensors.floats("kept") : ones();
        float[] level = tensors.contains("level") ? tensors.floats("level") : new float[stored.length];
        if (kept.length != stored.length || level.length != stored.length) {
            throw new ModelException(
                    what + ": expected kept and level for each of " + Excursions.HORIZONS + " sessions");
        }
        try {
            return UnitWeights.of(IntStream.range(0, stored.length)
                    .mapToObj(i -> new UnitWeights.Share(stored[i], kept[i], level[i]))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ModelException(what + ": " + e.getMessage(), e);
        }
    }

    private static float[] ones() {
        float[] ones = new float[Excursions.HORIZONS.size()];
        Arrays.fill(ones, 1);
        return ones;
    }
}
