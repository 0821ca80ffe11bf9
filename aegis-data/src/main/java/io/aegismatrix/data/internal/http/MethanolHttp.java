package io.aegismatrix.data.internal.http;

import com.github.mizosoft.methanol.CacheAwareResponse;
import com.github.mizosoft.methanol.CacheAwareResponse.CacheStatus;
import com.github.mizosoft.methanol.HttpCache;
import com.github.mizosoft.methanol.Methanol;
import com.google.common.base.Stopwatch;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The JDK's HTTP client with gzip, a cookie jar, read timeouts and, if wanted, a cache of answers.
 *
 * <p>When a host hangs up without a byte, the JDK's client sends a GET a second time by itself, unseen by any budget. Only
 * the system property {@code jdk.httpclient.redirects.retrylimit=1} stops that, and it is the whole process's: a library
 * must not set it, an application that owns its process should, before its first request.
 */
public final class MethanolHttp implements MarketHttp {

    private static final long CACHE_BYTES = 32L << 20;

    private final Methanol client;

    /** Creates a client with a cookie jar of its own. */
    public MethanolHttp(LiveSettings.Manners manners) {
        Methanol.Builder builder = Methanol.newBuilder()
                // One request at a time: there is nothing to multiplex, and an upgrade would be one more thing to fail.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(manners.connectTimeout())
                .readTimeout(manners.readTimeout())
                .headersTimeout(manners.readTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER))
                .autoAcceptEncoding(true);
        manners.cacheFolder().ifPresent(folder -> builder.cache(cache(folder)));
        this.client = builder.build();
    }

    private static HttpCache cache(Path folder) {
        return HttpCache.newBuilder().cacheOnDisk(folder, CACHE_BYTES).build();
    }

    @Override
    public Response get(Request request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).GET();
        request.headers().forEach(builder::setHeader);
        Stopwatch since = Stopwatch.createStarted();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(builder.build(), head -> new LimitedBody(request, since));
        try {
            return response(request, answer.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timeout(request, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw interrupted(request, e);
        } catch (ExecutionException e) {
            throw cause(request, e);
        }
    }

    private static HttpTimeoutException timeout(Request request, TimeoutException cause) {
        HttpTimeoutException late = new HttpTimeoutException("no complete answer within " + request.timeout());
        late.initCause(cause);
        return late;
    }

    private static InterruptedIOException interrupted(Request request, InterruptedException cause) {
        InterruptedIOException stopped = new InterruptedIOException("interrupted while waiting for " + request.uri());
        stopped.initCause(cause);
        return stopped;
    }

    private static IOException cause(Request request, ExecutionException e) {
        return e.getCause() instanceof IOException problem
                ? problem
                : new IOException(request.uri() + ": " + e.getCause(), e.getCause());
    }

    private static Response response(Request request, HttpResponse<byte[]> answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        if (answer instanceof CacheAwareResponse<?> kept && kept.cacheStatus() == CacheStatus.HIT) {
            // The date of a kept answer says nothing about today's clocks.
            headers.remove("Date");
        }
        return new Response(request.uri(), answer.statusCode(), headers, answer.body());
    }
}
