package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Skill;
import java.util.SortedMap;

/**
 * How good one output was over a back-test.
 *
 * @param output name of the output and its parameter, such as {@code touch_either_probability 0.02}
 * @param horizon sessions ahead
 * @param metric name of the loss
 * @param baseline what it is compared with, on the same sessions
 * @param skill mean losses and the interval of the share saved
 * @param details further figures by name: AUC, coverage, calibration error
 */
public record BacktestScore(
        String output, int horizon, String metric, String baseline, Skill skill, SortedMap<String, Double> details) {}
