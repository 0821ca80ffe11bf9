package io.aegismatrix.runner.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.OwnFiles;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
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
import java.util.regex.Pattern;

/**
 * A file of settings. It may include files that lie beside it, by their plain names, and nothing else: no address, no
 * resource, no other folder. What it includes is held to the same trust.
 *
 * @param path where it is
 * @param named whether the user named it, and so answers for it
 * @param depth how many files lie between it and the first
 */
record SettingsFile(Path path, boolean named, int depth) {

    private static final int MOST_BYTES = 1 << 16;
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 16;
    /** Each may repeat what the one before has repeated: sixteen make a text 360 times as long at most. */
    private static final int MOST_SUBSTITUTIONS = 16;

    private static final int MOST_BRACKETS = 32;
    private static final int MOST_DOTS = 128;

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{");

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
        return named ? Optional.empty() : OwnFiles.objection(path);
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
        return parse(new Budget());
    }

    private Config parse(Budget budget) {
        String text = text();
        requireFlat(text);
        budget.spend(this, text);
        return ConfigFactory.parseString(text, options(budget));
    }

    /** The parser goes down a level for each bracket and each part of a name, and has no bound of its own. */
    private void requireFlat(String text) {
        int brackets = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', '[' -> brackets++;
                case '}', ']' -> brackets--;
                case '.' -> dots++;
                case '\n' -> dots = 0;
                default -> {}
            }
            if (brackets > MOST_BRACKETS || dots > MOST_DOTS) {
                throw CommandException.usage("configuration: " + path + " must have at most " + MOST_BRACKETS
                        + " open brackets, and " + MOST_DOTS + " dots in a line");
            }
        }
    }

    /** What a file and all it includes, however often, have together. */
    private static final class Budget {

        private int files;
        private long substitutions;

        void spend(SettingsFile file, String text) {
            files++;
            substitutions += SUBSTITUTION.matcher(text).results().count();
            if (files > MOST_FILES || substitutions > MOST_SUBSTITUTIONS) {
                throw CommandException.usage(
                        "configuration: " + file.path + " must have, with all it includes, at most " + MOST_FILES
                                + " files and " + MOST_SUBSTITUTIONS + " substitutions");
            }
        }
    }

    private ConfigParseOptions options(Budget budget) {
        return ConfigParseOptions.defaults()
                .setSyntaxFromFilename(path.toString())
                .setOriginDescription(path.toString())
                .setIncluder(new Beside(this, budget));
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

    private Config included(String name, Budget budget) {
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
        return next.parse(budget);
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
    private record Beside(SettingsFile from, Budget budget)
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        @Override
        public ConfigIncluder withFallback(ConfigIncluder other) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return from.included(what, budget).root();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return from.included(what.getPath(), budget).root();
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
