package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ticker;
import io.aegismatrix.engine.sweep.SweepConflictException;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.SweepWork;
import io.aegismatrix.engine.sweep.WorkerMachine;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Does the one task of a partition, on whatever machine it is. */
final class NodeTask extends AbstractFunction2<TaskContext, Iterator<String>, NodeAnswer> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final URI store;
    private final Trainers trainers;

    NodeTask(URI store, Trainers trainers) {
        this.store = store;
        this.trainers = trainers;
    }

    @Override
    public NodeAnswer apply(TaskContext context, Iterator<String> partition) {
        SweepTask task = SweepTask.parse(partition.next());
        NodeCheck.require(task.engine());
        try {
            SweepWork.Worker here = WorkerMachine.here(Ticker.systemTicker());
            String writer = here.host() + "-" + ProcessHandle.current().pid();
            SweepWork work = new SweepWork(trainers.make(), HadoopFiles.ofNode(store, writer), here);
            return new NodeAnswer(
                    NodeAnswer.Kind.RECEIPT,
                    new String(work.run(task, context.attemptNumber() + 1).toBytes(), UTF_8));
        } catch (SweepConflictException e) {
            return new NodeAnswer(NodeAnswer.Kind.CONFLICT, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new NodeAnswer(NodeAnswer.Kind.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(task.path() + ": its market or its result is out of reach", e);
        }
    }
}
