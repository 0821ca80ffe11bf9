package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Puts against calls over all strikes of an expiry.
 *
 * @param openInterest open puts over open calls; empty without open calls
 * @param volume puts over calls traded today; empty if no call was
 */
public record PutCallRatio(OptionalDouble openInterest, OptionalDouble volume) {

    static PutCallRatio of(List<OptionQuote> quotes) {
        return new PutCallRatio(ratio(quotes, OptionQuote::openInterest), ratio(quotes, OptionQuote::volume));
    }

    PutCallRatio withoutOpenInterest() {
        return new PutCallRatio(OptionalDouble.empty(), volume);
    }

    private static OptionalDouble ratio(List<OptionQuote> quotes, ToDoubleFunction<OptionQuote> count) {
        double calls = sum(quotes, Right.CALL, count);
        return calls > 0 ? OptionalDouble.of(sum(quotes, Right.PUT, count) / calls) : OptionalDouble.empty();
    }

    private static double sum(List<OptionQuote> quotes, Right right, ToDoubleFunction<OptionQuote> count) {
        return quotes.stream()
                .filter(quote -> quote.right() == right)
                .mapToDouble(count)
                .sum();
    }
}
