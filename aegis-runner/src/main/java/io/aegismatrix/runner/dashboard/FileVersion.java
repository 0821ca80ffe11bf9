package io.aegismatrix.runner.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What a file looked like when it was read: while this stays, so does what it holds.
 *
 * @param regular whether it is a file, and no folder, pipe or, where links are not followed, link
 */
record FileVersion(FileTime modified, long size, Optional<Object> key, boolean regular) {

    /** The version a file has now; empty if there is none. */
    static Optional<FileVersion> find(Path file, LinkOption... options) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, options);
            return Optional.of(new FileVersion(
                    found.lastModifiedTime(),
                    found.size(),
                    Optional.ofNullable(found.fileKey()),
                    found.isRegularFile()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
