package io.aegismatrix.spark;

import io.aegismatrix.engine.sweep.ResultFiles;
import io.aegismatrix.engine.sweep.ResultStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Files of a sweep on whatever Hadoop has a file system for. Where names can be changed, a file is written beside its place and
 * moved there; on an object store, whose renaming is a copy, it is one upload, which appears whole or not at all.
 */
final class HadoopFiles implements ResultFiles {

    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs", "tos", "wasb");
    private static final AtomicLong DRAFTS = new AtomicLong();

    private final FileSystem system;
    private final Path root;
    private final boolean uploads;
    private final String writer;

    private HadoopFiles(FileSystem system, Path root, String writer) {
        this.system = system;
        this.root = root;
        this.uploads = OBJECT_STORES.contains(root.toUri().getScheme());
        this.writer = writer;
    }

    /**
     * A store of results at an address.
     *
     * @param address with its scheme, such as {@code hdfs://names/sweeps/one}, {@code s3a://bucket/one} or {@code file:/mnt/one}
     * @param writer unlike that of any other process, such as host and process number: names what is being written
     * @throws IllegalArgumentException if the address has no scheme, so that each machine would take it for another place
     * @throws IOException if there is no such file system
     */
    static ResultStore store(URI address, Configuration hadoop, String writer) throws IOException {
        return ResultStore.of(at(address, hadoop, writer));
    }

    /** {@link #store} on whatever machine of a cluster this is. */
    static ResultStore ofNode(URI address, String writer) throws IOException {
        return store(
                address, SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()), writer);
    }

    static HadoopFiles at(URI address, Configuration hadoop, String writer) throws IOException {
        if (address.getScheme() == null || address.isOpaque()) {
            throw new IllegalArgumentException("an address must begin with its scheme and be absolute, such as"
                    + " file:/mnt/sweep, hdfs://host/sweep or s3a://bucket/sweep, was '" + address + "'");
        }
        FileSystem system = FileSystem.get(address, hadoop);
        // Hadoop's own check sums lie in files beside, which nobody else keeps up to date: receipts have better ones.
        FileSystem raw = system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
        return new HadoopFiles(raw, new Path(address), writer);
    }

    private Path path(String name) {
        return new Path(root, name);
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(system.getFileStatus(path(name)).getLen());
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        try (FSDataInputStream in = system.open(path(name))) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            throw missing(name, e);
        }
    }

    private NoSuchFileException missing(String name, FileNotFoundException cause) {
        NoSuchFileException missing = new NoSuchFileException(where(name));
        missing.initCause(cause);
        return missing;
    }

    @Override
    public void replace(String name, byte[] bytes) throws IOException {
        Path file = path(name);
        if (uploads) {
            write(file, bytes);
        } else {
            replaceByMoving(file, bytes);
        }
    }

    private void replaceByMoving(Path file, byte[] bytes) throws IOException {
        Path draft = new Path(
                file.getParent(), "." + file.getName() + "." + writer + "." + DRAFTS.incrementAndGet() + ".draft");
        try {
            write(draft, bytes);
            if (!move(draft, file) && !holds(file, bytes)) {
                // Some file systems move onto nothing that exists. It is no whole result, or nobody would replace it.
                system.delete(file, false);
                if (!move(draft, file) && !holds(file, bytes)) {
                    throw new IOException(file + ": cannot be put in its place");
                }
            }
        } finally {
            system.delete(draft, false);
        }
    }

    private boolean move(Path draft, Path file) throws IOException {
        try {
            return system.rename(draft, file);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean holds(Path file, byte[] bytes) throws IOException {
        try (FSDataInputStream in = system.open(file)) {
            return Arrays.equals(in.readAllBytes(), bytes);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = system.create(file, true)) {
            out.write(bytes);
            if (!uploads) {
                out.hsync();
            }
        }
    }

    @Override
    public String where(String name) {
        return path(name).toString();
    }
}
