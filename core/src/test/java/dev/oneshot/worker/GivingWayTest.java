package dev.oneshot.worker;

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

    @Test
    void oneOfSoManyLoansEndsWithGivingWay() {
        Bench<FakeConnection> bench = Workbench.bench(new ReentrantLock());
        bench.seat();
        List<Integer> givingWay = new ArrayList<>();
        for (int number = 1; number <= 2 * Bench.LOANS_IN_A_ROW; number++) {
            Loan<FakeConnection> loan = bench.lend(job());
            assertThat(loan).isNotNull();
            if (loan.givesWay) {
                givingWay.add(number);
            }
            assertThat(bench.giveBack(loan)).isTrue();
        }
        assertThat(givingWay).containsExactly(Bench.LOANS_IN_A_ROW, 2 * Bench.LOANS_IN_A_ROW);
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

    private static QueuedJob<FakeConnection, String> job() {
        return Workbench.queued(ManualTimer.create(), new JobLedger(), connection -> "done", JobOptions.defaults());
    }
}
