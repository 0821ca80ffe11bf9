/**
 * The product as a public call. Start with {@link io.aegismatrix.runner.Inference}: trained engines and a market in, the
 * payload out. {@link io.aegismatrix.runner.Training}, {@link io.aegismatrix.runner.Backtest} and {@link
 * io.aegismatrix.runner.Replay} are what the commands of these names do, {@link io.aegismatrix.runner.TrackRecord} what
 * {@code infer} logs and {@code score} makes of it. Nothing in here ends the process, prints, reads the clock, the environment or a setting: callers hand in what
 * they want told. The commands of {@code aegis} are in {@code cli}, and nothing may depend on them.
 */
@NullMarked
package io.aegismatrix.runner;

import org.jspecify.annotations.NullMarked;
