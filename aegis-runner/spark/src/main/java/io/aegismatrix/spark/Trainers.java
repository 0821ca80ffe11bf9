package io.aegismatrix.spark;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.seller.SellerEngine;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes the trainers of a plan on the machine that needs them: a trainer itself never travels. */
@FunctionalInterface
public interface Trainers extends Serializable {

    /** The trainers, made anew. */
    Collection<EngineTrainer> make();

    /**
     * Those of this release that a plan names, and no other: a task's code is a hash of the engines it was planned with.
     *
     * @throws IllegalArgumentException naming an engine there is none of
     */
    static Trainers shipped(SweepPlan plan) {
        Set<String> names = plan.tasks().stream()
                .map(SweepTask::engine)
                .map(EngineId::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> engines = new ArrayList<>(names);
        Map<String, Supplier<EngineTrainer>> known = known();
        engines.forEach(engine -> {
            if (!known.containsKey(engine)) {
                throw new IllegalArgumentException("no engine '" + engine + "'; there are buyer, direction and seller");
            }
        });
        return () -> {
            List<EngineTrainer> made = new ArrayList<>();
            known().forEach((engine, trainer) -> {
                if (engines.contains(engine)) {
                    made.add(trainer.get());
                }
            });
            return made;
        };
    }

    private static Map<String, Supplier<EngineTrainer>> known() {
        return Map.of(
                DirectionEngine.ID.id(), DirectionEngine::trainer,
                SellerEngine.ID.id(), SellerEngine::trainer,
                BuyerEngine.ID.id(), BuyerEngine::trainer);
    }
}
