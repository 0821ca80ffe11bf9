package io.aegismatrix.engine.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a sweep keeps its markets and its results. A result is data and, after it, a {@link TaskReceipt} that fits: whoever finds
 * no such receipt finds nothing, whatever a killed writer left. Implementations must be thread-safe, and safe for several
 * processes that do the same tasks at once.
 */
public interface ResultStore {

    /** A store in a folder of this machine or of a network file system; it need not exist yet. */
    static ResultStore folder(Path folder) {
        return of(new FolderFiles(folder));
    }

    /** A store wherever these files are. */
    static ResultStore of(ResultFiles files) {
        return new KeptResults(files);
    }

    /** The file of a market. @throws IOException if there is none of that hash, or its bytes have another */
    byte[] market(String sha256) throws IOException;

    /** Keeps the file of a market under its hash. @return the hash */
    String putMarket(byte[] file) throws IOException;

    /**
     * The receipt of a task.
     *
     * @return empty if there is none, it is another task's, or the data is missing or has another size
     */
    Optional<TaskReceipt> find(SweepTask task) throws IOException;

    /** {@link #find}, and the data's bytes held against their hash. */
    Optional<TaskReceipt> verify(SweepTask task) throws IOException;

    /** The data of a task with an {@link TaskReceipt#ok} receipt. @throws IOException if it is not what the receipt says */
    byte[] data(SweepTask task) throws IOException;

    /**
     * Keeps a result: the data first, the receipt after it.
     *
     * @throws SweepConflictException if there is a whole result of the task with other bytes: the same task has then come to two
     *     results, and one of them is wrong. What was there stays, the other is kept beside it
     */
    void put(SweepTask task, byte[] data, TaskReceipt receipt) throws IOException;
}
