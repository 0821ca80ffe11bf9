package io.aegismatrix.runner.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.runner.runs.Secrets;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/** Messages to the person or the log collector at stderr: one line each, as text or as JSON. Thread-safe. */
public final class Console {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private final PrintStream err;
    private final Clock clock;
    private final boolean quiet;
    private final boolean json;
    private final String runId;

    public Console(PrintStream err, Clock clock, boolean quiet, boolean json, String runId) {
        this.err = err;
        this.clock = clock;
        this.quiet = quiet;
        this.json = json;
        this.runId = runId;
    }

    /** Names the run that speaks. */
    public String runId() {
        return runId;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean json() {
        return json;
    }

    public PrintStream stream() {
        return err;
    }

    /** How work is coming along; nothing with {@code --quiet}. */
    public void progress(String message) {
        if (!quiet) {
            print("INFO", message, message);
        }
    }

    /** Something the reader of the results must know. */
    public void warn(String message) {
        print("WARN", "aegis: warning: " + message, message);
    }

    /** Why the command ends without its result. */
    public void error(String message) {
        print("ERROR", "aegis: " + message, message);
    }

    private void print(String level, String text, String message) {
        err.println(json ? jsonLine(level, oneLine(Secrets.mask(message))) : oneLine(Secrets.mask(text)));
    }

    private static String oneLine(String text) {
        return LINE_BREAKS.matcher(text.strip()).replaceAll(" ");
    }

    private String jsonLine(String level, String message) {
        ObjectNode line = JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("timestamp", clock.instant().toString())
                .put("level", level.toUpperCase(Locale.ROOT))
                .put("message", message)
                .put("run_id", runId);
        return line.toString();
    }
}
