package io.aegismatrix.engine.card;

import io.aegismatrix.engine.metric.Skill;

/**
 * How an output did on part of its walk-forward record.
 *
 * @param kind what the record was cut by: {@code year}, {@code vix}, {@code regime}
 * @param slice which part, such as {@code 2020} or {@code highest third}
 * @param n outcomes in it
 * @param loss mean loss
 * @param baselineLoss mean loss of the baseline on the same outcomes
 * @param skill share of the baseline's loss that was saved; below 0 it did worse
 * @param lower lower end of the skill's 95 % interval; NaN if there are too few outcomes
 * @param upper upper end of that interval; NaN if there are too few outcomes
 */
public record FailureSlice(
        String kind, String slice, int n, double loss, double baselineLoss, double skill, double lower, double upper) {

    static FailureSlice of(String kind, String slice, Skill skill) {
        return new FailureSlice(
                kind,
                slice,
                skill.n(),
                skill.loss(),
                skill.baselineLoss(),
                skill.skill(),
                skill.lower(),
                skill.upper());
    }
}
