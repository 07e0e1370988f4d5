package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker's thread has in its hands, and what others find there. */
@Timeout(60)
class HeldJobsTest {

    private static final int MANY = 1_000;

    private final HeldJobs<FakeConnection> held = new HeldJobs<>();
    private final JobLedger ledger = new JobLedger();

    @Test
    void thereIsRoomForAnyNumberOfJobsInTheirOrder() {
        List<QueuedJob<FakeConnection, ?>> jobs = addMany();

        assertThat(held.all()).isEqualTo(jobs);
        for (QueuedJob<FakeConnection, ?> job : jobs) {
            assertThat(held.next()).isSameAs(job);
            assertThat(held.take()).isSameAs(job);
        }
        assertThat(held.next()).isNull();
        assertThat(held.inTurn()).isEqualTo(MANY);
    }

    @Test
    void atTheEndOfATurnNothingIsLeftAndTheOthersAreHandedOut() {
        List<QueuedJob<FakeConnection, ?>> jobs = addMany();
        held.take();
        held.take();

        assertThat(held.endTurn()).isEqualTo(jobs.subList(2, MANY));
        assertThat(held.all()).isEmpty();
        assertThat(held.next()).isNull();
        assertThat(held.inTurn()).isZero();
    }

    @Test
    void whatIsLetGoIsNotOfTheTurn() {
        List<QueuedJob<FakeConnection, ?>> jobs = addMany();
        held.take();

        assertThat(held.letGo()).isEqualTo(jobs.subList(1, MANY));
        assertThat(held.all()).containsExactly(jobs.get(0));
        assertThat(held.letGo()).isEmpty();
    }

    @RepeatedTest(200)
    void aJobThatIsTakenWhileAllAreAbandonedIsAbandonedByOneOfTheTwo() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<QueuedJob<FakeConnection, ?>> jobs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            jobs.add(job());
        }
        Thread stop = new Thread(() -> {
            await(start);
            held.abandon(new WorkerStoppedException("orders", "stopped"));
        });
        stop.start();
        await(start);
        List<QueuedJob<FakeConnection, ?>> passed = new ArrayList<>();
        for (QueuedJob<FakeConnection, ?> job : jobs) {
            held.add(job);
            passed.add(held.take());
            if (passed.size() % 3 == 0 && stop.isAlive()) {
                // Those that were answered are not its business any more.
                passed.clear();
                held.endTurn();
            }
        }
        Workbench.join(stop);

        assertThat(passed).allMatch(QueuedJob::isEnded);
    }

    private List<QueuedJob<FakeConnection, ?>> addMany() {
        List<QueuedJob<FakeConnection, ?>> jobs = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            QueuedJob<FakeConnection, ?> job = job();
            jobs.add(job);
            held.add(job);
        }
        return jobs;
    }

    private QueuedJob<FakeConnection, ?> job() {
        return Workbench.queued(Timer.system(), ledger, FakeConnection::number, JobOptions.defaults());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
