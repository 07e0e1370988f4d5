package dev.oneshot.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller borrows and gives back, the thread wants its connection now and then, and a stop interrupts whoever has it. */
@Timeout(120)
class BenchRaceTest {

    private static final int LOANS = 300_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Bench<FakeConnection> bench = Workbench.bench(lock);
    private final QueuedJob<FakeConnection, ?> job =
            Workbench.queued(Timer.system(), new JobLedger(), FakeConnection::number, JobOptions.defaults());
    private final AtomicReference<String> mistake = new AtomicReference<>();
    private volatile boolean over;

    /** Belongs to whoever has the connection; not volatile on purpose. Of two users at once one would not be counted. */
    private int uses;

    private int usesByTheOwner;

    @Test
    void theConnectionHasOneUserAndTheCallerKeepsNoInterrupt() throws Exception {
        lock.lock();
        bench.seat();
        lock.unlock();
        Thread owner = new Thread(this::takeTurns);
        Thread stopper = new Thread(this::interruptBorrowers);
        owner.start();
        stopper.start();

        int loans = 0;
        while (loans < LOANS && owner.isAlive()) {
            loans += borrow() ? 1 : 0;
        }
        over = true;

        Workbench.join(stopper);
        Workbench.join(owner);
        assertThat(mistake.get()).isNull();
        assertThat(loans).isEqualTo(LOANS);
        assertThat(uses).as("one at a time").isEqualTo(LOANS + usesByTheOwner);
        assertThat(bench.lentWrites()).isEqualTo(LOANS);
        assertThat(bench.loan()).isNull();
    }

    private boolean borrow() {
        Loan<FakeConnection> loan = bench.lend(job);
        if (loan == null) {
            return false;
        }
        use();
        if (!bench.giveBack(loan)) {
            lock.lock();
            bench.takeBack(loan, false);
            lock.unlock();
        }
        loan.settleInterrupts();
        if (Thread.interrupted()) {
            mistake.compareAndSet(null, "an interrupt that was meant for the job was left to its caller");
        }
        return true;
    }

    private void takeTurns() {
        while (!over) {
            lock.lock();
            bench.rise();
            use();
            usesByTheOwner++;
            bench.seat();
            lock.unlock();
            Thread.yield();
        }
    }

    private void interruptBorrowers() {
        while (!over) {
            lock.lock();
            bench.interruptBorrower();
            lock.unlock();
            Thread.yield();
        }
    }

    private void use() {
        int before = uses;
        for (int i = 0; i < 10; i++) {
            Thread.onSpinWait();
        }
        uses = before + 1;
    }
}
