package io.aegismatrix.data.internal;

import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for files in a folder and in one folder below it. */
final class Folders {

    private Folders() {}

    /** Files whose name matches, in {@code folder} and {@code folder/below}, sorted by name. */
    static List<Path> files(Path folder, String below, Pattern name) {
        return Stream.of(folder, below.isEmpty() ? folder : folder.resolve(below))
                .filter(Files::isDirectory)
                .distinct()
                .flatMap(place -> list(place).stream())
                .filter(path -> name.matcher(path.getFileName().toString()).matches())
                .sorted((a, b) ->
                        a.getFileName().toString().compareTo(b.getFileName().toString()))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new MarketDataException(folder + ": the folder cannot be listed", e);
        }
    }
}
