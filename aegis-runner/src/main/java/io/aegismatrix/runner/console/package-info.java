/**
 * What a person or a log collector sees. Start with {@link io.aegismatrix.runner.console.Console}: one line a message, on
 * stderr. Text from outside is shown, not obeyed ({@link io.aegismatrix.runner.console.Shown}).
 */
@NullMarked
package io.aegismatrix.runner.console;

import org.jspecify.annotations.NullMarked;
