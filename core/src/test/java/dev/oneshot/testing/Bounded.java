package dev.oneshot.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits that end as soon as something is the case, with a bound that only guards against hanging. */
public final class Bounded {

    public static final long SECONDS = 30;

    private Bounded() {}

    /** Gives other threads the processor until the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + SECONDS + " s: " + what);
            }
            Thread.yield();
        }
    }

    /** Waits until a thread sleeps in a park. */
    public static void untilParked(Thread thread) {
        until(thread + " is parked", () -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case TERMINATED -> throw new AssertionError(thread + " ended instead of waiting");
            default -> false;
        });
    }

    /** Runs on a thread of its own, which {@link Running#thread} shows. */
    public static <T> Running<T> start(Callable<T> body) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(body.call());
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Running<>(thread, outcome);
    }

    /** The value, or what the body threw. */
    public static <T> T get(CompletableFuture<T> future) throws Throwable {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("no outcome within " + SECONDS + " s", e);
        }
    }

    /** A body that runs on its own thread. */
    public record Running<T>(Thread thread, CompletableFuture<T> outcome) {

        public T get() throws Throwable {
            return Bounded.get(outcome);
        }
    }
}
