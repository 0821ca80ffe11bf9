package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the three engines had to say. */
public record EngineResults(
        EngineResult<DirectionOutlook> direction,
        EngineResult<SellerOutlook> seller,
        EngineResult<BuyerOutlook> buyer) {

    /** The models that took part, in the order of the engines. */
    List<ModelBundle> bundles() {
        return Stream.of(direction.bundle(), seller.bundle(), buyer.bundle())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether all engines had something to say. */
    public boolean areComplete() {
        return bundles().size() == EngineKind.values().length;
    }
}
