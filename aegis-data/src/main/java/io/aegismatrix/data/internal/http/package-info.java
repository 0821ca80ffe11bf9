/** How a run asks hosts for things: politely, within limits, and with a record of every request. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal.http;

import org.jspecify.annotations.NullMarked;
