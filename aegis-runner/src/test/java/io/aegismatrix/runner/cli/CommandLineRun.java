package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands in this process, in a folder of their own and at a stated time. */
public final class CommandLineRun {

    /** The evening of a session, four hours after its close. */
    static final Instant NOW = Instant.parse("2024-12-31T14:00:00Z");

    private final Path folder;
    /** A terminal so wide that no line is broken, so that a test finds sentences whole; {@code ""} means none. */
    private final Map<String, String> environment = new HashMap<>(Map.of("COLUMNS", "1000"));

    private EngineLibrary engines = new FakeEngines();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    public CommandLineRun(Path folder) {
        this.folder = folder;
    }

    /** How a command ended. */
    public record Result(int status, String out, String err) {}

    public CommandLineRun with(EngineLibrary library) {
        this.engines = library;
        return this;
    }

    CommandLineRun at(Instant moment) {
        this.clock = Clock.fixed(moment, ZoneOffset.UTC);
        return this;
    }

    CommandLineRun at(Clock other) {
        this.clock = other;
        return this;
    }

    public CommandLineRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs one command; words are separated by blanks. */
    public Result run(String command, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RunContext context = new RunContext(environment, clock, stream(out), stream(err), folder, false, engines);
        String[] arguments = Stream.concat(
                        Arrays.stream(command.split(" ", -1)).filter(word -> !word.isEmpty()), Arrays.stream(more))
                .toArray(String[]::new);
        int status = AegisMain.run(context, arguments);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
