package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever embeds a module has no commands, flags or settings of ours: its messages must not send anybody to them. */
class LibraryMessagesTest {

    private static final List<String> LIBRARIES = List.of(
            "../aegis-data/src/main/java",
            "../aegis-features/src/main/java",
            "../aegis-payload/src/main/java",
            "../aegis-direction/src/main/java",
            "../aegis-seller/src/main/java",
            "../aegis-buyer/src/main/java",
            "src/main/java/io/aegismatrix/runner/publish");

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");

    @TempDir
    private Path folder = Path.of("");

    private Pattern forbidden() {
        String commands = COMMAND.matcher(
                        new CommandLineRun(folder).run("--help").out())
                .results()
                .map(command -> command.group(1))
                .collect(Collectors.joining("|"));
        assertThat(commands).contains("fetch", "train", "infer");
        return Pattern.compile("(^|[ '(\"])--[a-z]|'(" + commands + ")[ ']|AEGIS_[A-Z]|aegis\\.conf");
    }

    private static List<String> messages(Pattern forbidden) throws IOException {
        List<String> found = new ArrayList<>();
        for (String library : LIBRARIES) {
            try (Stream<Path> files = Files.walk(Path.of(library))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    LITERAL.matcher(Files.readString(file))
                            .results()
                            .map(literal -> literal.group())
                            .filter(literal -> forbidden.matcher(literal).find())
                            .forEach(literal -> found.add(file + ": " + literal));
                }
            }
        }
        return found;
    }

    @Test
    void no_message_of_a_library_speaks_of_commands_flags_or_settings() throws IOException {
        Pattern forbidden = forbidden();
        assertThat(forbidden.matcher("\"; fill it with 'fetch' first\"").find()).isTrue();
        assertThat(forbidden.matcher("\" as it was with --as-of \"").find()).isTrue();
        assertThat(messages(forbidden)).isEmpty();
    }
}
