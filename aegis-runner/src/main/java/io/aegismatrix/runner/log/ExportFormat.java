package io.aegismatrix.runner.log;

/** How an export is written. */
public enum ExportFormat {
    /** One JSON object a line. */
    JSONL,
    /** Comma-separated, with a header. */
    CSV
}
