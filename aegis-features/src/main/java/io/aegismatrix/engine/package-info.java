/**
 * What engines share: how they learn, how they are scored, how they are stored. Start with
 * {@link io.aegismatrix.engine.Engine}.
 *
 * <p>Distributions, decompositions and minimisers are Apache Commons Math 3.6.1, as the project's card asks. It is finished
 * rather than kept (Hipparchus goes on from it under other names), so no type of it stands in a public signature: another
 * library can take its place a class at a time.
 */
@NullMarked
package io.aegismatrix.engine;

import org.jspecify.annotations.NullMarked;
