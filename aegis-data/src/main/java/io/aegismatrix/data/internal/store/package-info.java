/**
 * How the local store keeps the market in one SQLite file. Not API: anything in here may change without notice; the
 * views of the file are described in docs/STORE.md. Read {@code SqliteMarketStore} first.
 *
 * <p>Decisions that bind:
 *
 * <ul>
 *   <li>Plain JDBC with one small helper rather than a mapping library: two dozen statements do not pay for another
 *       dependency and its start-up time. Price: binding by position, which {@code Sql} keeps in one place.
 *   <li>A connection lives for one call. Opening costs about a millisecond, and no caller can leak a lock, forget to
 *       close or share a connection between threads.
 *   <li>A bar is one row with its newest values; what it said before lies in a revision row that holds both. A question
 *       about an earlier moment takes the old values of the first revision after it. The alternative, a row a version,
 *       makes the common question, the newest values, the harder one for everybody with an SQLite tool.
 *   <li>An option chain is a row a leg rather than a JSON text a snapshot: it can be queried by strike and expiry
 *       without unpacking, and is smaller. Chains are never changed; one that differs at the same moment is added.
 *   <li>"Seen" is the moment of observation of the snapshot saved, never the wall clock: replaying a day leaves the same
 *       file.
 * </ul>
 */
@NullMarked
package io.aegismatrix.data.internal.store;

import org.jspecify.annotations.NullMarked;
