/**
 * Care for files and small databases, shared by all modules: files put in place whole or not at all
 * ({@link io.aegismatrix.data.io.DraftFile}), files that only their owner may have written, files of bounded size, rows of a
 * query, and why the system refused, in words. Nothing in here knows of markets.
 */
@NullMarked
package io.aegismatrix.data.io;

import org.jspecify.annotations.NullMarked;
