package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One option of a chain with what its price implies.
 *
 * @param quote what the source showed
 * @param basis what the price was taken from; empty if there is none to trust
 * @param price points; there exactly if the basis is
 * @param volatility implied, annualised decimal; empty without a price, time, or a tick of time value
 * @param greeks at that volatility; there exactly if it is
 * @param outOfTheMoney whether exercising now at the forward would pay nothing: these make the smile
 * @param exchangeRatio the exchange's own volatility, brought to the same forward and clock, over ours; empty unless out
 *     of the money with both
 */
public record PricedOption(
        OptionQuote quote,
        Optional<PriceBasis> basis,
        OptionalDouble price,
        OptionalDouble volatility,
        Optional<Greeks> greeks,
        boolean outOfTheMoney,
        OptionalDouble exchangeRatio) {

    static PricedOption of(OptionQuote quote, double forward, BlackModel model, ExchangeVolatility exchange) {
        Optional<PriceBasis> basis = PriceBasis.find(quote);
        OptionalDouble price =
                basis.map(found -> OptionalDouble.of(found.price(quote))).orElse(OptionalDouble.empty());
        OptionalDouble volatility = price.isPresent()
                ? model.volatility(quote.strike(), quote.right(), price.getAsDouble())
                : OptionalDouble.empty();
        Optional<Greeks> greeks = volatility.isPresent()
                ? Optional.of(model.greeks(quote.strike(), quote.right(), volatility.getAsDouble()))
                : Optional.empty();
        boolean outside = quote.right() == Right.PUT ? quote.strike() < forward : quote.strike() >= forward;
        OptionalDouble ratio = outside && volatility.isPresent()
                ? exchange.ratio(quote, volatility.getAsDouble())
                : OptionalDouble.empty();
        return new PricedOption(quote, basis, price, volatility, greeks, outside, ratio);
    }
}
