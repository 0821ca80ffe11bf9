package io.aegismatrix.runner.cli;

import com.google.common.primitives.Ints;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.runner.dashboard.DashboardServer;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the page to this machine and keeps it current, until it is interrupted. */
@Command(name = "serve", description = "Shows the page to this machine only, and keeps it current. Ends with Ctrl-C.")
final class ServeCommand implements Runnable {

    private static final int LAST_PORT = 65_535;

    private final AegisCommand aegis;

    @Mixin
    private PayloadFlag payload = new PayloadFlag();

    @Option(names = "--port", paramLabel = "N", description = "Port on 127.0.0.1; 0 takes a free one. Default: 8765")
    private String port = "8765";

    ServeCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        int number = port();
        Path file = payload.file(aegis);
        try (DashboardServer server = DashboardServer.start(file, number)) {
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

    private int port() {
        Integer number = Ints.tryParse(port);
        if (number == null || number < 0 || number > LAST_PORT) {
            throw new CommandException(
                    ExitCode.USAGE, "--port must be a number from 0 to " + LAST_PORT + ", was '" + port + "'");
        }
        return number;
    }
}
