package io.aegismatrix.data.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a user's file through whatever packs it, up to a limit: a small packed file can hold any number of bytes. Of a zip
 * the tables are read one after the other and nothing is ever written, so that an entry's name is a name and no path.
 */
final class PackedFile {

    private static final int BUFFER = 1 << 16;
    private static final String GZIP = ".gz";
    private static final String ZIP = ".zip";
    private static final String TABLE = ".csv";
    /** Ten years of one-minute bars have 75 MB. */
    private static final long LARGEST = 256L << 20;
    /** The exchange packs one table of some 8 MB into 1 MB; packed or not, a zip may have eight times that. */
    private static final long LARGEST_ZIP = 64L << 20;

    private static final int MOST_TABLES = 16;

    private PackedFile() {}

    /** Opens a file; unpacked it may have 256 MiB, from a zip 64 MiB. */
    static InputStream open(Path path) throws IOException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(ZIP)) {
            return new SizeLimit(unzipped(path), LARGEST_ZIP);
        }
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        if (!name.endsWith(GZIP)) {
            return new SizeLimit(file, LARGEST);
        }
        try {
            return new SizeLimit(new GZIPInputStream(file, BUFFER), LARGEST);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** By the zip's own list, so that what is not read is not unpacked either. */
    private static InputStream unzipped(Path path) throws IOException {
        if (Files.size(path) > LARGEST_ZIP) {
            throw new IOException("more than " + LARGEST_ZIP + " bytes, packed");
        }
        ZipFile zip = new ZipFile(path.toFile());
        try {
            List<InputStream> tables = new ArrayList<>();
            for (ZipEntry entry : tables(zip)) {
                tables.add(new BufferedInputStream(zip.getInputStream(entry), BUFFER));
                tables.add(new ByteArrayInputStream(new byte[] {'\n'}));
            }
            return new Closing(new SequenceInputStream(Collections.enumeration(tables)), zip);
        } catch (IOException | IllegalArgumentException e) {
            zip.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private static List<ZipEntry> tables(ZipFile zip) throws IOException {
        List<ZipEntry> tables = new ArrayList<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).endsWith(TABLE)) {
                tables.add(entry);
            }
        }
        if (tables.isEmpty() || tables.size() > MOST_TABLES) {
            throw new IOException("it holds " + tables.size() + " tables whose names end in " + TABLE
                    + "; expected is one, at most " + MOST_TABLES);
        }
        return tables;
    }

    /** Closes the zip with its last table. */
    private static final class Closing extends FilterInputStream {

        private final ZipFile zip;

        Closing(InputStream in, ZipFile zip) {
            super(in);
            this.zip = zip;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
