package dev.oneshot.jdbc;

import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that share one transaction, since all wait when the worker comes to the first; its groups need time enough. */
final class Group {

    private Group() {}

    @SafeVarargs
    static <R> List<Receiver<R>> submit(ConnectionWorker<Connection> worker, Job<Connection, R>... jobs)
            throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        worker.submit(
                connection -> {
                    occupied.countDown();
                    return free.await(30, TimeUnit.SECONDS);
                },
                JobOptions.named("occupant").withTransaction(JobTransaction.NONE));
        occupied.await();
        List<Receiver<R>> receivers = new ArrayList<>();
        for (Job<Connection, R> job : jobs) {
            receivers.add(worker.submit(job));
        }
        free.countDown();
        return receivers;
    }
}
