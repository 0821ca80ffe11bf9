package example.seller;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.SafeRange;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.seller.SellerEngine;
import java.time.Instant;

/** Prints the safe range of an invented market by the shipped models. */
public final class Main {

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        SellerEngine engine = SellerEngine.load(ModelSource.classpath());
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        SellerOutlook outlook = engine.evaluate(FeatureSet.of(market));
        if (outlook.safeRange() instanceof Block.Known<SafeRange> safe) {
            SafeRange range = safe.value();
            System.out.printf("seller: 30 sessions, 90 %%: %.0f to %.0f%n", range.lower(), range.upper());
        }
    }
}
