/**
 * What stored option chains foretold: max pain, skew and the straddle of past days against the settlement that followed.
 * Start with {@link io.aegismatrix.runner.chains.ChainEvidence}.
 *
 * <p>Decisions that bind:
 *
 * <ul>
 *   <li>Chains come one at a time from the source's history and only what they said is kept: a snapshot knows one moment
 *       and so one chain, and years of whole chains would fill the memory.
 *   <li>All days whose settlement is known count, whatever the back-test's period: nothing here is fitted, so nothing can
 *       be seen too early. The alternative, the period's own days, would throw most of the little there is away.
 *   <li>One expiry is one outcome, however many days it was watched: its days are averaged, and expiries are what is
 *       counted. A bootstrap over days would call a handful of settlements hundreds.
 *   <li>There is no interval below ten months of expiries: with fewer blocks than that it would be far too narrow.
 * </ul>
 */
@NullMarked
package io.aegismatrix.runner.chains;

import org.jspecify.annotations.NullMarked;
