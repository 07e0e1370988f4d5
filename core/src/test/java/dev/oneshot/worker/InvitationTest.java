package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.Context;
import dev.oneshot.testing.CountingWaker;
import dev.oneshot.time.ManualTimer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is invited to run a job, and when; the test makes the moves of callers and threads, one after the other. */
class InvitationTest {

    private final WorkerBuilder<FakeConnection> settings = ConnectionWorker.over(ScriptedConnector.unbound())
            .timer(ManualTimer.create())
            .readers(2, ScriptedConnector.unbound());
    private final Side<FakeConnection> side = Side.readers(settings, settings.connector, new JobLedger());
    private final JobQueue<FakeConnection> queue = side.queue();
    private final Lending<FakeConnection> lending = side.lending();
    private final Bench<FakeConnection> one = queue.bench(loop(0));
    private final Bench<FakeConnection> other = queue.bench(loop(1));
    private final Caller first = new Caller();
    private final Caller second = new Caller();
    private final Caller third = new Caller();

    private Loan<FakeConnection> lent;
    private Loan<FakeConnection> lentToo;

    @BeforeEach
    void lendBoth() {
        queue.open();
        queue.join(one);
        queue.join(other);
        one.seat();
        other.seat();
        lent = lending.borrow(new Caller().job);
        lentToo = lending.borrow(new Caller().job);
    }

    @Test
    void theFirstIsWhenAConnectionIsGivenBack() {
        first.waits();
        second.waits();

        lending.giveBack(lent, false);

        assertThat(first.waker.wakes()).isOne();
        assertThat(second.waker.wakes()).isZero();
        assertThat(one.isIdle()).isTrue();
    }

    @Test
    void nobodyPassesIt() {
        first.waits();
        second.waits();
        lending.giveBack(lent, false);

        assertThat(lending.borrow(new Caller().job)).isNull();
        assertThat(queue.letIn(second.job)).isNull();
        assertThat(queue.letIn(first.job)).isNotNull();
        assertThat(queue.letIn(first.job)).isNull();
    }

    @Test
    void theNextIsWhenItHasComeAndAnotherConnectionIsIdle() {
        first.waits();
        second.waits();
        lending.giveBack(lent, false);
        lending.giveBack(lentToo, false);

        queue.letIn(first.job);

        assertThat(second.waker.wakes()).isOne();
    }

    @Test
    void theNextIsWhenItHasGone() {
        first.waits();
        second.waits();
        lending.giveBack(lent, false);

        first.turn.close();

        assertThat(second.waker.wakes()).isOne();
    }

    @Test
    void theNextIsWhenAThreadHasTakenTheFirstAndAnotherConnectionIsIdle() {
        first.waits();
        second.waits();
        lending.giveBack(lent, false);
        lending.giveBack(lentToo, false);
        queue.callAnother();

        queue.awaitJob(one, Long.MAX_VALUE, new HeldJobs<>());

        assertThat(second.waker.wakes()).isOne();
    }

    @Test
    void nobodyIsInACrowdButAThreadIsCalled() {
        first.waits();
        second.waits();
        third.waits();

        lending.giveBack(lent, false);

        assertThat(first.waker.wakes()).isZero();
        assertThat(one.isIdle()).isFalse();
        assertThat(one.loan()).isNull();
    }

    @Test
    void aThreadIsCalledForOneWhoWaitsWhileTheInvitedDoesNotCome() {
        first.waits();
        lending.giveBack(lent, false);
        second.waits();

        third.waits();

        assertThat(one.isIdle()).isFalse();
    }

    @Test
    void aJobOfNoWaitingCallerIsServedByAThread() {
        queue.offer(new QueuedJob<>(side, connection -> "job", connection -> "job", JobOptions.defaults()));
        first.waits();

        lending.giveBack(lent, false);

        assertThat(first.waker.wakes()).isZero();
        assertThat(one.isIdle()).isFalse();
    }

    private WorkerLoop<FakeConnection> loop(int seat) {
        return new WorkerLoop<>(side, side.seats().get(seat).link(), "reader", true);
    }

    /** Calls for a job, and comes to wait for its turn. */
    private final class Caller {

        final CountingWaker waker = new CountingWaker();
        final QueuedJob<FakeConnection, String> job =
                new QueuedJob<>(side, connection -> "job", connection -> "job", JobOptions.defaults());
        final OwnTurn<FakeConnection, String> turn = new OwnTurn<>(side.lending(), job);

        Caller() {
            job.ownTurn = turn;
        }

        void waits() {
            assertThat(queue.offer(job)).isEqualTo(JobQueue.Admission.ACCEPTED);
            assertThat(turn.poll(Context.of(waker)).isReady()).isFalse();
        }
    }
}
