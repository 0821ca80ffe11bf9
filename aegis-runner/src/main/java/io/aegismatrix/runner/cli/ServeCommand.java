package io.aegismatrix.runner.cli;

import com.google.common.primitives.Ints;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.dashboard.DashboardServer;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the page and the API to this machine and keeps it current, until it is interrupted. */
@Command(
        name = "serve",
        description = "Shows the page, and the payload as a read-only API, to this machine only; keeps both current."
                + " Ends with Ctrl-C.")
final class ServeCommand implements Runnable {

    private static final int LAST_PORT = 65_535;

    private final AegisCommand aegis;

    @Mixin
    private PayloadFlag payload = new PayloadFlag();

    @Mixin
    private SourceFlags source = new SourceFlags();

    @Option(names = "--port", paramLabel = "N", description = "Port on 127.0.0.1; 0 takes a free one. Default: 8765")
    private String port = "8765";

    @Option(
            names = "--past",
            paramLabel = "DIR",
            description = "A folder of past payloads to serve too, such as payloads of a replay.")
    private @Nullable String past;

    ServeCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        int number = port();
        Path file = payload.file(aegis);
        Flags flags = new Flags();
        source.addTo(flags);
        PageBars bars = new PageBars(aegis.settings(flags.map()));
        try (DashboardServer server = DashboardServer.start(file, bars::of, past(), number)) {
            aegis.context().out().println("Serving " + file + " at " + server.address());
            aegis.context().out().flush();
            server.join();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--port " + number + " of 127.0.0.1 cannot be had: " + IoReason.of(e)
                            + "; --port 0 takes a free one",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Path> past() {
        Optional<Path> folder = Optional.ofNullable(past)
                .map(text -> Configuration.path(aegis.context().folder(), "--past", text));
        folder.filter(place -> !Files.isDirectory(place)).ifPresent(place -> {
            throw CommandException.usage("--past must be a folder of payloads, was " + place);
        });
        return folder;
    }

    private int port() {
        Integer number = Ints.tryParse(port);
        if (number == null || number < 0 || number > LAST_PORT) {
            throw new CommandException(
                    ExitCode.USAGE, "--port must be a number from 0 to " + LAST_PORT + ", was '" + port + "'");
        }
        return number;
    }
}
