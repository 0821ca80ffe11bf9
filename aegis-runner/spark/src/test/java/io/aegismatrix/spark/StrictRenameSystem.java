package io.aegismatrix.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Moves onto nothing that exists, as HDFS does. Kept in a folder, for the tests to look at. */
public final class StrictRenameSystem extends RawLocalFileSystem {

    static final String SCHEME = "strict";

    static Configuration configuration() {
        Configuration hadoop = new Configuration(false);
        hadoop.set("fs." + SCHEME + ".impl", StrictRenameSystem.class.getName());
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
        return !exists(to) && super.rename(from, to);
    }
}
