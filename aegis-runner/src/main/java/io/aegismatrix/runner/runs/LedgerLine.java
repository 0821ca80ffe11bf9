package io.aegismatrix.runner.runs;

import java.time.Instant;

/** One line of the ledger: that a run started, or how it ended. */
public sealed interface LedgerLine permits RunStart, RunEnd {

    /** Names the run; the same in the ledger, the logs and the payload. */
    String runId();

    /** The command, such as {@code infer}. */
    String command();

    /** When this happened. */
    Instant at();
}
