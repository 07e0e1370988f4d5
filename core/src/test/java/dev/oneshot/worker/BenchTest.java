package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.ManualTimer;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a bench after each step of its thread and its borrowers. */
class BenchTest {

    private final ReentrantLock lock = new ReentrantLock();
    private final Bench<FakeConnection> bench = Workbench.bench(lock);

    @BeforeEach
    void seat() {
        bench.seat();
    }

    @Test
    void aThreadThatRisesIsToldWhetherItsConnectionWasLentSinceItSatDown() {
        assertThat(bench.rise()).isFalse();

        bench.seat();
        lendAndGiveBack(JobOptions.defaults());
        assertThat(bench.rise()).isTrue();

        bench.seat();
        assertThat(bench.rise()).isFalse();
    }

    @Test
    void readsOnLoanAreNotCountedAsWrites() {
        lendAndGiveBack(JobOptions.defaults().readOnly());
        assertThat(bench.lentWrites()).isZero();

        lendAndGiveBack(JobOptions.defaults());
        lendAndGiveBack(JobOptions.defaults().readOnly());
        assertThat(bench.lentWrites()).isOne();
    }

    @Test
    void aThreadIsRecalledUntilItHasHeard() {
        Loan<FakeConnection> loan = lend(JobOptions.defaults());
        lock.lock();
        bench.takeBack(loan, true);
        lock.unlock();
        assertThat(bench.isRecalled()).isTrue();
        assertThat(bench.isIdle()).isFalse();

        bench.heard();

        assertThat(bench.isRecalled()).isFalse();
    }

    @Test
    void theConnectionIsLentToOneAtATimeAndToNobodyWhileItsThreadIsAtWork() {
        Loan<FakeConnection> loan = lend(JobOptions.defaults());
        assertThat(bench.lend(job(JobOptions.defaults()))).isNull();
        assertThat(bench.loan()).isSameAs(loan);

        bench.giveBack(loan);
        bench.rise();

        assertThat(bench.loan()).isNull();
        assertThat(bench.lend(job(JobOptions.defaults()))).isNull();
    }

    private void lendAndGiveBack(JobOptions options) {
        assertThat(bench.giveBack(lend(options))).isTrue();
    }

    private Loan<FakeConnection> lend(JobOptions options) {
        Loan<FakeConnection> loan = bench.lend(job(options));
        assertThat(loan).isNotNull();
        return loan;
    }

    private static QueuedJob<FakeConnection, String> job(JobOptions options) {
        return Workbench.queued(ManualTimer.create(), new JobLedger(), connection -> "done", options);
    }
}
