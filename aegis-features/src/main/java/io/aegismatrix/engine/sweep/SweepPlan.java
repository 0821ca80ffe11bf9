package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.io.DraftFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tasks of a sweep in the order in which they are begun: what takes longest comes first, or all wait for it at the end.
 *
 * @param tasks each once
 */
public record SweepPlan(List<SweepTask> tasks) {

    /** File of a plan in the folder of its sweep. */
    public static final String FILE = "plan.csv";

    /** The engine with a network takes a multiple of the others' time. */
    private static final List<String> SLOWEST_FIRST = List.of("direction", "seller");

    /** Refuses a task that stands there twice. */
    public SweepPlan {
        tasks = List.copyOf(tasks);
        Set<String> keys = new HashSet<>();
        for (SweepTask task : tasks) {
            if (!keys.add(task.key())) {
                throw new IllegalArgumentException("a task stands in the plan twice: " + task.line());
            }
        }
    }

    /** A plan in the order of running: engines by how long they take, long periods first, then as they come. */
    public static SweepPlan of(List<SweepTask> tasks) {
        Comparator<SweepTask> order = Comparator.comparingInt((SweepTask task) -> rank(task))
                .thenComparing(
                        task -> task.period().to().toEpochDay()
                                - task.period().from().toEpochDay(),
                        Comparator.reverseOrder());
        return new SweepPlan(tasks.stream().sorted(order).toList());
    }

    private static int rank(SweepTask task) {
        int rank = SLOWEST_FIRST.indexOf(task.engine().id());
        return rank < 0 ? SLOWEST_FIRST.size() : rank;
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(SweepTask.csv(SweepTask.COLUMNS)).append('\n');
        tasks.forEach(task -> text.append(task.line()).append('\n'));
        DraftFile.replace(file, out -> out.write(text.toString().getBytes(UTF_8)));
    }

    /**
     * Reads {@link #write}.
     *
     * @throws IllegalArgumentException naming file and line of what is no task
     */
    public static SweepPlan read(Path file) throws IOException {
        return parse(Files.readAllLines(file, UTF_8), file.toString());
    }

    /** The same of lines that were read elsewhere. */
    public static SweepPlan parse(List<String> lines, String what) {
        if (lines.isEmpty() || !lines.get(0).equals(SweepTask.csv(SweepTask.COLUMNS))) {
            throw new IllegalArgumentException(
                    what + ": no plan of a sweep: it must begin with the line " + SweepTask.csv(SweepTask.COLUMNS));
        }
        List<SweepTask> tasks = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                tasks.add(SweepTask.parse(lines.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(what + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new SweepPlan(tasks);
    }
}
