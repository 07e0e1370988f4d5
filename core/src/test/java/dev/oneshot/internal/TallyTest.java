package dev.oneshot.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TallyTest {

    private static final int SHARES = 20_000;
    private static final int EACH = 3;

    private final Tally tally = new Tally();

    @Test
    void whatIsAddedToAShareCountsBesideAllElse() {
        Share share = new Share();
        share.increment();
        tally.increment();

        tally.open(share);
        share.increment();

        assertThat(tally.sum()).isEqualTo(3);
    }

    @Test
    void oneShareCountsInSeveralTallies() {
        Tally other = new Tally();
        Share share = new Share();
        tally.open(share);
        other.open(share);

        share.increment();
        other.settle(share);

        assertThat(tally.sum()).isOne();
        assertThat(other.sum()).isOne();
    }

    @Test
    void aShareThatIsSettledTwiceCountsOnce() {
        Share share = new Share();
        tally.open(share);
        share.increment();

        tally.settle(share);
        tally.settle(share);

        assertThat(tally.sum()).isOne();
    }

    @Test
    void whoLooksWhileSharesComeAndGoSeesNoneTwiceAndMissesNone() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        Thread owner = new Thread(() -> {
            try {
                looking.await();
            } catch (InterruptedException e) {
                return;
            }
            for (int i = 0; i < SHARES; i++) {
                Share share = new Share();
                tally.open(share);
                for (int j = 0; j < EACH; j++) {
                    share.increment();
                }
                tally.settle(share);
            }
        });
        owner.start();

        long last = 0;
        do {
            looking.countDown();
            long now = tally.sum();
            assertThat(now).isBetween(last, (long) SHARES * EACH);
            last = now;
        } while (owner.isAlive());
        owner.join();

        assertThat(tally.sum()).isEqualTo((long) SHARES * EACH);
    }
}
