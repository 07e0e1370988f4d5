package dev.oneshot.jdbc;

import dev.oneshot.Receiver;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that share one transaction, since all wait when the worker comes to the first. */
final class Group {

    private Group() {}

    /** A worker that gives its groups time enough. */
    static ConnectionWorker<Connection> workerOn(String url) {
        return ConnectionWorker.over(JdbcConnector.to(url))
                .name("entries")
                .deadline(Duration.ofMinutes(1))
                .group(256, Duration.ofMinutes(1))
                .build();
    }

    @SafeVarargs
    static <R> List<Receiver<R>> submit(ConnectionWorker<Connection> worker, Job<Connection, R>... jobs)
            throws InterruptedException {
        CountDownLatch free = occupy(worker);
        List<Receiver<R>> receivers = new ArrayList<>();
        for (Job<Connection, R> job : jobs) {
            receivers.add(worker.submit(job));
        }
        free.countDown();
        return receivers;
    }

    /** Has the worker wait in a job of no group, so that those that come now make one, until this is counted down. */
    static CountDownLatch occupy(ConnectionWorker<Connection> worker) throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        worker.submit(
                connection -> {
                    occupied.countDown();
                    return free.await(30, TimeUnit.SECONDS);
                },
                JobOptions.named("occupant").withTransaction(JobTransaction.NONE));
        occupied.await();
        return free;
    }
}
