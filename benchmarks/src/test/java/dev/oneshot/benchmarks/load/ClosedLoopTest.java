package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void countsWhatAllCallersWereAnswered() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Reading reading = measure(calls::incrementAndGet);
        assertThat(reading.perSecond()).isLessThanOrEqualTo(calls.get() / 0.02);
        assertThat(calls).hasPositiveValue();
        assertThat(reading.maxMicros()).isGreaterThanOrEqualTo(reading.medianMicros());
    }

    @Test
    void remembersTheWaitOfThoseWhoseAnswerComesTooLate() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Reading reading = measure(() -> clock.addAndGet(SHORT.toNanos() * 2), clock::get);
        assertThat(reading.perSecond()).isZero();
        assertThat(reading.medianMicros()).isGreaterThanOrEqualTo(SHORT.toNanos() * 2 / 1000.0 * 0.9);
    }

    @Test
    void endsForAllAtOnceEvenForThoseWhoHaveHardlyStarted() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        // The first call uses up the time of all before any other one is answered.
        Reading reading = measure(
                () -> {
                    if (calls.getAndIncrement() == 0) {
                        clock.addAndGet(SHORT.toNanos() + 1);
                        over.countDown();
                    }
                    over.await();
                },
                clock::get);
        assertThat(reading.perSecond()).isZero();
        assertThat(calls).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void endsWithTheFirstFailureAndSaysWhose() {
        assertThatIllegalStateException()
                .isThrownBy(() -> measure(() -> {
                    throw new IllegalArgumentException("broken");
                }))
                .withMessageContaining("fake failed at nothing")
                .withMessageContaining("broken");
    }

    @Test
    void countsCallsThatOthersWereInTheWayOfAndGoesOn() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Call contended = () -> {
            if (calls.incrementAndGet() % 2 == 0) {
                throw new IllegalArgumentException(FakeContestant.IN_THE_WAY);
            }
        };
        Reading reading = measure(contended);
        assertThat(reading.failures()).isEqualTo(calls.get() / 2);
        assertThat(reading.perSecond()).isLessThanOrEqualTo((calls.get() - reading.failures()) / 0.02);
    }

    private static Reading measure(Call call) throws InterruptedException {
        return measure(call, System::nanoTime);
    }

    private static Reading measure(Call call, LongSupplier clock) throws InterruptedException {
        return ClosedLoop.measure(
                new FakeContestant("fake", call), Operation.NOTHING, 3, CallerThreads.PLATFORM, SHORT, clock);
    }
}
