package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a back-test is computed by, as a hash: the classes and facts of the data and feature modules and of the engines' own, and
 * with them the versions of the libraries, which stand in the feature module. A version number would not do: it stays the same
 * while the code changes.
 */
public final class CodeHash {

    private static final int LENGTH = 16;

    private CodeHash() {}

    /**
     * The hash of what these objects, such as the trainers of engines, are made of.
     *
     * @throws UncheckedIOException if a class file or archive of them cannot be read
     */
    public static String of(Collection<?> trainers) {
        SortedSet<String> places = new TreeSet<>();
        Stream.concat(
                        Stream.of(MarketSnapshot.class, FeatureSet.class),
                        trainers.stream().map(Object::getClass))
                .forEach(type -> places.add(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()));
        SortedMap<String, String> files = new TreeMap<>();
        places.forEach(place -> add(place, files));
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((name, hash) -> hasher.putString(name, UTF_8).putString(hash, UTF_8));
        return hasher.hash().toString().substring(0, LENGTH);
    }

    private static void add(String place, SortedMap<String, String> files) {
        try {
            Path path = Path.of(new URI(place));
            if (Files.isDirectory(path)) {
                addBelow(path, files);
            } else {
                try (FileSystem archive = FileSystems.newFileSystem(path, Map.of())) {
                    addBelow(archive.getPath("/"), files);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(place + ": cannot be read, so nobody knows what code this is", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(place + ": no place of classes", e);
        }
    }

    /** Only what is ours: an archive has files about its making too. */
    private static void addBelow(Path root, SortedMap<String, String> files) throws IOException {
        Path own = root.resolve("io");
        try (Stream<Path> found = Files.walk(own)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString());
            }
        }
    }
}
