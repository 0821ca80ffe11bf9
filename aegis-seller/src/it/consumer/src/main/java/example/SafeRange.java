package example;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.seller.SellerEngine;
import java.nio.file.Path;
import java.time.Instant;

/** Prints the safe range of an invented market from the shipped models. */
public final class SafeRange {

    private SafeRange() {}

    public static void main(String[] arguments) {
        SellerEngine engine = SellerEngine.load(ModelStore.directory(Path.of(arguments[0])));
        var market = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        SellerOutlook outlook = engine.evaluate(FeatureSet.of(market));
        if (outlook.safeRange() instanceof Block.Known<io.aegismatrix.payload.SafeRange> known) {
            var range = known.value();
            System.out.printf(
                    "safe range over %d sessions: %.0f to %.0f%n",
                    range.horizonSessions(), range.lower(), range.upper());
        }
    }
}
