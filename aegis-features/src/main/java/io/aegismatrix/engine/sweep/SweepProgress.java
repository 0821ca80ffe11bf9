package io.aegismatrix.engine.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a sweep stands, from its receipts. What is left is taken to need what finished tasks of its engine needed a forecast
 * session: a task that failed for its market needed nothing, and tells nothing.
 *
 * @param total tasks of the plan
 * @param ok tasks with a back-test
 * @param failed tasks whose market has none
 * @param secondsLeft processor seconds that are left; empty while an engine of what is left has not finished a task
 * @param meanSeconds of a finished task with a back-test, by engine
 */
public record SweepProgress(
        int total, int ok, int failed, OptionalDouble secondsLeft, SortedMap<String, Double> meanSeconds) {

    /** Copies the means. */
    public SweepProgress {
        meanSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(meanSeconds));
    }

    /** Tasks that are not finished. */
    public int left() {
        return total - ok - failed;
    }

    /** Seconds that are left on a number of workers. */
    public OptionalDouble secondsLeft(int workers) {
        return secondsLeft.isPresent() ? OptionalDouble.of(secondsLeft.getAsDouble() / workers) : secondsLeft;
    }

    /** Where a sweep stands by what its store has. */
    public static SweepProgress of(SweepPlan plan, ResultStore store) throws IOException {
        Tally tally = new Tally(plan);
        for (SweepTask task : plan.tasks()) {
            Optional<TaskReceipt> receipt = store.find(task);
            if (receipt.isPresent()) {
                tally.add(task, receipt.get());
            }
        }
        return tally.progress();
    }

    /** Counts receipts as they come. Not thread-safe. */
    public static final class Tally {

        private final int total;
        private final Map<String, Double> daysLeft = new TreeMap<>();
        private final Map<String, List<double[]>> needed = new TreeMap<>();
        private int ok;
        private int failed;

        /** Of a plan none of whose tasks is known to be finished. */
        public Tally(SweepPlan plan) {
            this.total = plan.tasks().size();
            plan.tasks().forEach(task -> daysLeft.merge(task.engine().id(), days(task), Double::sum));
        }

        private static double days(SweepTask task) {
            return 1.0 + task.period().to().toEpochDay() - task.period().from().toEpochDay();
        }

        /** Counts a finished task. */
        public void add(SweepTask task, TaskReceipt receipt) {
            String engine = task.engine().id();
            daysLeft.merge(engine, -days(task), Double::sum);
            if (receipt.ok()) {
                ok++;
                needed.computeIfAbsent(engine, name -> new ArrayList<>())
                        .add(new double[] {receipt.seconds(), days(task)});
            } else {
                failed++;
            }
        }

        /** Where the sweep stands with what was counted. */
        public SweepProgress progress() {
            SortedMap<String, Double> means = new TreeMap<>();
            needed.forEach((engine, all) -> means.put(
                    engine, all.stream().mapToDouble(one -> one[0]).average().orElseThrow()));
            double left = 0;
            for (Map.Entry<String, Double> entry : daysLeft.entrySet()) {
                List<double[]> known = needed.get(entry.getKey());
                if (entry.getValue() > 0) {
                    left += known == null ? Double.NaN : entry.getValue() * perDay(known);
                }
            }
            return new SweepProgress(
                    total, ok, failed, Double.isNaN(left) ? OptionalDouble.empty() : OptionalDouble.of(left), means);
        }

        private static double perDay(List<double[]> known) {
            return known.stream().mapToDouble(one -> one[0]).sum()
                    / known.stream().mapToDouble(one -> one[1]).sum();
        }
    }
}
