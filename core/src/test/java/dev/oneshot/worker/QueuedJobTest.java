package dev.oneshot.worker;

import static dev.oneshot.worker.Workbench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Garbage;
import dev.oneshot.time.ManualTimer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One job alone, stepped through the interleavings of worker, timer and caller. */
class QueuedJobTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final ManualTimer timer = ManualTimer.create();
    private final JobLedger ledger = new JobLedger();
    private final QueuedJob<FakeConnection, Integer> job = job(JobOptions.defaults());

    @Test
    void beginThenCancelEndsTheJobWhichIsThenUndone() {
        job.begin(true, timer.nanoTime());
        job.cancel();

        assertThat(job.isEnded()).isTrue();
        assertThat(job.beginCommit()).isFalse();
        assertEndedOnce(JobOutcome.CANCELLED);
    }

    @Test
    void beginThenCancelLeavesAJobToItselfThatDoesNotAllowIt() throws Exception {
        QueuedJob<FakeConnection, Integer> resolute = job(JobOptions.defaults().keptRunning());
        resolute.begin(true, timer.nanoTime());
        resolute.cancel();

        assertThat(resolute.isEnded()).isFalse();
        finish(resolute);
        assertThat(resolute.tryReceive().get()).isOne();
        assertEndedOnce(JobOutcome.DONE);
    }

    @Test
    void beginCommitThenCancelIsTooLate() throws Exception {
        job.begin(true, timer.nanoTime());
        job.run(new FakeConnection(1), new RunGate<>());
        job.beginCommit();
        job.cancel();
        job.answer();

        assertThat(job.tryReceive().get()).isOne();
        assertEndedOnce(JobOutcome.DONE);
    }

    @Test
    void cancelThenBeginSkipsTheJob() {
        job.cancel();

        assertThat(job.begin(true, timer.nanoTime())).isFalse();
        job.cancel();
        assertEndedOnce(JobOutcome.CANCELLED);
    }

    @Test
    void expireThenBeginSkipsTheJob() {
        job.expire();

        assertThat(job.begin(true, timer.nanoTime())).isFalse();
        assertThat(failure(job)).isInstanceOf(DeadlineExceededException.class);
        assertEndedOnce(JobOutcome.EXPIRED);
    }

    @Test
    void beginAfterTheDeadlineSkipsTheJobThoughTheTimerHasNotCome() {
        timer.advance(DEADLINE);

        assertThat(job.begin(true, timer.nanoTime())).isFalse();
        assertThat(failure(job)).isInstanceOf(DeadlineExceededException.class);
        assertEndedOnce(JobOutcome.EXPIRED);
    }

    @Test
    void expireThenCommitUndoesTheJob() {
        job.begin(true, timer.nanoTime());
        job.expire();

        assertThat(job.beginCommit()).isFalse();
        assertThat(failure(job)).isInstanceOf(DeadlineExceededException.class);
        assertEndedOnce(JobOutcome.EXPIRED);
    }

    @Test
    void commitThenExpireThenAnswerIsUnknownAndTheAnswerIsDropped() {
        job.begin(true, timer.nanoTime());
        job.beginCommit();
        job.expire();
        job.answer();

        assertThat(failure(job)).isInstanceOf(OutcomeUnknownException.class);
        assertEndedOnce(JobOutcome.UNKNOWN);
    }

    @Test
    void committedThenExpireWaitsForTheAnswer() throws Exception {
        job.begin(true, timer.nanoTime());
        job.run(new FakeConnection(1), new RunGate<>());
        job.beginCommit();
        job.committed();
        job.expire();
        job.cancel();
        job.fail(JobOutcome.FAILED, new IllegalStateException("too late"));
        job.answer();

        assertThat(job.tryReceive().get()).isOne();
        assertEndedOnce(JobOutcome.DONE);
    }

    @Test
    void committedThenAbandonIsAnsweredOnceWithTheResult() throws Exception {
        job.begin(true, timer.nanoTime());
        job.run(new FakeConnection(1), new RunGate<>());
        job.beginCommit();
        job.committed();
        job.abandon(new WorkerStoppedException("orders", "stopped"));
        job.answer();

        assertThat(job.tryReceive().get()).isOne();
        assertEndedOnce(JobOutcome.DONE);
    }

    @Test
    void aJobThatFailsAfterItsBodyReturnedKeepsNoResult() throws Exception {
        assertKeepsNoResult(failed -> failed.fail(JobOutcome.FAILED, new IllegalStateException("no commit")));
    }

    @Test
    void aJobThatIsAbandonedAfterItsBodyReturnedKeepsNoResult() throws Exception {
        assertKeepsNoResult(lost -> lost.abandon(new WorkerStoppedException("orders", "stopped")));
    }

    @Test
    void aJobThatExpiredWhileItsCommitFailedKeepsNoResult() throws Exception {
        assertKeepsNoResult(late -> {
            late.expire();
            late.fail(JobOutcome.FAILED, new IllegalStateException("no commit"));
        });
    }

    @Test
    void answerThenExpireIsAnswered() throws Exception {
        job.begin(true, timer.nanoTime());
        finish(job);
        job.expire();
        job.abandon(new WorkerStoppedException("orders", "stopped"));

        assertThat(job.tryReceive().get()).isOne();
        assertEndedOnce(JobOutcome.DONE);
    }

    @Test
    void expireThenTheJobsOwnFailureIsExpired() {
        job.begin(true, timer.nanoTime());
        job.expire();
        job.fail(JobOutcome.FAILED, new IllegalStateException("too late"));

        assertThat(failure(job)).isInstanceOf(DeadlineExceededException.class);
        assertEndedOnce(JobOutcome.EXPIRED);
    }

    @Test
    void abandonedWhileItWaitsRunsOrCommitsIsToldAccordingly() {
        WorkerStoppedException stopped = new WorkerStoppedException("orders", "stopped");
        job.begin(true, timer.nanoTime());
        job.beginCommit();
        job.abandon(stopped);

        assertThat(failure(job)).isInstanceOf(OutcomeUnknownException.class).hasCause(stopped);
        assertEndedOnce(JobOutcome.UNKNOWN);
    }

    @Test
    void aStatementThatRunsWhenItsWorkerGivesUpMayHaveTakenEffect() {
        QueuedJob<FakeConnection, Integer> statement =
                job(JobOptions.defaults().withTransaction(JobTransaction.STATEMENT));
        statement.begin(true, timer.nanoTime());

        statement.abandon(new WorkerStoppedException("orders", "stopped"));

        assertThat(failure(statement)).isInstanceOf(OutcomeUnknownException.class);
        assertEndedOnce(JobOutcome.UNKNOWN);
    }

    @Test
    void theDeadlineOfARunningStatementDoesNotSayThatItIsRolledBack() {
        QueuedJob<FakeConnection, Integer> statement =
                job(JobOptions.defaults().withTransaction(JobTransaction.STATEMENT));
        statement.begin(true, timer.nanoTime());

        statement.expire();

        assertThat(failure(statement)).hasMessageContaining("what it has done until then stays");
    }

    private QueuedJob<FakeConnection, Integer> job(JobOptions options) {
        return Workbench.queued(timer, ledger, FakeConnection::number, options.withDeadline(DEADLINE));
    }

    private static void finish(QueuedJob<FakeConnection, Integer> job) throws Exception {
        job.run(new FakeConnection(1), new RunGate<>());
        job.beginCommit();
        job.answer();
    }

    private void assertKeepsNoResult(Consumer<QueuedJob<FakeConnection, Object>> end) throws Exception {
        List<WeakReference<Object>> returned = new ArrayList<>();
        QueuedJob<FakeConnection, Object> kept = Workbench.queued(
                timer,
                ledger,
                connection -> {
                    Object result = new Object();
                    returned.add(new WeakReference<>(result));
                    return result;
                },
                JobOptions.defaults());
        kept.begin(true, timer.nanoTime());
        kept.run(new FakeConnection(1), new RunGate<>());
        kept.beginCommit();

        end.accept(kept);

        Garbage.isCollected(returned.get(0), kept);
    }

    private void assertEndedOnce(JobOutcome outcome) {
        List<JobOutcome> ended = Stream.of(JobOutcome.values())
                .flatMap(known -> Stream.generate(() -> known).limit(ledger.count(known)))
                .toList();
        assertThat(ended).containsExactly(outcome);
    }
}
