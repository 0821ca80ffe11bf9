/**
 * The commands of {@code aegis}: flags, printing, exit codes. Start with {@link io.aegismatrix.runner.cli.AegisMain}, the only
 * {@code main}: it alone reads the wall clock, the environment and the terminal, and ends the process. Nothing may depend on
 * this package; what a command does beyond its flags is in the others.
 */
@NullMarked
package io.aegismatrix.runner.cli;

import org.jspecify.annotations.NullMarked;
