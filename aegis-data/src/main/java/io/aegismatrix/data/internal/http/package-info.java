/**
 * How a run asks hosts for things: politely, within limits, and with a record of every request. Not API: anything in here may
 * change without notice. Read {@code HttpRun} first.
 *
 * <p>Retry, circuit breaker and pauses are resilience4j's. Failsafe has all three and reads better; ours stays because the
 * manners of every host are proven against it, and the gain would be one class. The price is that a retry learns how long to
 * wait by way of a field of the run.
 */
@NullMarked
package io.aegismatrix.data.internal.http;

import org.jspecify.annotations.NullMarked;
