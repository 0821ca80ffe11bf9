package io.aegismatrix.runner.trading;

/**
 * What it costs to trade NIFTY futures and options at the National Stock Exchange of India, by the rates in force from
 * 2024-10-01 (Finance (No. 2) Act 2024 for the securities transaction tax, the exchange's uniform transaction charges of
 * the same day, stamp duty of 2020-07-01, GST of 18 % on charges), a discount broker's flat fee of 20 rupees an order on
 * one lot, and slippage of at least half of the usual quoted spread.
 *
 * <p>Slippage of options: end-of-day chain snapshots of 2018-10 to 2019-09 show a median half spread of 0.4 % of the
 * premium at the money and 0.2 to 0.1 points, 1.0 to 2.6 %, further out. Taken is the larger of 0.5 % and 0.25 points.
 */
public final class TradingCosts {

    /**
     * One side of a futures trade, share of the notional: tax 0.02 % on sales only, so 0.01 % a side; exchange 0.0017 %;
     * stamp duty 0.002 % on purchases; brokerage 0.002 %; slippage 0.005 % (one point in 20,000).
     */
    public static final double FUTURE_SIDE = 0.000_2;

    /** Brokerage and GST of one option order, points: 20 rupees on a lot of 50 or 75. */
    static final double ORDER_POINTS = 0.4;

    /** Charges on premium sold: tax 0.1 %, exchange 0.035 %, GST and turnover fee on that. */
    static final double PREMIUM_SOLD = 0.001_42;

    /** Charges on premium bought: exchange 0.035 %, stamp duty 0.003 %, GST and turnover fee. */
    static final double PREMIUM_BOUGHT = 0.000_45;

    /** Tax on the intrinsic value of a bought option that is exercised at its expiry. */
    static final double EXERCISED = 0.001_25;

    static final double SLIPPAGE = 0.005;
    static final double LEAST_SLIPPAGE_POINTS = 0.25;

    private TradingCosts() {}

    /** Costs of selling one option, points. A short one that is held to expiry costs nothing more. */
    static double selling(double premium) {
        return ORDER_POINTS + PREMIUM_SOLD * premium + slippage(premium);
    }

    /** Costs of buying one option, points. */
    static double buying(double premium) {
        return ORDER_POINTS + PREMIUM_BOUGHT * premium + slippage(premium);
    }

    /** Costs of a bought option at its expiry, points. */
    static double exercising(double settlement) {
        return EXERCISED * settlement;
    }

    private static double slippage(double premium) {
        return Math.max(LEAST_SLIPPAGE_POINTS, SLIPPAGE * premium);
    }
}
