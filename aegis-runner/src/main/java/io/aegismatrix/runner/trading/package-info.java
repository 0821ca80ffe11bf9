/**
 * What simple trading rules on the forecasts would have earned after costs, beside buying and holding and beside the same
 * rule without a forecast. Start with {@link io.aegismatrix.runner.trading.TradingView}.
 *
 * <p>Conventions that bind every rule:
 *
 * <ul>
 *   <li>A forecast uses the close of its decision session and the position is taken at that same close; it earns from the
 *       next session on. In practice that means deciding minutes before the close. What happens after the decision never
 *       changes the position.
 *   <li>Returns are fractions of the index notional, unlevered, and over cash: index positions are futures that pay the
 *       stated carry, options are paid from cash that earns interest elsewhere. Buy-and-hold therefore shows less than
 *       the index itself gained.
 *   <li>Options are marked every session by Black-76 at the volatility index with a stated smile
 *       ({@link io.aegismatrix.runner.trading.OptionPricing}); where listed premiums exist the seller's rule is run on
 *       those too. The alternative, marks only at expiry, would hide every drawdown inside the month.
 *   <li>Taxes and charges are those of the day of the trade, as far as they are known
 *       ({@link io.aegismatrix.runner.trading.TradingCosts}); brokerage and slippage are today's for all years: past spreads
 *       were wider.
 *   <li>No parameter of a rule is fitted. Every rule and comparator counts as a trial when Sharpe ratios are deflated.
 * </ul>
 *
 * <p>ta4j's trading records and criteria were looked at and left aside. A record of ta4j holds one whole position after
 * another, entered and left at bars' prices; the rules here hold a fraction of the capital from each of the last h decisions
 * at once, sized anew every session by forecast volatility and charged on the change alone, with the cost of carry of a
 * future. Its criteria judge such records, and have no interval for a Sharpe ratio.
 */
@NullMarked
package io.aegismatrix.runner.trading;

import org.jspecify.annotations.NullMarked;
