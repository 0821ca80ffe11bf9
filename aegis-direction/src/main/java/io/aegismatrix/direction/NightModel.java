package io.aegismatrix.direction;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.StudentRegression;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a training learned of nights, as a bundle keeps it. A bundle of a history without companions has none. Immutable.
 *
 * @param fit the regressions
 * @param radii how far each interval reaches, in scales
 */
record NightModel(NightFit fit, Map<NightSpan, Double> radii) {

    /** Name of the model, and of its card. */
    static final String MODEL = "direction_preopen";

    private static final String FILE = "direction_preopen.safetensors";
    private static final String RADIUS = "radius_";
    private static final String VOLATILITY = "volatility";
    private static final String LOCATION = ".location";
    private static final String SCALE = ".scale";

    NightModel {
        radii = Map.copyOf(radii);
        for (NightSpan span : NightSpan.values()) {
            ModelException.requireFinite(radius(radii, span), MODEL + ": " + span.text());
        }
    }

    double radius(NightSpan span) {
        return radius(radii, span);
    }

    private static double radius(Map<NightSpan, Double> radii, NightSpan span) {
        Double radius = radii.get(span);
        if (radius == null) {
            throw new ModelException(MODEL + ": no radius of the " + span.text());
        }
        return radius;
    }

    /** Its file by name. */
    Map<String, byte[]> files() {
        SafeTensors.Builder builder = SafeTensors.builder();
        put(builder, "close", fit.close());
        put(builder, "gap", fit.gap());
        put(builder, "session", fit.session());
        put(builder, VOLATILITY, fit.volatility().stream().mapToDouble(Double::doubleValue));
        radii.forEach((span, radius) -> put(builder, RADIUS + span.text(), DoubleStream.of(radius)));
        return Map.of(FILE, builder.build().toBytes());
    }

    private static void put(SafeTensors.Builder builder, String name, StudentRegression regression) {
        put(builder, name + LOCATION, Arrays.stream(regression.location()));
        put(builder, name + SCALE, Arrays.stream(regression.logScale()));
    }

    private static void put(SafeTensors.Builder builder, String name, DoubleStream numbers) {
        double[] values = numbers.toArray();
        builder.put(name, new int[] {values.length}, values);
    }

    /** The model of a bundle; empty if that was trained without nights. @throws ModelException if it cannot be read */
    static Optional<NightModel> find(ModelBundle bundle) {
        return bundle.manifest().files().containsKey(FILE)
                ? Optional.of(parse(bundle.file(FILE), FILE))
                : Optional.empty();
    }

    static NightModel parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        Map<NightSpan, Double> radii = new EnumMap<>(NightSpan.class);
        for (NightSpan span : NightSpan.values()) {
            radii.put(span, numbers(tensors, what, RADIUS + span.text(), 1)[0]);
        }
        double[] volatility = numbers(tensors, what, VOLATILITY, NightInputs.VOLATILITY);
        return new NightModel(
                new NightFit(
                        regression(tensors, what, "close"),
                        regression(tensors, what, "gap"),
                        regression(tensors, what, "session"),
                        List.copyOf(Arrays.stream(volatility).boxed().toList())),
                radii);
    }

    private static StudentRegression regression(SafeTensors tensors, String what, String name) {
        return new StudentRegression(
                NightFit.DEGREES,
                numbers(tensors, what, name + LOCATION, NightInputs.MIDDLE),
                numbers(tensors, what, name + SCALE, NightInputs.SPREAD));
    }

    private static double[] numbers(SafeTensors tensors, String what, String name, int expected) {
        double[] values = tensors.doubles(name);
        if (values.length != expected) {
            throw new ModelException(
                    what + ": expected " + expected + " numbers of " + name + ", was " + values.length);
        }
        return values;
    }
}
