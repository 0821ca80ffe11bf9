package io.aegismatrix.runner.trading;

import io.aegismatrix.runner.trading.Charges.Charge;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What it costs to trade NIFTY futures and options at the National Stock Exchange of India on a day: the taxes and charges
 * then in force, as far as they are known ({@link #leftOut()}), a discount broker's flat fee of 20 rupees an order on
 * one lot, and slippage of at least half of the usual quoted spread.
 *
 * <p>Slippage of options: end-of-day chain snapshots of 2018-10 to 2019-09 show a median half spread of 0.4 % of the
 * premium at the money and 0.2 to 0.1 points, 1.0 to 2.6 %, further out. Taken is the larger of 0.5 % and 0.25 points.
 *
 * @param premiumSold taxes and charges on premium sold, as a fraction
 * @param premiumBought charges on premium bought, as a fraction
 * @param exercisedIntrinsic tax on the intrinsic value of a bought option that is exercised at its expiry
 * @param exercisedSettlement tax on the settlement price of the index where that is the base
 * @param futureSide one side of a futures trade, share of the notional: half of what buying and selling cost
 */
public record TradingCosts(
        double premiumSold,
        double premiumBought,
        double exercisedIntrinsic,
        double exercisedSettlement,
        double futureSide) {

    /** Brokerage and GST of one option order, points: 20 rupees on a lot of 50 or 75. */
    static final double ORDER_POINTS = 0.4;

    static final double SLIPPAGE = 0.005;
    static final double LEAST_SLIPPAGE_POINTS = 0.25;
    /** Brokerage of a side of a futures trade, share of the notional. */
    private static final double FUTURE_BROKERAGE = 0.000_02;
    /** One point in 20,000. */
    private static final double FUTURE_SLIPPAGE = 0.000_05;

    private static final Charges CHARGES = Charges.read();
    private static final NavigableMap<LocalDate, TradingCosts> DATED = dated();

    private static NavigableMap<LocalDate, TradingCosts> dated() {
        NavigableMap<LocalDate, TradingCosts> dated = new TreeMap<>();
        dated.put(LocalDate.MIN, of(LocalDate.MIN));
        CHARGES.changes().forEach(day -> dated.put(day, of(day)));
        return dated;
    }

    /** The costs of trading on a day. */
    public static TradingCosts on(LocalDate day) {
        return DATED.floorEntry(day).getValue();
    }

    /** What the costs leave out because it is not known, in words. */
    public static String leftOut() {
        return CHARGES.unknown();
    }

    private static TradingCosts of(LocalDate day) {
        double taxed = 1 + CHARGES.on(day, Charge.GOODS_AND_SERVICES_TAX);
        double turnover = CHARGES.on(day, Charge.TURNOVER_FEE);
        double option = taxed
                * (CHARGES.on(day, Charge.OPTION_EXCHANGE_CHARGE)
                        + CHARGES.on(day, Charge.OPTION_PROTECTION_FUND)
                        + turnover);
        double future = taxed * (CHARGES.on(day, Charge.FUTURE_EXCHANGE_CHARGE) + turnover);
        double futureTaxes = CHARGES.on(day, Charge.FUTURE_SALE_TAX) + CHARGES.on(day, Charge.FUTURE_STAMP_DUTY);
        return new TradingCosts(
                option + CHARGES.on(day, Charge.OPTION_SALE_TAX),
                option + CHARGES.on(day, Charge.OPTION_STAMP_DUTY),
                CHARGES.on(day, Charge.EXERCISE_TAX_ON_INTRINSIC),
                CHARGES.on(day, Charge.EXERCISE_TAX_ON_SETTLEMENT),
                future + futureTaxes / 2 + FUTURE_BROKERAGE + FUTURE_SLIPPAGE);
    }

    /** Costs of selling one option, points. A short one that is held to expiry costs nothing more. */
    double selling(double premium) {
        return ORDER_POINTS + premiumSold * premium + slippage(premium);
    }

    /** Costs of buying one option, points. */
    double buying(double premium) {
        return ORDER_POINTS + premiumBought * premium + slippage(premium);
    }

    /**
     * Costs of a bought option at its expiry, points. While the tax was on the whole settlement price, an option in the money
     * was better sold in the last minutes; so it is here wherever that is cheaper.
     *
     * @param intrinsic what it settles at, points
     * @param settlement the index at its expiry, points
     */
    double exercising(double intrinsic, double settlement) {
        return intrinsic > 0
                ? Math.min(exercisedIntrinsic * intrinsic + exercisedSettlement * settlement, selling(intrinsic))
                : 0;
    }

    private static double slippage(double premium) {
        return Math.max(LEAST_SLIPPAGE_POINTS, SLIPPAGE * premium);
    }
}
