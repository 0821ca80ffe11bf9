package io.aegismatrix.benchmark;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.Inference;
import io.aegismatrix.seller.SellerEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A service that is asked again and again: features, engines and the whole payload of a market in memory. The market is that of
 * the folder which the property {@code data} names, else an invented one; the models those of the property {@code models}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PayloadBenchmark {

    /** After a close, and in a session. */
    @Param({"2024-12-31T10:30:00Z", "2024-08-16T06:45:00Z"})
    public String moment;

    private MarketSnapshot market;
    private MarketSnapshot later;
    private FeatureSet features;
    private DirectionEngine direction;
    private SellerEngine seller;
    private BuyerEngine buyer;
    private Inference inference;
    private boolean second;

    /** Opens market and models. */
    @Setup
    public void open() {
        String data = System.getProperty("data", "");
        MarketSource source =
                data.isEmpty() ? MarketSources.synthetic(1) : MarketSources.csv(Path.of(data));
        Instant at = Instant.parse(moment);
        market = source.snapshot(FeatureSet.request(Underlying.NIFTY50, at));
        later = source.snapshot(FeatureSet.request(Underlying.NIFTY50, at.plusSeconds(300)));
        features = FeatureSet.forForecast(market);
        ModelStore models = ModelStore.directory(Path.of(System.getProperty("models", "../models")));
        direction = DirectionEngine.load(models);
        seller = SellerEngine.load(models);
        buyer = BuyerEngine.load(models);
        inference = Inference.open(models);
    }

    /** Every feature of every session. */
    @Benchmark
    public FeatureSet allFeatures() {
        return FeatureSet.of(market);
    }

    /** What a forecast needs. */
    @Benchmark
    public FeatureSet forecastFeatures() {
        return FeatureSet.forForecast(market);
    }

    /** The direction engine. */
    @Benchmark
    public DirectionOutlook direction() {
        return direction.evaluate(features);
    }

    /** The seller engine. */
    @Benchmark
    public SellerOutlook seller() {
        return seller.evaluate(features);
    }

    /** The buyer engine. */
    @Benchmark
    public BuyerOutlook buyer() {
        return buyer.evaluate(features);
    }

    /** The whole payload, of two moments of the day in turn. */
    @Benchmark
    public Payload payload() {
        second = !second;
        MarketSnapshot asked = second ? later : market;
        return inference.payload(asked, asked.asOf());
    }
}
