package io.aegismatrix.runner.backtest;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.chains.StoredChains;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.trading.ListedPremiums;
import java.util.List;
import java.util.Optional;

/**
 * What a folder of market data has of listed options beside its bars.
 *
 * @param premiums monthly premiums at the close; empty without any
 * @param chains option chains at the close, one expiry each; empty without any
 */
public record ListedOptions(Optional<ListedPremiums> premiums, List<OptionChain> chains) {

    /** Copies the chains. */
    public ListedOptions {
        chains = List.copyOf(chains);
    }

    /** Reads the folder that a source reads; nothing where it reads none. */
    public static ListedOptions of(SourceOption source, Underlying underlying, TradingCalendar calendar) {
        String symbol = underlying.nseSymbol();
        return new ListedOptions(
                source.folder().flatMap(folder -> ListedPremiums.find(folder, symbol)),
                source.folder()
                        .map(folder -> StoredChains.read(folder, symbol, calendar))
                        .orElse(List.of()));
    }
}
