/**
 * The logging backend of the commands. Start with {@link io.aegismatrix.runner.logging.Logging}. Libraries speak SLF4J and
 * see nothing of this.
 */
@NullMarked
package io.aegismatrix.runner.logging;

import org.jspecify.annotations.NullMarked;
