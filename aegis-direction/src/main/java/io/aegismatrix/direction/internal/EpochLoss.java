package io.aegismatrix.direction.internal;

/**
 * How well the network did in one pass over the training samples: weighted cross-entropy in nats, averaged over the
 * heads that have a resolved sample.
 *
 * @param epoch number of the pass, the first is 1
 * @param training mean over the batches as they were trained, with dropout
 * @param validation on the validation samples after the pass, without dropout
 */
public record EpochLoss(int epoch, double training, double validation) {}
