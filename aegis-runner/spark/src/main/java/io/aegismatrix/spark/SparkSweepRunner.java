package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Throwables;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.sweep.SweepConflictException;
import io.aegismatrix.engine.sweep.SweepListener;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Runs a sweep on a cluster: a partition a task, begun in the order of the plan. Killed, whichever part of it, it is simply run
 * again, and comes to the same bytes.
 */
public final class SparkSweepRunner {

    private final JavaSparkContext context;
    private final URI store;
    private final Trainers trainers;

    /**
     * @param context of a cluster whose nodes have this code
     * @param store where markets and results are: an address that means the same on every machine
     * @param trainers of the engines of the plan
     */
    public SparkSweepRunner(JavaSparkContext context, URI store, Trainers trainers) {
        this.context = context;
        this.store = store;
        this.trainers = trainers;
    }

    /**
     * Has every core the cluster has now load the native libraries.
     *
     * @return the machines, each once, in alphabetical order
     * @throws IOException naming a machine that cannot train, and what it lacks
     */
    public List<String> preflight(SweepPlan plan) throws IOException {
        boolean networks = plan.tasks().stream().anyMatch(task -> task.engine().equals(DirectionEngine.ID));
        return preflight(context, networks);
    }

    static List<String> preflight(JavaSparkContext context, boolean networks) throws IOException {
        String engine = networks ? DirectionEngine.ID.id() : "";
        int cores = Math.max(1, context.defaultParallelism());
        try {
            declare();
            return context
                    .parallelize(Collections.nCopies(cores, engine), cores)
                    .map(name -> NodeCheck.describe(new EngineId(name.isEmpty() ? "trees" : name)))
                    .collect()
                    .stream()
                    .distinct()
                    .sorted()
                    .toList();
        } catch (SparkException e) {
            throw new IOException("the cluster is not fit for this plan: " + e.getMessage(), e);
        }
    }

    /**
     * Does what is left of a plan.
     *
     * @param listener told of every task of the plan, also those that were finished before; on a thread of Spark's
     * @return where the sweep stands in the end: nothing is left
     * @throws IOException if tasks were lost more often than Spark does them again; what is finished stays
     * @throws SweepConflictException if a task came to other bytes than before; no further task is counted
     * @throws IllegalArgumentException if the plan was made with other code than the nodes have
     */
    public SweepProgress run(SweepPlan plan, SweepListener listener) throws IOException {
        if (plan.tasks().isEmpty()) {
            return new SweepProgress.Tally(plan).progress();
        }
        List<String> lines = plan.tasks().stream().map(SweepTask::line).toList();
        RDD<String> tasks = context.parallelize(lines, lines.size()).rdd();
        Answers answers = new Answers(plan, listener);
        try {
            declare();
            context.sc()
                    .runJob(
                            tasks,
                            new NodeTask(store, trainers),
                            answers::add,
                            ClassTag$.MODULE$.<NodeAnswer>apply(NodeAnswer.class));
        } catch (SparkException e) {
            Throwable said = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfInstanceOf(said, SweepConflictException.class);
            Throwables.throwIfInstanceOf(said, IllegalArgumentException.class);
            throw new IOException("tasks were lost more often than they are done again: " + e.getMessage(), e);
        }
        return answers.progress();
    }

    /** Scala says of no method what it throws. */
    private static void declare() throws SparkException {}

    /** Answers as they come, one at a time. */
    private static final class Answers {

        private final SweepPlan plan;
        private final SweepListener listener;
        private final SweepProgress.Tally tally;

        Answers(SweepPlan plan, SweepListener listener) {
            this.plan = plan;
            this.listener = listener;
            this.tally = new SweepProgress.Tally(plan);
        }

        synchronized BoxedUnit add(Object partition, NodeAnswer answer) {
            SweepTask task = plan.tasks().get((Integer) partition);
            switch (answer.kind()) {
                case CONFLICT -> throw new SweepConflictException(answer.text());
                case REFUSED -> throw new IllegalArgumentException(answer.text());
                case RECEIPT -> {
                    TaskReceipt receipt = TaskReceipt.parse(answer.text().getBytes(UTF_8), task.path());
                    tally.add(task, receipt);
                    listener.finished(task, receipt, tally.progress());
                }
            }
            return BoxedUnit.UNIT;
        }

        synchronized SweepProgress progress() {
            return tally.progress();
        }
    }
}
