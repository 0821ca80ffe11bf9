package io.aegismatrix.runner.log;

/**
 * What one scoring did.
 *
 * @param added outcomes added
 * @param waiting publications with outcomes still to come
 * @param settled publications nothing is left to do about
 * @param foreign publications left alone because the market lacks their decision session or closed it elsewhere
 */
public record Scoring(int added, int waiting, int settled, int foreign) {}
