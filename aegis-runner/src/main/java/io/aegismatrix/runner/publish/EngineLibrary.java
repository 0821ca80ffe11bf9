package io.aegismatrix.runner.publish;

import com.google.common.base.Joiner;
import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.seller.SellerEngine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The engines that take part: the three of this release, and those of others that were added. Nothing native is touched
 * before a trainer trains.
 */
public interface EngineLibrary {

    /** The engines this release ships, in the order in which they are told. */
    List<EngineId> SHIPPED = List.of(DirectionEngine.ID, SellerEngine.ID, BuyerEngine.ID);

    /** Trains an engine. @throws IllegalArgumentException naming those there are if there is no such engine */
    EngineTrainer trainer(EngineId engine);

    Engine<DirectionOutlook> direction(ModelBundle bundle);

    Engine<SellerOutlook> seller(ModelBundle bundle);

    Engine<BuyerOutlook> buyer(ModelBundle bundle);

    /** Engines from outside this project, in the order in which they were added. */
    default List<OwnEngine> own() {
        return List.of();
    }

    /**
     * The version on probation, whose forecasts are written down beside those of the version in use but not published;
     * empty where there is none.
     */
    default Optional<ModelBundle> challenger(ModelStore store, EngineId engine) {
        return store.challenger(engine).map(version -> store.load(engine, version));
    }

    /** The engines this release ships. */
    static EngineLibrary shipped() {
        return new ShippedEngines();
    }

    /**
     * The engines this release ships, and those that an {@link EngineProvider} on the class path brings, in the order of
     * their names.
     *
     * @throws java.util.ServiceConfigurationError naming a provider that cannot be made
     * @throws IllegalArgumentException if two engines have one name
     */
    static EngineLibrary installed() {
        return installed(EngineLibrary.class.getClassLoader());
    }

    /** The same, found by a class loader. */
    static EngineLibrary installed(ClassLoader loader) {
        EngineLibrary engines = shipped();
        List<OwnEngine> found = ServiceLoader.load(EngineProvider.class, loader).stream()
                .map(provider -> provider.get().engine())
                .sorted(Comparator.comparing(own -> own.engine().id()))
                .toList();
        for (OwnEngine own : found) {
            engines = engines.with(own);
        }
        return engines;
    }

    /** These engines and one more. @throws IllegalArgumentException if there is one of that name already */
    default EngineLibrary with(OwnEngine engine) {
        return new ExtendedEngines(this, engine);
    }

    /** Every engine there is, in the order in which they are told. */
    default List<EngineId> ids() {
        return Stream.concat(SHIPPED.stream(), own().stream().map(OwnEngine::engine))
                .toList();
    }

    /** Every engine there is, and the volatility model they are trained beside: whose versions a store of theirs holds. */
    default List<EngineId> inStore() {
        return Stream.concat(ids().stream(), Stream.of(VolatilityModel.ID)).toList();
    }

    /** Those of the engines, in the order of all. @throws IllegalArgumentException naming one that there is not */
    default List<EngineId> inOrder(Set<EngineId> engines) {
        engines.forEach(engine -> parse(engine.id()));
        return ids().stream().filter(engines::contains).toList();
    }

    /** The engine of that name. @throws IllegalArgumentException naming those there are if there is none */
    default EngineId parse(String name) {
        return ids().stream()
                .filter(engine -> engine.id().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** What to say of an engine that there is not. */
    default IllegalArgumentException unknown(String name) {
        List<EngineId> known = ids();
        int last = known.size() - 1;
        return new IllegalArgumentException("no engine named '" + name + "'; there are "
                + Joiner.on(", ").join(known.subList(0, last)) + " and " + known.get(last));
    }

    /** How each engine takes part in a payload, in the order of {@link #ids()}. */
    default List<EnginePart<?>> parts() {
        Stream<EnginePart<?>> shipped = Stream.of(
                new EnginePart<>(
                        DirectionEngine.ID,
                        this::direction,
                        DirectionOutlook::unavailable,
                        EngineResults::withDirection),
                new EnginePart<>(SellerEngine.ID, this::seller, SellerOutlook::unavailable, EngineResults::withSeller),
                new EnginePart<>(BuyerEngine.ID, this::buyer, BuyerOutlook::unavailable, EngineResults::withBuyer));
        return Stream.concat(shipped, own().stream().map(OwnEngine::part)).toList();
    }

    /** How the engine of a bundle takes part. @throws IllegalArgumentException if there is no such engine */
    default EnginePart<?> part(ModelBundle bundle) {
        EngineId engine = bundle.manifest().engine();
        return parts().stream()
                .filter(part -> part.engine().equals(engine))
                .findFirst()
                .orElseThrow(() -> unknown(engine.id()));
    }
}
