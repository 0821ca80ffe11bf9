package io.aegismatrix.runner.runs;

/**
 * A slot whose forecast never came.
 *
 * @param slot the slot
 * @param reason why, as far as the ledger tells
 */
public record MissedSlot(SessionSlot slot, String reason) {}
