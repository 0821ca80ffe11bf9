package io.aegismatrix.runner.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of runs: a file of JSON lines that is only ever added to. Every line is forced to disk before
 * {@link #append} returns. Several processes may append at once; a line torn by a crash is passed over when reading.
 *
 * <p>A file that has grown large is moved to the same name with {@code .1} behind it, in place of the one before, so
 * that what every run reads stays bounded. Both are read: at least the last {@value #LARGEST} bytes of lines are there.
 */
public final class RunLedger {

    /** About two months of the schedules' runs; every inference reads twice as much at most. */
    static final int LARGEST = 1 << 20;

    /** What is read of a file that could not be moved and has grown on, or that is not ours: its end. */
    private static final int MOST = 16 * LARGEST;

    private static final int RECENT = 1 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
    private static final byte LINE_FEED = '\n';

    private final Path file;
    private final Path older;
    private final long largest;

    private RunLedger(Path file, long largest) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
        this.largest = largest;
    }

    /** The ledger in a file; the file need not exist until something is appended. */
    public static RunLedger file(Path file) {
        return new RunLedger(file, LARGEST);
    }

    static RunLedger file(Path file, long largest) {
        return new RunLedger(file, largest);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Adds a line. The folder is made if there is none. @throws LedgerException if it cannot be kept */
    public void append(LedgerLine line) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (isLarge()) {
                setAside();
            }
            String text = (endsTorn() ? "\n" : "") + LedgerJson.write(line) + "\n";
            write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new LedgerException(file + ": the run cannot be recorded: " + IoReason.of(e), e);
        }
    }

    /**
     * Takes away the lines of other runs than these, in one step: for a replay, which lives again what a crash cut short.
     *
     * @throws LedgerException if it cannot be read or written
     */
    public void retain(Set<String> runIds) {
        List<LedgerLine> lines = linesOf(file);
        List<LedgerLine> kept =
                lines.stream().filter(line -> runIds.contains(line.runId())).toList();
        try {
            if (kept.size() == lines.size() && !endsTorn()) {
                return;
            }
            byte[] text = kept.stream()
                    .map(line -> LedgerJson.write(line) + "\n")
                    .collect(Collectors.joining())
                    .getBytes(UTF_8);
            DraftFile.replace(file, out -> out.write(text));
        } catch (IOException e) {
            throw new LedgerException(file + ": what a crash cut short cannot be taken away: " + e, e);
        }
    }

    private boolean isLarge() throws IOException {
        return Files.isRegularFile(file) && Files.size(file) >= largest;
    }

    /**
     * Whoever holds the lock on the large file looks at its name again: another run may have been quicker, and then the
     * name is that of a small one. A line that is being added meanwhile goes with the large file, and is read there.
     */
    private void setAside() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && isLarge()) {
                Files.move(file, older, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Another run is doing it, or has just done it.
        } catch (IOException e) {
            LOG.warn("{} cannot be moved to {}, it keeps growing: {}", file, older, IoReason.of(e));
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Opens it to be read. A pipe would not be read to an end, nor even be opened. */
    private static FileChannel open(Path file) throws IOException {
        BoundedFile.requireRegular(file);
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private boolean endsTorn() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != LINE_FEED;
        }
    }

    /** All whole lines that are kept, oldest first; none if there is no file. @throws LedgerException if it cannot be read */
    public List<LedgerLine> lines() {
        List<LedgerLine> lines = new ArrayList<>(linesOf(older));
        lines.addAll(linesOf(file));
        return List.copyOf(lines);
    }

    private static List<LedgerLine> linesOf(Path file) {
        return parsed(tail(file, MOST)).toList();
    }

    /** Bytes that are no text, as a crash may leave them, do not hide the rest, nor does a line that is none of ours. */
    private static Stream<LedgerLine> parsed(String text) {
        return Arrays.stream(text.split("\n", -1)).flatMap(line -> LedgerJson.parse(line).stream());
    }

    /**
     * The newest whole lines of what is kept, oldest first: those of the last {@value #RECENT} bytes, some days of the
     * schedules' runs. Costs the same however much is kept. @throws LedgerException if it cannot be read
     */
    public List<LedgerLine> recent() {
        String newest = tail(file, RECENT);
        String before = tail(older, RECENT - newest.getBytes(UTF_8).length);
        return Stream.of(before, newest).flatMap(RunLedger::parsed).toList();
    }

    private static String tail(Path file, int most) {
        if (most <= 0 || !Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, channel.size()));
            long from = channel.size() - bytes.capacity();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // Read on: a read may give less than was asked for.
            }
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        } catch (IOException e) {
            throw new LedgerException(file + ": the ledger cannot be read: " + IoReason.of(e), e);
        }
    }

    /** How every run ended that did, as far as it is kept, oldest first. */
    public List<RunEnd> ends() {
        return lines().stream()
                .filter(RunEnd.class::isInstance)
                .map(RunEnd.class::cast)
                .toList();
    }

    /**
     * The newest run that already published what a run in this slot, with these inputs, to this file would publish, and
     * ended well: one that could not log what it said is worth doing again.
     *
     * @param slot start of the session slot
     * @param inputs what the forecast would be made from
     * @param file absolute path of the payload
     */
    public Optional<RunEnd> findPublished(Instant slot, SortedMap<String, String> inputs, String file) {
        return ends().stream()
                .filter(end -> end.exitCode() == 0)
                .filter(end -> end.publication()
                        .filter(publication -> publication.answers(slot, inputs, file))
                        .isPresent())
                .reduce((older, newer) -> newer);
    }
}
