package io.aegismatrix.engine.drift;

import io.aegismatrix.engine.LastAnswer;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What one model's features were like in training, and how unlike it a market may be before that is told. */
final class FeatureReference {

    static final int WINDOW = 60;

    private static final int LEAST_ROWS = 250;
    private static final int WINDOW_STEP = 5;
    private static final int PERCENTILES = 100;
    private static final int DECILES = 10;
    private static final double LOWEST = 0.001;
    private static final double HIGHEST = 0.999;
    private static final double USUAL_PSI = 0.25;
    private static final double WINDOW_LEVEL = 0.99;
    private static final double ROW_LEVEL = 0.999;

    private final List<String> features;
    private final List<Reference> references;
    private final RowDistance distance;
    private final Limits limits;
    private final LastAnswer<Asked, Optional<DriftReport>> report = new LastAnswer<>();

    /** A session of a frame. */
    private record Asked(FeatureFrame frame, int row) {}

    /** Distribution of one feature: band, percentiles, decile edges, and the limits of its drift. */
    private static final class Reference {

        private final double low;
        private final double high;
        private final double[] percentiles;
        private final double[] shares;
        private final double psiLimit;
        private final double ksLimit;

        Reference(double low, double high, double[] percentiles, double[] shares, double psiLimit, double ksLimit) {
            this.low = low;
            this.high = high;
            this.percentiles = percentiles;
            this.shares = shares;
            this.psiLimit = psiLimit;
            this.ksLimit = ksLimit;
        }

        double[] edges() {
            double[] edges = new double[DECILES - 1];
            for (int i = 0; i < edges.length; i++) {
                edges[i] = percentiles[(i + 1) * PERCENTILES / DECILES - 1];
            }
            return edges;
        }

        Reference withLimits(double psi, double ks) {
            return new Reference(low, high, percentiles, shares, psi, ks);
        }

        FeatureDrift drift(String name, double[] recent) {
            return new FeatureDrift(
                    name,
                    DriftMeasures.populationStability(shares, DriftMeasures.counts(recent, edges())),
                    psiLimit,
                    DriftMeasures.kolmogorovSmirnov(recent, percentiles),
                    ksLimit);
        }
    }

    private record Limits(double distance, double outside, double drifted) {}

    private FeatureReference(List<String> features, List<Reference> references, RowDistance distance, Limits limits) {
        this.features = features;
        this.references = references;
        this.distance = distance;
        this.limits = limits;
    }

    List<String> features() {
        return features;
    }

    /** Empty if the model has no feature of the catalogue, or fewer than {@value #LEAST_ROWS} rows know all of them. */
    static Optional<FeatureReference> fit(FeatureFrame frame, List<String> columns) {
        List<String> features = columns.stream()
                .filter(frame.schema().names()::contains)
                .distinct()
                .toList();
        int[] known =
                IntStream.range(0, frame.rows()).filter(knows(frame, features)).toArray();
        if (features.isEmpty() || known.length < LEAST_ROWS) {
            return Optional.empty();
        }
        double[][] rows =
                Arrays.stream(known).mapToObj(row -> row(frame, features, row)).toArray(double[][]::new);
        List<Reference> references = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            references.add(reference(column(rows, f, 0, rows.length)));
        }
        return Optional.of(calibrated(features, references, rows));
    }

    private static IntPredicate knows(FeatureFrame frame, List<String> features) {
        int[] columns = features.stream().mapToInt(frame.schema()::indexOf).toArray();
        return row -> Arrays.stream(columns).noneMatch(column -> Double.isNaN(frame.value(row, column)));
    }

    private static double[] row(FeatureFrame frame, List<String> features, int row) {
        return features.stream().mapToDouble(name -> frame.value(row, name)).toArray();
    }

    private static double[] column(double[][] rows, int feature, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> rows[i][feature]).toArray();
    }

    private static Reference reference(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] percentiles = IntStream.rangeClosed(1, PERCENTILES)
                .mapToDouble(i -> narrow(Quantiles.ofSorted(sorted, (double) i / PERCENTILES)))
                .toArray();
        Reference rough = new Reference(
                narrow(Quantiles.ofSorted(sorted, LOWEST)),
                narrow(Quantiles.ofSorted(sorted, HIGHEST)),
                percentiles,
                new double[DECILES],
                0,
                0);
        int[] counts = DriftMeasures.counts(values, rough.edges());
        double[] shares = Arrays.stream(counts)
                .mapToDouble(count -> narrow((double) count / values.length))
                .toArray();
        return new Reference(rough.low, rough.high, percentiles, shares, 0, 0);
    }

    /** Numbers are kept as floats; limits must be found with what will be read back. */
    private static double narrow(double value) {
        return (float) value;
    }

    /** Sets the limits to what the training itself reached. */
    private static FeatureReference calibrated(List<String> features, List<Reference> rough, double[][] rows) {
        List<double[][]> windows = windows(rows);
        List<Reference> references = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            references.add(limited(features.get(f), f, rough.get(f), windows));
        }
        RowDistance distance = RowDistance.fit(rows);
        double[] distances = Arrays.stream(rows).mapToDouble(distance::of).toArray();
        FeatureReference open = new FeatureReference(features, references, distance, new Limits(0, 0, 0));
        double[] outside = Arrays.stream(rows)
                .mapToDouble(row -> (double) open.outside(row).size() / features.size())
                .toArray();
        double[] drifted = windows.stream()
                .mapToDouble(window -> open.drift(window).stream()
                                .filter(FeatureDrift::drifted)
                                .count()
                        / (double) features.size())
                .toArray();
        Limits limits = new Limits(
                narrow(Quantiles.of(distances, ROW_LEVEL)),
                narrow(Quantiles.of(outside, ROW_LEVEL)),
                narrow(Quantiles.of(drifted, WINDOW_LEVEL)));
        return new FeatureReference(features, references, distance, limits);
    }

    private static List<double[][]> windows(double[][] rows) {
        List<double[][]> windows = new ArrayList<>();
        for (int end = WINDOW; end <= rows.length; end += WINDOW_STEP) {
            windows.add(Arrays.copyOfRange(rows, end - WINDOW, end));
        }
        return windows;
    }

    private static Reference limited(String name, int feature, Reference rough, List<double[][]> windows) {
        List<FeatureDrift> drifts = windows.stream()
                .map(window -> rough.drift(name, column(window, feature, 0, window.length)))
                .toList();
        double psi = Quantiles.of(drifts.stream().mapToDouble(FeatureDrift::psi).toArray(), WINDOW_LEVEL);
        double ks = Quantiles.of(drifts.stream().mapToDouble(FeatureDrift::ks).toArray(), WINDOW_LEVEL);
        return rough.withLimits(narrow(Math.max(USUAL_PSI, psi)), narrow(ks));
    }

    private List<FeatureDrift> drift(double[][] window) {
        return IntStream.range(0, features.size())
                .mapToObj(f -> references.get(f).drift(features.get(f), column(window, f, 0, window.length)))
                .sorted(Comparator.comparingDouble(FeatureDrift::psi).reversed())
                .toList();
    }

    private List<String> outside(double[] row) {
        return IntStream.range(0, row.length)
                .filter(f -> row[f] < references.get(f).low || row[f] > references.get(f).high)
                .mapToObj(features::get)
                .toList();
    }

    /**
     * How the decision session and those before it compare.
     *
     * @return empty if a feature of the session, or of too many before it, is not known
     */
    Optional<DriftReport> judge(FeatureFrame frame, int decisionRow) {
        return report.to(new Asked(frame, decisionRow), () -> compare(frame, decisionRow));
    }

    private Optional<DriftReport> compare(FeatureFrame frame, int decisionRow) {
        IntPredicate known = knows(frame, features);
        int[] recent = IntStream.rangeClosed(Math.max(0, decisionRow - WINDOW + 1), decisionRow)
                .filter(known)
                .toArray();
        if (recent.length < WINDOW / 2 || recent[recent.length - 1] != decisionRow) {
            return Optional.empty();
        }
        double[][] window =
                Arrays.stream(recent).mapToObj(row -> row(frame, features, row)).toArray(double[][]::new);
        double[] now = window[window.length - 1];
        return Optional.of(new DriftReport(
                features.size(),
                outside(now),
                limits.outside,
                distance.of(now),
                limits.distance,
                window.length,
                drift(window),
                limits.drifted));
    }

    void addTo(SafeTensors.Builder builder, String model) {
        int n = features.size();
        builder.metadata(model, String.join(",", features));
        builder.put(model + ".band", new int[] {n, 2}, flat(2, f ->
                new double[] {references.get(f).low, references.get(f).high}));
        builder.put(
                model + ".percentiles",
                new int[] {n, PERCENTILES},
                flat(PERCENTILES, f -> references.get(f).percentiles));
        builder.put(model + ".shares", new int[] {n, DECILES}, flat(DECILES, f -> references.get(f).shares));
        builder.put(model + ".drift_limits", new int[] {n, 2}, flat(2, f ->
                new double[] {references.get(f).psiLimit, references.get(f).ksLimit}));
        builder.put(model + ".center", new int[] {n, 2}, flat(2, f ->
                new double[] {distance.center()[f], distance.scale()[f]}));
        builder.put(model + ".whitening", new int[] {n, n}, flat(n, f -> distance.whitening()[f]));
        builder.put(model + ".limits", new int[] {3}, new float[] {
            (float) limits.distance, (float) limits.outside, (float) limits.drifted
        });
    }

    private interface Rows {
        double[] of(int feature);
    }

    private float[] flat(int width, Rows rows) {
        float[] values = new float[features.size() * width];
        for (int f = 0; f < features.size(); f++) {
            double[] row = rows.of(f);
            for (int i = 0; i < width; i++) {
                values[f * width + i] = (float) row[i];
            }
        }
        return values;
    }

    static FeatureReference read(SafeTensors tensors, String model, List<String> features, String what) {
        int n = features.size();
        double[][] band = table(tensors, model + ".band", n, 2, what);
        double[][] percentiles = table(tensors, model + ".percentiles", n, PERCENTILES, what);
        double[][] shares = table(tensors, model + ".shares", n, DECILES, what);
        double[][] limits = table(tensors, model + ".drift_limits", n, 2, what);
        List<Reference> references = IntStream.range(0, n)
                .mapToObj(f ->
                        new Reference(band[f][0], band[f][1], percentiles[f], shares[f], limits[f][0], limits[f][1]))
                .toList();
        double[][] center = table(tensors, model + ".center", n, 2, what);
        double[][] whitening = table(tensors, model + ".whitening", n, n, what);
        double[] whole = table(tensors, model + ".limits", 1, 3, what)[0];
        return new FeatureReference(
                List.copyOf(features),
                references,
                RowDistance.stored(first(center, 0), first(center, 1), whitening),
                new Limits(whole[0], whole[1], whole[2]));
    }

    private static double[] first(double[][] table, int column) {
        return Arrays.stream(table).mapToDouble(row -> row[column]).toArray();
    }

    private static double[][] table(SafeTensors tensors, String name, int rows, int width, String what) {
        float[] values = tensors.floats(name);
        if (values.length != rows * width) {
            throw new ModelException(String.format(
                    Locale.ROOT,
                    "%s: %s: expected %d numbers, was %d; restore it or train again",
                    what,
                    name,
                    rows * width,
                    values.length));
        }
        double[][] table = new double[rows][width];
        for (int i = 0; i < values.length; i++) {
            table[i / width][i % width] = values[i];
        }
        return table;
    }
}
