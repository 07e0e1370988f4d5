package dev.oneshot.worker;

import static dev.oneshot.worker.GivingWay.ALONE_NANOS;
import static dev.oneshot.worker.GivingWay.LOANS_IN_A_ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.ManualTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** A borrower on a virtual thread keeps the others from running, unless it gives way. */
class GivingWayTest {

    private static final long ADA = 7;
    private static final long BOB = 8;

    private final GivingWay givingWay = new GivingWay();
    private final ManualTimer timer = ManualTimer.create();

    /** Before zero, as the clock of the system may be. */
    private long now = -ALONE_NANOS * ALONE_NANOS;

    @Test
    void whoBorrowsAloneGivesWayOnceInAWhile() {
        assertThat(loansUntilDue(ADA, 0)).isEqualTo(LOANS_IN_A_ROW);
        assertThat(loansUntilDue(ADA, ALONE_NANOS / 1000)).isEqualTo(1000);
    }

    @Test
    void whoBorrowsAloneForLongJobsGivesWayAfterSoManyLoans() {
        assertThat(loansUntilDue(ADA, 0)).isEqualTo(LOANS_IN_A_ROW);
        assertThat(loansUntilDue(ADA, ALONE_NANOS)).isEqualTo(LOANS_IN_A_ROW);
    }

    @Test
    void thoseWhoTakeTurnsGiveWayAfterSoManyLoansHoweverQuickTheyAre() {
        for (int turn = 0; turn < 8; turn++) {
            assertThat(loansUntilDue(turn % 2 == 0 ? ADA : BOB, 0)).isEqualTo(LOANS_IN_A_ROW);
        }
    }

    @Test
    void whoIsAloneAgainGivesWayLikeOneThatAlwaysWas() {
        loansUntilDue(ADA, 0);
        loansUntilDue(BOB, 0);
        assertThat(loansUntilDue(ADA, 0)).isEqualTo(LOANS_IN_A_ROW);
        assertThat(loansUntilDue(ADA, 1)).isEqualTo((int) ALONE_NANOS);
    }

    @Test
    void aBorrowerIsToldThatItIsDue() {
        Bench<FakeConnection> bench = Workbench.bench(new ReentrantLock());
        bench.seat();
        List<Integer> givingWay = new ArrayList<>();
        for (int number = 1; number <= 2 * LOANS_IN_A_ROW; number++) {
            // The clock stands still, and nobody else borrows: the first time is the last.
            Loan<FakeConnection> loan = bench.lend(job());
            assertThat(loan).isNotNull();
            if (loan.givesWay) {
                givingWay.add(number);
            }
            assertThat(bench.giveBack(loan)).isTrue();
        }
        assertThat(givingWay).containsExactly(LOANS_IN_A_ROW);
    }

    @Test
    void aVirtualThreadIsKnownAsOne() throws Exception {
        assertThat(VirtualThreads.isCurrent()).isFalse();
        FutureTask<Boolean> asked = new FutureTask<>(VirtualThreads::isCurrent);
        boolean hasThem = Runtime.version().feature() >= 21;
        if (hasThem) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, asked);
        } else {
            asked.run();
        }
        assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(hasThem);
    }

    /** How many loans this thread is given until one of them ends with giving way, each so much later than the one before. */
    private int loansUntilDue(long thread, long step) {
        int loans = 1;
        now += step;
        while (!givingWay.isDueAfter(thread, now)) {
            now += step;
            loans++;
        }
        return loans;
    }

    private QueuedJob<FakeConnection, String> job() {
        return Workbench.queued(timer, new JobLedger(), connection -> "done", JobOptions.defaults());
    }
}
