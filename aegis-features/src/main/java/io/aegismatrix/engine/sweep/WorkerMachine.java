package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ticker;
import io.aegismatrix.engine.sweep.SweepWork.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine as a worker of a sweep. */
public final class WorkerMachine {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private WorkerMachine() {}

    /** One core of it. */
    public static Worker here(Ticker ticker) {
        return new Worker(host(), cpu(), 1, ticker);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a name is still one.
            return "unnamed";
        }
    }

    private static String cpu() {
        try {
            if (Files.isReadable(LINUX)) {
                return Files.readAllLines(LINUX, UTF_8).stream()
                        .filter(line -> line.startsWith(MODEL))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch", ""));
            }
        } catch (IOException e) {
            // What the system calls its architecture says less, but something.
        }
        return System.getProperty("os.arch", "");
    }
}
