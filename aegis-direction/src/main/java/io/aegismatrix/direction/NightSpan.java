package io.aegismatrix.direction;

import io.aegismatrix.engine.learn.StudentRegression;
import io.aegismatrix.engine.metric.Quantiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Three intervals of a session about to open: how many scales round its middle each must reach to hold at the level. */
enum NightSpan {
    /** Where it opens. */
    GAP("gap") {
        @Override
        double reach(NightFit fit, NightRows.Row row) {
            return Math.abs(scales(fit.gap(), row, row.gap()));
        }

        @Override
        StudentRegression regression(NightFit fit) {
            return fit.gap();
        }
    },
    /** Where it closes. */
    CLOSE("close") {
        @Override
        double reach(NightFit fit, NightRows.Row row) {
            return Math.abs(scales(fit.close(), row, row.close()));
        }

        @Override
        StudentRegression regression(NightFit fit) {
            return fit.close();
        }
    },
    /** Lowest and highest price, the previous close included. */
    RANGE("range") {
        @Override
        double reach(NightFit fit, NightRows.Row row) {
            return Math.max(scales(fit.close(), row, row.high()), -scales(fit.close(), row, row.low()));
        }

        @Override
        StudentRegression regression(NightFit fit) {
            return fit.close();
        }
    };

    /** Fewest outcomes that an interval is measured on. */
    static final int LEAST = 100;

    /** Newest outcomes that it is measured on: gaps of the first years were wider for what the night had brought. */
    private static final int NEWEST = 500;

    private final String text;

    NightSpan(String text) {
        this.text = text;
    }

    /** Its name in files. */
    String text() {
        return text;
    }

    /** How many scales from the middle a session went. */
    abstract double reach(NightFit fit, NightRows.Row row);

    /** What has the middle and the scale. */
    abstract StudentRegression regression(NightFit fit);

    private static double scales(StudentRegression regression, NightRows.Row row, double outcome) {
        return (outcome - regression.location(row.inputs().middle()))
                / regression.scale(row.inputs().spread());
    }

    /**
     * The reach that the share of the level of the newest outcomes stayed within, with one more outcome assumed beyond (split
     * conformal: Papadopoulos et al. 2002).
     *
     * @param past in time order
     */
    static <T> double radius(List<T> past, ToDoubleFunction<T> reach) {
        double[] reaches = past.subList(Math.max(0, past.size() - NEWEST), past.size()).stream()
                .mapToDouble(reach)
                .toArray();
        double level = Math.min(1, MoveTraining.LEVEL * (reaches.length + 1) / reaches.length);
        return Quantiles.of(reaches, level);
    }
}
