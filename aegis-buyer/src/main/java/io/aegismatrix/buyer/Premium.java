package io.aegismatrix.buyer;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ChainAnalytics.HorizonVolatility;
import io.aegismatrix.payload.Source;
import java.util.Optional;

/**
 * What an at-the-money straddle over whole sessions costs: √(2/π) · volatility · √(sessions/252) of spot. The volatility
 * is measured at the money of the option chain, between the expiries around the horizon; without a chain the volatility
 * index stands in.
 *
 * @param fraction of spot
 * @param cheapness price at the volatility index over this price; 1 where that is the price
 * @param method how it was found
 * @param source measured, or a proxy
 * @param remark what a reader of a forecast on this price must know; empty for the proxy
 */
record Premium(double fraction, double cheapness, String method, Source source, Optional<String> remark) {

    private static final double MEAN_MOVE = Math.sqrt(2 / Math.PI);

    /** The premium at a decision row. */
    static Premium of(FeatureSet features, int row, int horizon) {
        double proxy = MEAN_MOVE * features.history().impliedMove(row, horizon);
        return features.optionChain()
                .flatMap(chain -> chain.atTheMoneyVolatility(horizon))
                .map(volatility -> measured(volatility, horizon, proxy))
                .orElseGet(() -> {
                    String method = byIndex(horizon);
                    Source source = Source.proxy(method, "the at-the-money straddle of an option chain");
                    return new Premium(proxy, 1, method, source, Optional.empty());
                });
    }

    /** The method of a price that the volatility index implies, which is what outcomes are judged at. */
    static String byIndex(int horizon) {
        return "vix_straddle_" + horizon;
    }

    private static Premium measured(HorizonVolatility volatility, int horizon, double proxy) {
        double fraction =
                MEAN_MOVE * volatility.annualized() * Math.sqrt((double) horizon / TradingCalendar.SESSIONS_PER_YEAR);
        String method = "chain_straddle_" + horizon;
        String expiries = volatility.from().equals(volatility.to())
                ? "expiry " + volatility.from()
                : "expiries " + volatility.from() + " and " + volatility.to();
        Source source = Source.formula(method).remarking("at-the-money volatility of the " + expiries);
        String remark = "learned on straddles priced at the volatility index, priced again at the option chain";
        return new Premium(fraction, proxy / fraction, method, source, Optional.of(remark));
    }

    /** Whether it was measured on a chain. */
    boolean measured() {
        return source.kind() == Source.Kind.FORMULA;
    }

    /** The source of a forecast made on this price. */
    Source explain(Source forecast) {
        return remark.map(forecast::remarking).orElse(forecast);
    }
}
