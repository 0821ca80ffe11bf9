package io.aegismatrix.engine.sweep;

import com.google.common.hash.Hashing;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code markets/<sha256>.csv.gz}, and for each task {@code results/<path>/predictions.csv.gz} and {@code receipt.json}. */
final class FolderResults implements ResultStore {

    private static final String DATA = "predictions.csv.gz";
    private static final String RECEIPT = "receipt.json";
    private static final int LARGEST_RECEIPT = 1 << 16;

    private final Path folder;

    FolderResults(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    private Path marketFile(String sha256) {
        return folder.resolve("markets").resolve(sha256 + ".csv.gz");
    }

    private Path place(SweepTask task) {
        return folder.resolve("results").resolve(task.path());
    }

    @Override
    public byte[] market(String sha256) throws IOException {
        Path file = marketFile(sha256);
        byte[] bytes = Files.readAllBytes(file);
        if (!SweepMarket.hash(bytes).equals(sha256)) {
            throw new IOException(file + ": its bytes are not those it was planned with; restore it or plan again");
        }
        return bytes;
    }

    @Override
    public String putMarket(byte[] file) throws IOException {
        String sha256 = SweepMarket.hash(file);
        Path place = marketFile(sha256);
        Files.createDirectories(place.getParent());
        DraftFile.replace(place, out -> out.write(file));
        return sha256;
    }

    @Override
    public Optional<TaskReceipt> find(SweepTask task) throws IOException {
        Path place = place(task);
        Path file = place.resolve(RECEIPT);
        try {
            if (Files.size(file) > LARGEST_RECEIPT) {
                return Optional.empty();
            }
            TaskReceipt receipt = TaskReceipt.parse(Files.readAllBytes(file), file.toString());
            boolean fits = receipt.key().equals(task.key())
                    && (!receipt.ok() || Files.size(place.resolve(DATA)) == receipt.dataBytes());
            return fits ? Optional.of(receipt) : Optional.empty();
        } catch (NoSuchFileException | ModelException e) {
            // No receipt, or a torn one: the task is not finished.
            return Optional.empty();
        }
    }

    @Override
    public Optional<TaskReceipt> verify(SweepTask task) throws IOException {
        Optional<TaskReceipt> receipt = find(task);
        boolean whole = receipt.isPresent()
                && (!receipt.get().ok()
                        || hash(Files.readAllBytes(place(task).resolve(DATA)))
                                .equals(receipt.get().dataSha256()));
        return whole ? receipt : Optional.empty();
    }

    @Override
    public byte[] data(SweepTask task) throws IOException {
        Path file = place(task).resolve(DATA);
        Optional<TaskReceipt> receipt = find(task).filter(TaskReceipt::ok);
        byte[] bytes = Files.readAllBytes(file);
        if (receipt.isEmpty() || !hash(bytes).equals(receipt.get().dataSha256())) {
            throw new IOException(file + ": its receipt is missing or of other bytes; run the sweep again");
        }
        return bytes;
    }

    @Override
    public void put(SweepTask task, byte[] data, TaskReceipt receipt) throws IOException {
        Path place = place(task);
        Files.createDirectories(place);
        Optional<TaskReceipt> there = verify(task);
        if (there.isPresent() && !there.get().dataSha256().equals(receipt.dataSha256())) {
            String beside = "conflict-" + receipt.dataSha256().substring(0, 8) + ".json";
            DraftFile.replace(place.resolve(beside), out -> out.write(receipt.toBytes()));
            throw new SweepConflictException(
                    place + ": one task, two results: " + there.get().dataSha256() + " by "
                            + there.get().host() + " (" + there.get().cpu() + "), " + receipt.dataSha256() + " by "
                            + receipt.host() + " (" + receipt.cpu() + "); see " + beside);
        }
        if (receipt.ok()) {
            DraftFile.replace(place.resolve(DATA), out -> out.write(data));
        }
        DraftFile.replace(place.resolve(RECEIPT), out -> out.write(receipt.toBytes()));
    }

    static String hash(byte[] data) {
        return Hashing.sha256().hashBytes(data).toString();
    }
}
