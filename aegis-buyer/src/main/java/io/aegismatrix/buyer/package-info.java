/**
 * Is a breakout likely, on which side, and is the premium worth paying. Start with
 * {@link io.aegismatrix.buyer.BuyerEngine}.
 *
 * <p>Decisions that bind. A breakout is judged against the average true range known at the decision, so the input that
 * matters most is the forecast of the session's volatility over that average. Breakouts and payoffs are forecast by
 * the mean of boosted trees and a ridge regression on all features: with a few hundred events, trees alone on 25
 * chosen features had about half the skill in walk-forward. Breakouts have a third part with half the say, a ridge
 * regression of the log range for each session ahead: every session has a range, so it learns more than from the few
 * that broke out (quarterly walk-forward 2015 to 2024, next session: Brier skill 0.039 with it and past ranges as
 * inputs, 0.035 without both). Those choices and the penalties were made on those same years, so the scores flatter a
 * little; the price is more sets of weights. The straddle is priced at the volatility index, because chains are rare
 * in history; what it pays is a positive scale times what was left over out of fold, so win odds, expected edge and
 * tails come from one distribution. The side of a breakout is the base rate until a model proves itself. Where there
 * is no skill the base rate is published, and says so.
 */
@NullMarked
package io.aegismatrix.buyer;

import org.jspecify.annotations.NullMarked;
