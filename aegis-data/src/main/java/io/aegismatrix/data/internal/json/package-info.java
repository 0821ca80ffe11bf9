/** JSON of hosts, read with limits. */
@NullMarked
package io.aegismatrix.data.internal.json;

import org.jspecify.annotations.NullMarked;
