package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import io.aegismatrix.data.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers who send half of what they should, take no answer, or come all at once. */
final class DashboardLoadTest {

    /** What is promised is five seconds; a machine with other work is given more before it is called a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Answers of a page of a megabyte, where the system holds a few megabytes for a connection. */
    private static final int MORE_THAN_IS_HELD = 40;

    private static final int READERS = 264;

    private static final String HALF_A_HEADER = "GET / HTTP/1.1\r\nHost: 127";

    @TempDir
    private Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("aegismatrix.json"), SamplePayloads.demo());
        server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private String request(String head) {
        return head + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\nConnection: close\r\n";
    }

    /** A client that has sent so much and waits. */
    private Socket send(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.address().getPort()),
                Math.toIntExact(PATIENCE.toMillis()));
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    /** The whole answer; empty where the server closed without one. A server that says nothing is an exception. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            return new String(in.readAllBytes(), US_ASCII);
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    @Test
    void answers_beside_half_sent_requests_and_closes_them() throws IOException {
        List<Socket> half = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            half.add(send(HALF_A_HEADER));
        }

        assertThat(answer(send(request("GET /aegismatrix.json") + "\r\n"))).startsWith("HTTP/1.1 200 ");
        for (Socket socket : half) {
            assertThat(answer(socket)).isEmpty();
        }
    }

    /** A server that lends a thread to each reader keeps these waiting behind the others until it takes them for late. */
    @Test
    void answers_whole_requests_behind_hundreds_of_half_sent_ones() throws IOException {
        Socket last = send("");
        for (int i = 0; i < 300; i++) {
            last = send(HALF_A_HEADER);
        }
        List<Socket> whole = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            whole.add(send(request("GET /aegismatrix.json") + "\r\n"));
        }

        for (Socket socket : whole) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(answer(last)).isEmpty();
        assertThat(answer(send(request("GET /aegismatrix.json") + "\r\n"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void tells_those_who_are_too_many_to_come_back() throws Exception {
        server.close();
        server = DashboardServer.start(
                DashboardServer.pages(folder.resolve("aegismatrix.json"), Optional.empty(), SamplePayloads::noBars),
                Optional.empty(),
                0,
                new ServerLimits(8, Duration.ofSeconds(10), Duration.ZERO));
        List<Socket> half = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            half.add(send(HALF_A_HEADER));
        }

        for (int i = 0; i < 8; i++) {
            assertThat(answer(send(request("GET /") + "\r\n")))
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 5\r\n")
                    .endsWith("come back in 5 seconds.\n");
        }
        for (Socket socket : half) {
            socket.close();
        }
        assertThat(firstAnswerBut503()).startsWith("HTTP/1.1 200 ");
    }

    /** The server learns a moment later than we that its readers have gone. */
    private String firstAnswerBut503() throws Exception {
        String answer = "";
        for (Stopwatch watch = Stopwatch.createStarted();
                !answer.contains(" 200 ") && watch.elapsed().compareTo(PATIENCE) < 0; ) {
            TimeUnit.MILLISECONDS.sleep(10);
            try (Socket socket = send(request("GET /aegismatrix.json") + "\r\n")) {
                answer = answer(socket);
            }
        }
        return answer;
    }

    @Test
    void answers_one_after_the_other_what_is_asked_at_once_or_letter_by_letter() throws IOException {
        String first = request("HEAD /").replace("Connection: close", "Connection: keep-alive") + "\r\n";
        Socket atOnce = send(first + first + request("GET /nowhere") + "\r\n");
        assertThat(answer(atOnce).split("HTTP/1.1 ", -1))
                .extracting(each -> each.substring(0, Math.min(3, each.length())))
                .containsExactly("", "200", "200", "404");

        Socket slowly = send("");
        for (byte letter : (request("GET /nowhere") + "\r\n").getBytes(US_ASCII)) {
            slowly.getOutputStream().write(letter);
        }
        assertThat(answer(slowly)).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\nff\r\nabc"})
    void does_not_wait_for_a_body_that_does_not_come(String rest) throws IOException {
        assertThat(answer(send(request("PUT /") + rest))).startsWith("HTTP/1.1 405 ");
        assertThat(answer(send(request("GET /aegismatrix.json") + rest))).startsWith("HTTP/1.1 200 ");
    }

    /** More answers asked for than the system holds ready for them, and none taken: on a server that lends each reader a thread, they hold up all. */
    @Test
    @Tag("slow")
    void cuts_off_readers_who_take_no_answer() throws Exception {
        String asked = request("GET /").replace("Connection: close", "Connection: keep-alive") + "\r\n";
        for (int i = 0; i < READERS; i++) {
            send(asked.repeat(MORE_THAN_IS_HELD));
        }

        assertThat(answer(send(request("GET /aegismatrix.json") + "\r\n"))).startsWith("HTTP/1.1 200 ");
        TimeUnit.SECONDS.sleep(5);
        int page = answer(send(request("GET /") + "\r\n")).length();
        for (Socket socket : List.copyOf(sockets.subList(0, READERS))) {
            assertThat(taken(socket)).isLessThan((long) MORE_THAN_IS_HELD * page);
        }
    }

    private static long taken(Socket socket) {
        try {
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void refuses_a_header_without_end() throws IOException {
        String line = "X-Filler: " + "x".repeat(1_000) + "\r\n";

        assertThat(answer(send(request("GET /") + line.repeat(64) + "\r\n"))).doesNotContain(" 200 ");
    }

    @Test
    void makes_the_page_once_for_a_payload() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), SamplePayloads.demo());
        ServedPages pages =
                new ServedPages(new PayloadFeed(file), "aegismatrix.json", Optional.empty(), SamplePayloads::noBars);

        Response page = pages.page();
        assertThat(pages.page()).isSameAs(page);
        assertThat(pages.payload()).isSameAs(pages.payload());
        Files.writeString(file, SamplePayloads.market());
        assertThat(pages.page()).isNotSameAs(page);
    }

    @Test
    @Tag("slow")
    void answers_a_thousand_at_once_beside_fifty_half_sent_requests(TestReporter reporter) throws IOException {
        Stopwatch watch = Stopwatch.createStarted();
        for (int i = 0; i < 50; i++) {
            send(HALF_A_HEADER);
        }
        List<Socket> whole = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            whole.add(send(request("GET /aegismatrix.json") + "\r\n"));
        }

        int answered = 0;
        for (Socket socket : whole) {
            answered += answer(socket).startsWith("HTTP/1.1 200 ") ? 1 : 0;
        }
        Figures.tell(
                reporter,
                "a thousand at once",
                answered + " answered, in " + watch.elapsed().toMillis() + " ms");
        assertThat(answered).isEqualTo(whole.size());
    }
}
