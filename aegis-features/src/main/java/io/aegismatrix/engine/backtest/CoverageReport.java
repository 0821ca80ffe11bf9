package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.CoverageTests;
import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How often ranges held: in all, where volatility was low and high, year by year, and on days of known events. */
final class CoverageReport {

    private static final List<String> TERCILES = List.of("low", "middle", "high");

    private final Figures figures;
    private final int horizon;
    private final double level;

    /**
     * Starts a report.
     *
     * @param figures where it goes
     * @param level promised coverage
     */
    CoverageReport(Figures figures, int horizon, double level) {
        this.figures = figures;
        this.horizon = horizon;
        this.level = level;
    }

    void describe(Bounds stated, Bounds usual, double[] vix, double[] years) {
        double[] held = stated.held();
        figures.putMean("coverage", held)
                .putMean("coverage_baseline", usual.held())
                .putMean("width_percent", stated.widths())
                .putMean("width_percent_baseline", usual.widths())
                .putMean("broken_below", stated.brokenBelow())
                .putMean("broken_above", stated.brokenAbove());
        putTests(held);
        putTerciles(held, vix);
        putYears(held, years);
    }

    /** Coverage of the ranges in which events of a kind fell, and of those without any. */
    void describeEvents(Bounds stated, List<Set<String>> expected) {
        double[] held = stated.held();
        putEvents("coverage_no_event", held, expected, Set::isEmpty);
        expected.stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .forEach(kind -> putEvents("coverage_" + kind, held, expected, kinds -> kinds.contains(kind)));
    }

    private void putEvents(String name, double[] held, List<Set<String>> expected, Predicate<Set<String>> member) {
        double[] members = expected.stream()
                .mapToDouble(kinds -> member.test(kinds) ? 1 : 0)
                .toArray();
        figures.putMeanOf(name, held, members)
                .put(name + "_n", (int) Arrays.stream(members).sum());
    }

    /** On ranges that do not overlap: every one after the end of the one before. */
    private void putTests(double[] held) {
        boolean[] broken = new boolean[(held.length + horizon - 1) / horizon];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = held[i * horizon] == 0;
        }
        figures.put("kupiec_p", CoverageTests.kupiec(broken, level).pValue())
                .put("christoffersen_p", CoverageTests.christoffersen(broken).pValue())
                .put("coverage_tests_n", broken.length);
    }

    private void putTerciles(double[] held, double[] vix) {
        double lower = Quantiles.of(vix, 1.0 / TERCILES.size());
        double upper = Quantiles.of(vix, 2.0 / TERCILES.size());
        for (int tercile = 0; tercile < TERCILES.size(); tercile++) {
            double[] member = new double[vix.length];
            for (int i = 0; i < member.length; i++) {
                int own = vix[i] <= lower ? 0 : vix[i] <= upper ? 1 : 2;
                member[i] = own == tercile ? 1 : 0;
            }
            figures.putMeanOf("coverage_vix_" + TERCILES.get(tercile), held, member);
        }
    }

    private void putYears(double[] held, double[] years) {
        for (int year = (int) years[0]; year <= (int) years[years.length - 1]; year++) {
            int wanted = year;
            double[] inYear = IntStream.range(0, held.length)
                    .filter(i -> (int) years[i] == wanted)
                    .mapToDouble(i -> held[i])
                    .toArray();
            figures.putMean("coverage_" + year, inYear);
        }
    }
}
