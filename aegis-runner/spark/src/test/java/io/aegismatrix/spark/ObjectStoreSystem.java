package io.aegismatrix.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Like an object store: what is uploaded stays where it is. Kept in a folder, for the tests to look at. */
public final class ObjectStoreSystem extends RawLocalFileSystem {

    static final String SCHEME = "s3a";

    static Configuration configuration() {
        Configuration hadoop = new Configuration(false);
        hadoop.set("fs." + SCHEME + ".impl", ObjectStoreSystem.class.getName());
        return hadoop;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        throw new IOException("renaming is a copy here: " + from);
    }
}
