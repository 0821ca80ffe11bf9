package io.aegismatrix.runner;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.aegismatrix.data.IoReason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of settings. It may include files that lie beside it, by their plain names, and nothing else: no address, no
 * resource, no other folder. What it includes is held to the same trust.
 *
 * @param path where it is
 * @param named whether the user named it, and so answers for it
 * @param depth how many files lie between it and the first
 */
record SettingsFile(Path path, boolean named, int depth) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 8;

    /** The file the user named. */
    static SettingsFile named(Path path) {
        return new SettingsFile(path, true, 0);
    }

    /** A file that was found where one is looked for. */
    static SettingsFile found(Path path) {
        return new SettingsFile(path, false, 0);
    }

    /** Why it must not be read unasked; empty if it may be. */
    Optional<String> objection() {
        return named ? Optional.empty() : FileTrust.objection(path);
    }

    /** Whether it is the same file as another, by whatever name. */
    boolean isSame(SettingsFile other) {
        try {
            return Files.isSameFile(path, other.path);
        } catch (IOException e) {
            return false;
        }
    }

    /** What it says. @throws CommandException if it cannot be read, or includes what it must not */
    Config parse() {
        return ConfigFactory.parseString(text(), options());
    }

    private ConfigParseOptions options() {
        return ConfigParseOptions.defaults()
                .setSyntaxFromFilename(path.toString())
                .setOriginDescription(path.toString())
                .setIncluder(new Beside(this));
    }

    /** Its text. @throws CommandException if it cannot be read or is no text of sensible size */
    String text() {
        if (Files.isDirectory(path)) {
            throw CommandException.usage("configuration: " + path + " must be a file, and is a folder");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandException.usage("configuration: " + path + " must hold at most " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "configuration: " + path + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private Config included(String name) {
        Path beside = beside(name);
        if (!Files.exists(beside)) {
            throw refused(name, "there is no such file");
        }
        SettingsFile next = new SettingsFile(beside, named, depth + 1);
        if (next.depth > DEEPEST) {
            throw refused(name, "files include each other more than " + DEEPEST + " deep");
        }
        next.objection().ifPresent(why -> {
            throw refused(name, why);
        });
        return next.parse();
    }

    private Path beside(String name) {
        try {
            Path plain = Path.of(name);
            if (plain.getNameCount() == 1 && !plain.isAbsolute() && !plain.startsWith("..")) {
                return path.resolveSibling(plain);
            }
        } catch (InvalidPathException e) {
            throw refused(name, "that is no file name");
        }
        throw refused(name, "only a file beside this one may be included, by its plain name");
    }

    private CommandException refused(String name, String why) {
        return CommandException.usage("configuration: " + path + ": include \"" + name + "\": " + why);
    }

    /** Reads includes itself, because the parser's own way follows addresses and looks into jars. */
    private record Beside(SettingsFile from)
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        @Override
        public ConfigIncluder withFallback(ConfigIncluder other) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return from.included(what).root();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return from.included(what.getPath()).root();
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw from.refused(what.toString(), "addresses are not asked");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw from.refused(what, "resources are not included");
        }
    }
}
