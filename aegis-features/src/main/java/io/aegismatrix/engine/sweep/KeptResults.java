package io.aegismatrix.engine.sweep;

import com.google.common.hash.Hashing;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code markets/<sha256>.csv.gz}, and for each task {@code results/<path>/predictions.csv.gz} and {@code receipt.json}. */
final class KeptResults implements ResultStore {

    private static final int LARGEST_RECEIPT = 1 << 16;

    private final ResultFiles files;

    KeptResults(ResultFiles files) {
        this.files = files;
    }

    private static String marketFile(String sha256) {
        return "markets/" + sha256 + ".csv.gz";
    }

    private static String place(SweepTask task) {
        return "results/" + task.path();
    }

    private static String dataFile(SweepTask task) {
        return place(task) + "/predictions.csv.gz";
    }

    private static String receiptFile(SweepTask task) {
        return place(task) + "/receipt.json";
    }

    @Override
    public byte[] market(String sha256) throws IOException {
        String file = marketFile(sha256);
        byte[] bytes = files.read(file);
        if (!SweepMarket.hash(bytes).equals(sha256)) {
            throw new IOException(
                    files.where(file) + ": its bytes are not those it was planned with; restore it or plan again");
        }
        return bytes;
    }

    @Override
    public String putMarket(byte[] file) throws IOException {
        String sha256 = SweepMarket.hash(file);
        files.replace(marketFile(sha256), file);
        return sha256;
    }

    @Override
    public Optional<TaskReceipt> find(SweepTask task) throws IOException {
        String file = receiptFile(task);
        OptionalLong size = files.size(file);
        if (size.isEmpty() || size.getAsLong() > LARGEST_RECEIPT) {
            return Optional.empty();
        }
        try {
            TaskReceipt receipt = TaskReceipt.parse(files.read(file), files.where(file));
            boolean fits = receipt.key().equals(task.key())
                    && (!receipt.ok() || files.size(dataFile(task)).equals(OptionalLong.of(receipt.dataBytes())));
            return fits ? Optional.of(receipt) : Optional.empty();
        } catch (NoSuchFileException | ModelException e) {
            // Just gone, or a torn one: the task is not finished.
            return Optional.empty();
        }
    }

    @Override
    public Optional<TaskReceipt> verify(SweepTask task) throws IOException {
        Optional<TaskReceipt> receipt = find(task);
        boolean whole = receipt.isPresent()
                && (!receipt.get().ok()
                        || hash(files.read(dataFile(task))).equals(receipt.get().dataSha256()));
        return whole ? receipt : Optional.empty();
    }

    @Override
    public byte[] data(SweepTask task) throws IOException {
        String file = dataFile(task);
        Optional<TaskReceipt> receipt = find(task).filter(TaskReceipt::ok);
        byte[] bytes = files.read(file);
        if (receipt.isEmpty() || !hash(bytes).equals(receipt.get().dataSha256())) {
            throw new IOException(
                    files.where(file) + ": its receipt is missing or of other bytes; run the sweep again");
        }
        return bytes;
    }

    @Override
    public void put(SweepTask task, byte[] data, TaskReceipt receipt) throws IOException {
        Optional<TaskReceipt> there = verify(task);
        if (there.isPresent() && !there.get().dataSha256().equals(receipt.dataSha256())) {
            String beside = "conflict-" + receipt.dataSha256().substring(0, 8) + ".json";
            files.replace(place(task) + "/" + beside, receipt.toBytes());
            throw new SweepConflictException(files.where(place(task)) + ": one task, two results: "
                    + there.get().dataSha256() + " by "
                    + there.get().host() + " (" + there.get().cpu() + "), " + receipt.dataSha256() + " by "
                    + receipt.host() + " (" + receipt.cpu() + "); see " + beside);
        }
        if (receipt.ok()) {
            files.replace(dataFile(task), data);
        }
        files.replace(receiptFile(task), receipt.toBytes());
    }

    static String hash(byte[] data) {
        return Hashing.sha256().hashBytes(data).toString();
    }
}
