package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.ExtensionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the engines had to say.
 *
 * @param own what those from outside this project had to say, in their order
 */
public record EngineResults(
        EngineResult<DirectionOutlook> direction,
        EngineResult<SellerOutlook> seller,
        EngineResult<BuyerOutlook> buyer,
        Map<EngineId, EngineResult<ExtensionOutlook>> own) {

    /** Copies the map. */
    public EngineResults {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /** Nothing, and why. */
    public static EngineResults none(String reason) {
        return new EngineResults(
                EngineResult.unavailable(reason, DirectionOutlook.unavailable(reason)),
                EngineResult.unavailable(reason, SellerOutlook.unavailable(reason)),
                EngineResult.unavailable(reason, BuyerOutlook.unavailable(reason)),
                Map.of());
    }

    EngineResults withDirection(EngineResult<DirectionOutlook> result) {
        return new EngineResults(result, seller, buyer, own);
    }

    EngineResults withSeller(EngineResult<SellerOutlook> result) {
        return new EngineResults(direction, result, buyer, own);
    }

    EngineResults withBuyer(EngineResult<BuyerOutlook> result) {
        return new EngineResults(direction, seller, result, own);
    }

    EngineResults withOwn(EngineId engine, EngineResult<ExtensionOutlook> result) {
        Map<EngineId, EngineResult<ExtensionOutlook>> more = new LinkedHashMap<>(own);
        more.put(engine, result);
        return new EngineResults(direction, seller, buyer, more);
    }

    /** In the order of the engines. */
    Stream<EngineResult<?>> all() {
        return Stream.concat(Stream.of(direction, seller, buyer), own.values().stream());
    }

    /** The models that took part, in the order of the engines. */
    List<ModelBundle> bundles() {
        return all().map(EngineResult::bundle).flatMap(Optional::stream).toList();
    }

    /** What engines from outside this project have to say, as it is published. */
    SortedMap<String, ExtensionOutlook> extensions() {
        SortedMap<String, ExtensionOutlook> outlooks = new TreeMap<>();
        own.forEach((engine, result) -> outlooks.put(engine.id(), result.outlook()));
        return outlooks;
    }

    /** Whether all engines had something to say. */
    public boolean areComplete() {
        return all().allMatch(result -> result.bundle().isPresent());
    }
}
