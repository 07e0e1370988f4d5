package dev.oneshot.worker;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends the answers of a group. Waking a thread costs some microseconds, so the answers of a large group go out from a
 * thread of their own, while the worker already turns to the next jobs.
 */
final class Answers implements AutoCloseable {

    /** Up to as many answers are sent by the worker itself: handing them over would cost a wake-up as well. */
    private static final int INLINE = 4;

    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor herald;

    Answers(String worker) {
        herald = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "oneshot-" + worker + "-answers");
            thread.setDaemon(true);
            return thread;
        });
        herald.allowCoreThreadTimeOut(true);
    }

    <J extends QueuedJob<?, ?>> void send(List<J> group) {
        if (group.size() <= INLINE) {
            group.forEach(QueuedJob::answer);
        } else {
            List<J> answered = List.copyOf(group);
            herald.execute(() -> answered.forEach(QueuedJob::answer));
        }
    }

    /** Returns when every answer was sent. */
    @Override
    public void close() {
        herald.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (herald.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
