package dev.oneshot.benchmarks.micro;

import dev.oneshot.Context;
import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * Requests in the queue before the owner of a connection, which is busy: the job, its place in the queue, and what is to
 * be done with the answer. The first job keeps the owner busy. With a time limit, as a worker's jobs have it unless one
 * says otherwise, and without.
 */
final class QueuedRequests {

    private static final String QUESTION = "Queued request";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Object CONNECTION = new Object();

    private final LongAdder answers = new LongAdder();

    void measure(HeldBytes held) throws InterruptedException {
        JobOptions unlimited = JobOptions.defaults().withoutDeadline();
        JobOptions limited = JobOptions.defaults().withDeadline(LIMIT);
        byWorker(held, "workerJob", limited);
        byWorker(held, "workerJobWithoutDeadline", unlimited);
        byExecutor(held, "executorTaskWithTimeout", true);
        byExecutor(held, "executorTask", false);
    }

    private void byWorker(HeldBytes held, String contestant, JobOptions options) throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        try (ConnectionWorker<Object> worker = ConnectionWorker.over(() -> CONNECTION)
                .queueCapacity(HeldBytes.MILLION)
                .build()) {
            worker.start();
            Receiver<Object> busy = worker.submit(connection -> await(free), options);
            held.of(QUESTION, contestant, HeldBytes.MILLION, number -> {
                Receiver<Object> receiver = worker.submit(connection -> number, options);
                receiver.poll(Context.of(() -> answers.add(number)));
                return receiver;
            });
            busy.close();
            free.countDown();
        }
    }

    private void byExecutor(HeldBytes held, String contestant, boolean limited) throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.execute(() -> await(free));
        IntFunction<Object> maker = number -> {
            CompletableFuture<Object> answer = CompletableFuture.supplyAsync(() -> number, executor);
            if (limited) {
                answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            answer.thenAccept(value -> answers.add(number));
            return answer;
        };
        held.of(QUESTION, contestant, HeldBytes.MILLION, maker);
        free.countDown();
        executor.shutdown();
        if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The executor did not end");
        }
    }

    private static Object await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CONNECTION;
    }
}
