package io.aegismatrix.runner.dashboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * One connection: what its reader has sent of a request, and what it has not taken yet of an answer. Goes on as far as it can
 * without waiting, one request at a time. After the last answer it listens until the reader closes, because closing on
 * somebody who is still sending would take the answer from him.
 */
final class Reader {

    private static final int FIRST_BYTES = 1 << 10;
    /** The JDK copies what it is given at once, so that an answer goes out in pieces. */
    private static final int PIECE = 1 << 16;

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ServerLimits limits;
    private final Function<HttpRequest, Response> answers;
    private final ServerTally tally;
    private final Deque<ByteBuffer> owed = new ArrayDeque<>();
    private ByteBuffer sent = ByteBuffer.allocate(FIRST_BYTES);
    private Duration end;
    private boolean last;
    private boolean ending;
    private boolean idle;
    private int drained;

    /** @param key with which the channel waits for its reader */
    Reader(
            SelectionKey key,
            ServerLimits limits,
            Function<HttpRequest, Response> answers,
            ServerTally tally,
            Duration now) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.limits = limits;
        this.answers = answers;
        this.tally = tally;
        this.end = now.plus(limits.patience());
    }

    /** Whether the time is over that this reader had for what he is at. */
    boolean isLate(Duration now) {
        return now.compareTo(end) > 0;
    }

    /** Answers without knowing what is asked, and for the last time. */
    void refuse(Response response, Duration now) throws IOException {
        oweLast(response, now);
        goOn(now);
    }

    /** Does what can be done without waiting. @throws IOException if the connection is over */
    void goOn(Duration now) throws IOException {
        if (ending) {
            drain();
        } else if (!owed.isEmpty()) {
            write(now);
        } else {
            read(now);
        }
    }

    private void read(Duration now) throws IOException {
        boolean began = sent.position() > 0;
        int length = lengthOfHead(0);
        while (length < 0 && sent.position() < ServerLimits.HEAD_BYTES) {
            if (!sent.hasRemaining()) {
                sent = ByteBuffer.allocate(2 * sent.capacity()).put(sent.flip());
            }
            int from = Math.max(0, sent.position() - END_OF_HEAD.length + 1);
            int got = channel.read(sent);
            if (got < 0) {
                throw new IOException("the reader has gone");
            }
            if (got == 0) {
                await(began, now);
                return;
            }
            length = lengthOfHead(from);
        }
        if (length >= 0) {
            answer(length, now);
        } else {
            String most = "The head of a request has at most " + ServerLimits.HEAD_BYTES + " bytes.";
            oweLast(Response.text(431, most), now);
            write(now);
        }
    }

    /** A request must be whole a while after its first byte; before it, the connection may be idle. */
    private void await(boolean began, Duration now) {
        if (idle && !began && sent.position() > 0) {
            idle = false;
            end = now.plus(limits.patience());
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Bytes before the empty line, looked for from a byte on; less than 0 if there is none yet. */
    private int lengthOfHead(int from) {
        byte[] bytes = sent.array();
        for (int i = from; i + END_OF_HEAD.length <= sent.position(); i++) {
            if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        return -1;
    }

    private void answer(int length, Duration now) throws IOException {
        byte[] head = Arrays.copyOf(sent.array(), length);
        sent.flip().position(length + END_OF_HEAD.length);
        sent.compact();
        try {
            HttpRequest request = HttpRequest.parse(head);
            Response response = answers.apply(request);
            tally.answered(response.statusFor(request));
            owe(response.to(request), !request.goesOn(), now);
        } catch (HttpRequest.UnclearException e) {
            oweLast(Response.text(400, String.valueOf(e.getMessage())), now);
        }
        write(now);
    }

    private void oweLast(Response response, Duration now) {
        tally.answered(response.status());
        owe(response.toAnybody(), true, now);
    }

    private void owe(List<ByteBuffer> answer, boolean isLast, Duration now) {
        owed.addAll(answer);
        last = isLast;
        end = now.plus(limits.patience());
    }

    private void write(Duration now) throws IOException {
        while (!owed.isEmpty()) {
            ByteBuffer next = owed.getFirst();
            int piece = Math.min(PIECE, next.remaining());
            int put = channel.write(next.slice(next.position(), piece));
            next.position(next.position() + put);
            if (put < piece) {
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            if (!next.hasRemaining()) {
                owed.removeFirst();
            }
        }
        if (last) {
            ending = true;
            end = now.plus(limits.patience());
            channel.shutdownOutput();
            drain();
        } else {
            awaitNext(now);
        }
    }

    /** What was sent ahead is looked at in the next turn, so that others have theirs. */
    private void awaitNext(Duration now) {
        idle = sent.position() == 0;
        end = now.plus(idle ? limits.idle() : limits.patience());
        key.interestOps(idle ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
    }

    private void drain() throws IOException {
        int got = 0;
        do {
            drained += got;
            sent.clear();
            got = channel.read(sent);
        } while (got > 0 && drained < ServerLimits.DRAINED_BYTES);
        if (got != 0) {
            throw new IOException("the last answer is out");
        }
        key.interestOps(SelectionKey.OP_READ);
    }
}
