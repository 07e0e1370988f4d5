package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.DeadlineExceededException;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobOutcome;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jobs whose callers have given up cost the database nothing. */
class ExpiredQueueTest {

    private static final int JOBS = 100_000;

    private final ManualTimer timer = ManualTimer.create();
    private final CountedCalls calls = new CountedCalls("jdbc:sqlite::memory:");

    @Test
    void aHundredThousandExpiredJobsAreClearedWithoutOneStatement() throws Exception {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.over(calls.dataSource()))
                .timer(timer)
                .queueCapacity(JOBS)
                .deadline(Duration.ofSeconds(1))
                .build()) {
            worker.start();
            Receiver<Object> occupant = worker.submit(
                    connection -> {
                        occupied.countDown();
                        return free.await(30, TimeUnit.SECONDS);
                    },
                    JobOptions.named("occupant").withoutDeadline().withTransaction(JobTransaction.NONE));
            assertThat(occupied.await(30, TimeUnit.SECONDS)).isTrue();
            List<Receiver<Integer>> expired = new ArrayList<>();
            for (int job = 0; job < JOBS; job++) {
                expired.add(worker.submit(connection -> Sql.update(connection, "DELETE FROM nothing")));
            }
            long before = calls.count();

            timer.advance(Duration.ofSeconds(1));

            assertThat(worker.snapshot().queue().size()).isZero();
            assertThat(worker.count(JobOutcome.EXPIRED)).isEqualTo(JOBS);
            free.countDown();
            assertThat(Runner.create().blockOn(occupant, Duration.ofSeconds(30)))
                    .isEqualTo(true);
            long cleared = calls.count();
            worker.stop();
            assertThat(cleared).isEqualTo(before);
            assertThat(calls.count())
                    .as("a last ROLLBACK when the connection is closed")
                    .isEqualTo(before + 1);
            assertThat(expired)
                    .allSatisfy(receiver -> assertThatThrownBy(receiver::tryReceive)
                            .isInstanceOf(DeadlineExceededException.class)
                            .hasMessageEndingWith("never touched the connection (running 'occupant' for 1.0 s)"));
        }
    }
}
