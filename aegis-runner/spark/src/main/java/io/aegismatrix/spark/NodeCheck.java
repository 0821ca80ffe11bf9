package io.aegismatrix.spark;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import com.google.common.base.Ticker;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.natives.NativeDefaults;
import io.aegismatrix.engine.sweep.SweepWork;
import io.aegismatrix.engine.sweep.WorkerMachine;
import java.util.List;

/**
 * Whether a machine can train at all. It is asked before the first task of each process: a machine without what the native
 * libraries need must be an error that sends the task elsewhere, never the result that a market has no back-test.
 */
final class NodeCheck {

    private static boolean trees;
    private static boolean networks;

    private NodeCheck() {}

    /** @throws IllegalStateException naming the machine and what it lacks, if it cannot train the engine */
    static synchronized void require(EngineId engine) {
        if (!trees) {
            growATree();
            trees = true;
        }
        if (!networks && engine.equals(DirectionEngine.ID)) {
            addUp();
            networks = true;
        }
    }

    /** The machine in a line, after {@link #require}. */
    static String describe(EngineId engine) {
        require(engine);
        SweepWork.Worker here = WorkerMachine.here(Ticker.systemTicker());
        String torch = networks ? "PyTorch " + Engine.getEngine("PyTorch").getVersion() : "PyTorch not asked for";
        return here.host() + ": " + here.cpu() + ", Java " + Runtime.version() + ", XGBoost ready, " + torch;
    }

    private static void growATree() {
        SupervisedRows.Builder rows = SupervisedRows.builder(List.of("x"));
        for (int i = 0; i < 8; i++) {
            rows.add(new double[] {i}, i, i, i, 0);
        }
        try {
            GradientBoosting.fit(
                    "preflight", rows.build(), BoostingSettings.mean().withTrees(4, 1, 0.5), 1);
        } catch (ModelException | LinkageError e) {
            throw unfit("XGBoost", e);
        }
    }

    private static void addUp() {
        try {
            NativeDefaults.preparePytorch();
            try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
                float sum = manager.create(new float[] {1, 2}).sum().getFloat();
                if (sum != 3) {
                    throw new ModelException("1 + 2 came to " + sum);
                }
            }
        } catch (ModelException | EngineException | LinkageError e) {
            throw unfit("PyTorch", e);
        }
    }

    private static IllegalStateException unfit(String library, Throwable cause) {
        return new IllegalStateException(
                WorkerMachine.here(Ticker.systemTicker()).host() + ": cannot train with " + library + ": "
                        + cause.getMessage(),
                cause);
    }
}
