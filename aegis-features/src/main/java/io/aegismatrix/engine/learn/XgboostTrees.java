package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.natives.OpenMp;
import io.aegismatrix.engine.natives.XgboostLibrary;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** What {@link GradientBoosting} does with XGBoost4J, apart, so that whoever lacks the library is told so and not by the JVM. */
final class XgboostTrees {

    private static final int PATIENCE = 25;
    private static final double TAIL_SHARE = 0.2;
    private static final int FEWEST_ROWS_TO_STOP_ON = 60;

    static {
        // XGBoost4J's file has no legal module name: where this is a module, the library is on the class path beside
        // it.
        XgboostTrees.class
                .getModule()
                .addReads(XgboostTrees.class.getClassLoader().getUnnamedModule());
    }

    private XgboostTrees() {}

    static TreeEnsemble fit(String name, SupervisedRows rows, BoostingSettings settings, long seed) {
        OpenMp.require();
        XgboostLibrary.load();
        try {
            int rounds = findRounds(rows, settings, seed);
            return grow(name, rows, settings, seed, rounds);
        } catch (XGBoostError e) {
            throw new ModelException(name + ": XGBoost failed: " + e.getMessage(), e);
        }
    }

    private static int findRounds(SupervisedRows rows, BoostingSettings settings, long seed) throws XGBoostError {
        int tailStart = tailStart(rows);
        SupervisedRows head = rows.where(row -> rows.resolved(row) < tailStart);
        SupervisedRows tail = rows.where(row -> rows.session(row) >= tailStart);
        if (head.size() < FEWEST_ROWS_TO_STOP_ON || tail.size() < FEWEST_ROWS_TO_STOP_ON) {
            return Math.max(1, settings.maximumRounds() / 4);
        }
        DMatrix training = matrix(head);
        DMatrix validation = matrix(tail);
        try {
            Map<String, DMatrix> watches = new LinkedHashMap<>();
            watches.put("tail", validation);
            Map<String, Object> parameters = parameters(head, settings, seed);
            Booster booster = XGBoost.train(
                    training,
                    parameters,
                    settings.maximumRounds(),
                    watches,
                    new float[1][settings.maximumRounds()],
                    null,
                    null,
                    PATIENCE);
            try {
                String best = booster.getAttr("best_iteration");
                return best == null ? settings.maximumRounds() : Integer.parseInt(best) + 1;
            } finally {
                booster.dispose();
            }
        } finally {
            training.dispose();
            validation.dispose();
        }
    }

    private static int tailStart(SupervisedRows rows) {
        int[] sessions = new int[rows.size()];
        for (int row = 0; row < sessions.length; row++) {
            sessions[row] = rows.session(row);
        }
        Arrays.sort(sessions);
        return sessions[(int) ((sessions.length - 1) * (1 - TAIL_SHARE))];
    }

    private static TreeEnsemble grow(String name, SupervisedRows rows, BoostingSettings settings, long seed, int rounds)
            throws XGBoostError {
        DMatrix training = matrix(rows);
        try {
            Booster booster =
                    XGBoost.train(training, parameters(rows, settings, seed), rounds, Map.of(), null, null, null, 0);
            try {
                return TreeEnsemble.parse(booster.toByteArray("ubj"), name);
            } finally {
                booster.dispose();
            }
        } finally {
            training.dispose();
        }
    }

    private static DMatrix matrix(SupervisedRows rows) throws XGBoostError {
        DMatrix matrix = new DMatrix(rows.values(), rows.size(), rows.columns().size(), Float.NaN);
        matrix.setFeatureNames(rows.columns().toArray(String[]::new));
        matrix.setLabel(rows.labels());
        matrix.setWeight(rows.weights());
        if (rows.hasMargins()) {
            matrix.setBaseMargin(rows.margins());
        }
        return matrix;
    }

    private static Map<String, Object> parameters(SupervisedRows rows, BoostingSettings settings, long seed) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", settings.objective());
        parameters.put("tree_method", "hist");
        parameters.put("max_bin", 64);
        parameters.put("nthread", 1);
        parameters.put("seed", Math.floorMod(seed, 1_000_000_007L));
        parameters.put("verbosity", 0);
        parameters.put("silent", 1);
        parameters.put("max_depth", settings.depth());
        parameters.put("eta", settings.learningRate());
        parameters.put("min_child_weight", settings.minimumChildWeight());
        parameters.put("subsample", settings.rowShare());
        parameters.put("colsample_bytree", settings.columnShare());
        parameters.put("lambda", settings.l2());
        parameters.put("base_score", baseScore(rows, settings));
        if (settings.classes() > 1) {
            parameters.put("num_class", settings.classes());
            parameters.put("eval_metric", "mlogloss");
        }
        if (!settings.quantiles().isEmpty()) {
            parameters.put("quantile_alpha", settings.quantiles().toString());
        }
        if (!settings.monotone().isEmpty()) {
            parameters.put("monotone_constraints", constraints(rows.columns(), settings.monotone()));
        }
        return parameters;
    }

    private static String constraints(List<String> columns, Map<String, Integer> monotone) {
        return columns.stream()
                .map(column -> String.valueOf(monotone.getOrDefault(column, 0)))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** Where boosting starts: the base rate, the mean, or the median; written with fixed digits so bytes repeat. */
    private static String baseScore(SupervisedRows rows, BoostingSettings settings) {
        double start = 0.5;
        if (settings.objective().equals("reg:quantileerror")) {
            float[] sorted = rows.labels().clone();
            Arrays.sort(sorted);
            start = sorted[sorted.length / 2];
        } else if (settings.classes() == 1) {
            start = weightedMean(rows);
        }
        if (settings.objective().equals("binary:logistic")) {
            start = Math.min(0.999, Math.max(0.001, start));
        }
        return String.format(Locale.ROOT, "%.6f", start);
    }

    private static double weightedMean(SupervisedRows rows) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += rows.weight(row) * (double) rows.label(row);
            weights += rows.weight(row);
        }
        return sum / weights;
    }
}
