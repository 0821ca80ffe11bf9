package io.aegismatrix.data.internal.http;

import com.google.common.base.Stopwatch;
import io.aegismatrix.data.MarketHttp.BodyTooLargeException;
import io.aegismatrix.data.MarketHttp.Request;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body and hangs up as soon as it is too large or too late. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final Request request;
    private final Stopwatch since;
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long size;

    LimitedBody(Request request, Stopwatch since) {
        this.request = request;
        this.since = since;
        whole.getBody().whenComplete((body, problem) -> {
            if (problem == null) {
                result.complete(body);
            } else {
                result.completeExceptionally(problem);
            }
        });
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription granted) {
        this.subscription = granted;
        whole.onSubscribe(granted);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (result.isDone()) {
            return;
        }
        size += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > request.maxBodyBytes()) {
            hangUp(new BodyTooLargeException("the body has more than " + request.maxBodyBytes() + " bytes"));
        } else if (since.elapsed().compareTo(request.timeout()) > 0) {
            hangUp(new HttpTimeoutException("the body was not complete after " + request.timeout()));
        } else {
            whole.onNext(buffers);
        }
    }

    private void hangUp(IOException reason) {
        // First, because cancelling makes the client complete the answer with a reason of its own.
        result.completeExceptionally(reason);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable problem) {
        whole.onError(problem);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
