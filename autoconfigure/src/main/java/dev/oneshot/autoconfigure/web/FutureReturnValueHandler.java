package dev.oneshot.autoconfigure.web;

import dev.oneshot.Future;
import dev.oneshot.PollCounter;
import dev.oneshot.Receiver;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.AsyncHandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Answers a request when the {@link Future} that its controller returned is ready; no thread waits meanwhile.
 *
 * <p>Understands {@code Future<T>}, {@code Future<ResponseEntity<T>>} and {@code ResponseEntity<Future<T>>}. When the
 * request ends otherwise, by its time-out or because its connection broke, the future is closed: a job that still waits
 * is then taken out of the worker's queue, and one that runs is cancelled, unless its options keep it running.
 */
final class FutureReturnValueHandler implements AsyncHandlerMethodReturnValueHandler {

    private final PollCounter polls;

    FutureReturnValueHandler(PollCounter polls) {
        this.polls = polls;
    }

    @Override
    public boolean isAsyncReturnValue(@Nullable Object value, MethodParameter returnType) {
        return value instanceof Future || (value instanceof HttpEntity<?> entity && entity.getBody() instanceof Future);
    }

    /** Entities of any type: whether there is a future in one is known by its value. */
    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        Class<?> type = returnType.getParameterType();
        return Future.class.isAssignableFrom(type) || HttpEntity.class.isAssignableFrom(type);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws Exception {
        if (value instanceof Future<?> future) {
            answerLater(future, answer -> answer, container, request);
        } else if (value instanceof HttpEntity<?> entity && entity.getBody() instanceof Future<?> future) {
            answerLater(future, answer -> withBody(entity, answer), container, request);
        } else {
            container.setRequestHandled(true);
        }
    }

    private void answerLater(
            Future<?> future,
            UnaryOperator<@Nullable Object> form,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws Exception {
        CompletableFuture<?> answer = drive(future);
        DeferredResult<Object> result = new DeferredResult<>();
        result.onTimeout(() -> result.setErrorResult(new FutureTimeoutException()));
        result.onCompletion(() -> answer.cancel(false));
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                result.setResult(form.apply(value));
            } else {
                result.setErrorResult(failure);
            }
        });
        try {
            WebAsyncUtils.getAsyncManager(request).startDeferredResultProcessing(result, container);
        } catch (Exception e) {
            answer.cancel(false);
            throw e;
        }
    }

    /**
     * A receiver's poll only looks whether the answer is there, so it is polled by the thread that brings it, which then
     * only hands the request back to the server's threads. Other futures may compute in their polls.
     */
    private CompletableFuture<?> drive(Future<?> future) {
        Future<?> counted = polls.counted(future);
        return future instanceof Receiver ? counted.toCompletableFuture(Runnable::run) : counted.toCompletableFuture();
    }

    private static HttpEntity<?> withBody(HttpEntity<?> entity, @Nullable Object body) {
        return entity instanceof ResponseEntity<?> response
                ? new ResponseEntity<>(body, response.getHeaders(), response.getStatusCode())
                : new HttpEntity<>(body, entity.getHeaders());
    }
}
