/**
 * A sweep on an Apache Spark cluster: the plan, the markets and the results are those of {@code io.aegismatrix.engine.sweep},
 * byte for byte; Spark finds a core for each task and another one when that is lost. Read
 * {@link io.aegismatrix.spark.SparkSweepRunner} first; {@link io.aegismatrix.spark.SparkSweepMain} is what is submitted.
 *
 * <p>A task is a line of text in a partition of its own, so no planner comes between a task and the scheduler, and what comes
 * back is its receipt. Spark's own output committers are not involved: a result is committed by its receipt
 * ({@link io.aegismatrix.engine.sweep.ResultStore}). DataFrames and MLlib were left out for that, at the price of knowing
 * nothing of a sweep's content inside Spark.
 *
 * <p>Only this package sees Spark, Hadoop and Scala, and nobody sees this package.
 */
@NullMarked
package io.aegismatrix.spark;

import org.jspecify.annotations.NullMarked;
