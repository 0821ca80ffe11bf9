package example.service;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.runner.Inference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads ask one {@link Inference} for as long as they are told, and each answer is held against the first. */
public final class Main {

    private static final Instant AS_OF = Instant.parse("2024-12-31T11:00:00Z");

    private Main() {}

    /** @param arguments seconds, threads */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        long seconds = Long.parseLong(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        Inference inference = Inference.open(ModelSource.classpath());
        MarketSnapshot market = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(AS_OF));
        Payload expected = inference.payload(market, AS_OF);
        long before = used();
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<Long>>> asking = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            asking.add(pool.submit(() -> ask(inference, market, expected, until)));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> one : asking) {
            nanos.addAll(one.get());
        }
        pool.shutdown();
        nanos.sort(Long::compare);
        System.out.printf(
                "service: %d threads, %d s, %d payloads, all equal, p50 %.1f ms, p99 %.1f ms, heap %.0f to %.0f MB%n",
                threads,
                seconds,
                nanos.size(),
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6,
                before / 1e6,
                used() / 1e6);
    }

    private static List<Long> ask(Inference inference, MarketSnapshot market, Payload expected, long until) {
        List<Long> nanos = new ArrayList<>();
        do {
            long start = System.nanoTime();
            Payload payload = inference.payload(market, AS_OF);
            nanos.add(System.nanoTime() - start);
            if (!payload.equals(expected)) {
                throw new IllegalStateException("two threads were told different things");
            }
        } while (System.nanoTime() < until);
        return nanos;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
