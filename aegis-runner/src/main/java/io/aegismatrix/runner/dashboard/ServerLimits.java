package io.aegismatrix.runner.dashboard;

import java.util.Map;

/**
 * What a reader may take of the server. The JDK's server knows these limits, but as settings of the process that it reads
 * once, when its first class is loaded; whoever has set one has the last word.
 *
 * <p>A request must be whole two seconds after its first byte, an answer taken two seconds after it was begun. Together
 * with the number of connections this bounds memory and threads, and the time until everybody is answered or refused: one
 * whose header is not whole holds a thread until then, one that waits for a thread holds nothing but its socket.
 */
final class ServerLimits {

    /** Connections the system may hold ready while we are accepting others; Linux allows 4,096. */
    static final int BACKLOG = 1_024;

    /** Requests read or answered at once. */
    static final int THREADS = 256;

    private static final Map<String, Integer> SETTINGS = Map.of(
            "sun.net.httpserver.maxReqTime", 2,
            "sun.net.httpserver.maxRspTime", 2,
            "sun.net.httpserver.timerMillis", 250,
            "sun.net.httpserver.clockTick", 1_000,
            "sun.net.httpserver.idleInterval", 30,
            "jdk.httpserver.maxConnections", 2_048,
            "sun.net.httpserver.maxReqHeaders", 100,
            "sun.net.httpserver.maxReqHeaderSize", 32 << 10,
            "sun.net.httpserver.drainAmount", 16 << 10);

    private ServerLimits() {}

    /** Sets the limits, if the server of the JDK has not been used yet. */
    static void set() {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, String.valueOf(value));
            }
        });
    }
}
