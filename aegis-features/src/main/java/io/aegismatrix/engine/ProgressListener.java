package io.aegismatrix.engine;

/** Told how far long work has come. Implementations must be thread-safe. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * One step is done.
     *
     * @param task what is being worked on, such as {@code seller_trap}
     * @param done steps done so far
     * @param total steps in all
     */
    void advanced(String task, int done, int total);

    /** A listener that ignores everything. */
    static ProgressListener silent() {
        return (task, done, total) -> {};
    }
}
