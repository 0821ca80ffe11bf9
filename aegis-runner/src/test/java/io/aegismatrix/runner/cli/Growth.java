package io.aegismatrix.runner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a machine's folder, the temporary one and this process's heap hold. */
record Growth(SortedMap<String, Long> bytes, List<String> drafts, long temporary, long heap) {

    /** Looks at a folder: each of its files and folders by its own name, in bytes; hidden files apart. */
    static Growth of(Path folder) {
        SortedMap<String, Long> bytes = new TreeMap<>();
        List<String> drafts = new ArrayList<>();
        for (Path file : files(folder)) {
            bytes.merge(folder.relativize(file).getName(0).toString(), size(file), Long::sum);
            if (file.getFileName().toString().startsWith(".")) {
                drafts.add(folder.relativize(file).toString());
            }
        }
        return new Growth(bytes, drafts, leftovers(), usedHeap());
    }

    /** Files of this name; none if there is no such file. */
    long of(String name) {
        return bytes.getOrDefault(name, 0L);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What native libraries are unpacked to in the temporary folder. */
    private static long leftovers() {
        try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name ->
                            name.startsWith("libxgboost4j") || name.startsWith("sqlite-") || name.startsWith("aegis"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
