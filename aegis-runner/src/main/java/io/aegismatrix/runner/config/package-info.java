/**
 * What a run is told: flags, environment, files and defaults, in that order. Start with {@link
 * io.aegismatrix.runner.config.Settings}; {@link io.aegismatrix.runner.config.Configuration} says where each value came from.
 * Only what is ours to trust is read. No command may enter.
 */
@NullMarked
package io.aegismatrix.runner.config;

import org.jspecify.annotations.NullMarked;
