package io.aegismatrix.runner.backtest;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.chains.ChainEvidence;
import io.aegismatrix.runner.chains.ChainSieve;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.trading.ListedPremiums;
import java.util.List;
import java.util.Optional;

/**
 * What a source of market data has of listed options beside its bars.
 *
 * @param premiums monthly premiums at the close; empty without any
 * @param chains what its history of option chains foretold; empty without any
 * @param noticed what was left out of that history
 */
public record ListedOptions(Optional<ListedPremiums> premiums, Optional<ChainEvidence> chains, List<Anomaly> noticed) {

    /** Nothing. */
    public static final ListedOptions NONE = new ListedOptions(Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public ListedOptions {
        noticed = List.copyOf(noticed);
    }

    /**
     * Reads what a source has.
     *
     * @param request what the market was asked with
     * @param features that market
     */
    @SuppressWarnings("exports") // Sources by their option are the commands' own.
    public static ListedOptions of(SourceOption source, MarketRequest request, FeatureSet features) {
        ChainSieve sieve = new ChainSieve(features);
        List<Anomaly> noticed = source.source().chains(request, sieve::add);
        return new ListedOptions(
                source.folder()
                        .flatMap(folder ->
                                ListedPremiums.find(folder, request.underlying().nseSymbol())),
                ChainEvidence.of(sieve),
                noticed);
    }
}
