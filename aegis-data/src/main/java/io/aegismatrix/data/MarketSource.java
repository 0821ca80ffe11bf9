package io.aegismatrix.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A place market data comes from. {@link io.aegismatrix.data.source.MarketSources} has ours; implementing this one method plugs in any other, and
 * extending {@code MarketSourceContract} of the artifact {@code aegis-data-kit} checks it.
 *
 * <p>Implementations must be safe to call from several threads and must not read the wall clock.
 */
@FunctionalInterface
public interface MarketSource {

    /**
     * The market as it was known at {@code request.asOf()}.
     *
     * @throws MarketDataException if the data cannot be had, is malformed or is refused; the message says where and why
     */
    MarketSnapshot snapshot(MarketRequest request);

    /**
     * Hands over the history of option chains that a source keeps: those that could be known at {@code request.asOf()} and
     * are of sessions from {@code request.from()} on. A moment may come in parts, an expiry or more each, and moments in
     * any order that is always the same. A source without such a history hands over nothing.
     *
     * @param taker takes the chains one at a time, so that years of them need not be held at once
     * @return what was left out or looked wrong
     * @throws MarketDataException if nothing can be read
     */
    default List<DataQuality.Anomaly> chains(MarketRequest request, Consumer<OptionChain> taker) {
        return List.of();
    }

    /**
     * Keeps in a store whatever this source has: the parts of a snapshot, and its history of option chains, each as of the
     * moment from which it could be known. To keep the same again changes nothing.
     *
     * @return what was left out or looked wrong
     * @throws MarketDataException if nothing can be read, if the prices are synthetic, or if the store cannot be written
     */
    default List<DataQuality.Anomaly> keepIn(MarketStore store, MarketRequest request) {
        MarketSnapshot snapshot = snapshot(request);
        store.save(MarketFetch.of(snapshot));
        List<DataQuality.Anomaly> noticed = new ArrayList<>(snapshot.quality().anomalies());
        noticed.addAll(chains(
                request,
                chain -> store.save(new MarketFetch(
                        chain.knownAt(),
                        List.of(new MarketFetch.Chain(
                                "unnamed", request.underlying().name(), chain)),
                        List.of()))));
        return noticed;
    }
}
