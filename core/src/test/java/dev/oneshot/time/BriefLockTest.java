package dev.oneshot.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.testing.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** One thread at a time, also where the others have stopped looking. */
class BriefLockTest {

    private static final int THREADS = 4;
    private static final int STEPS = 200_000;

    private final BriefLock lock = new BriefLock();
    private int count;

    @Test
    void oneThreadAtATimeIsInside() throws Throwable {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Bounded.Running<Integer>> others = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            others.add(Bounded.start(() -> {
                start.await();
                return countUp();
            }));
        }
        for (Bounded.Running<Integer> other : others) {
            Bounded.get(other.outcome());
        }

        assertThat(count).isEqualTo(THREADS * STEPS);
    }

    @Test
    void whoNapsWhileItIsTakenGetsItOnceItIsFree() throws Throwable {
        lock.lock();
        Bounded.Running<Integer> napping = Bounded.start(this::countUp);
        Bounded.untilParked(napping.thread());
        assertThat(count).isZero();

        lock.unlock();

        assertThat(Bounded.get(napping.outcome())).isEqualTo(STEPS);
    }

    private int countUp() {
        for (int i = 0; i < STEPS; i++) {
            lock.lock();
            try {
                count++;
            } finally {
                lock.unlock();
            }
        }
        return count;
    }
}
