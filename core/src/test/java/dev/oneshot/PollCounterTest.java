package dev.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.testing.CountingWaker;
import org.junit.jupiter.api.Test;

/** {@link PollCounter}: polls = pendings + completions, to the last one. */
class PollCounterTest {

    private final CountingWaker waker = new CountingWaker();
    private final PollCounter counter = new PollCounter();
    private final Oneshot<String> oneshot = Oneshot.create();
    private final Future<String> counted = counter.counted(oneshot.receiver());

    @Test
    void aPendingPoll() {
        counted.poll(waker.context());

        assertCounts(1, 1, 0, 0);
    }

    @Test
    void pendingThenWokenThenReady() {
        counted.poll(waker.context());
        oneshot.sender().send("value");
        assertCounts(1, 1, 0, 1);

        assertThat(counted.poll(waker.context())).isEqualTo(Poll.ready("value"));
        assertCounts(2, 1, 1, 1);
        assertThat(waker.wakes()).isOne();
    }

    @Test
    void aFailedPollCompletes() {
        oneshot.sender().fail(new IllegalArgumentException());

        assertThatThrownBy(() -> counted.poll(waker.context())).isInstanceOf(IllegalArgumentException.class);

        assertCounts(1, 0, 1, 0);
    }

    @Test
    void spuriousWakesCountEach() {
        Future<String> wakesTwice = counter.counted(context -> {
            context.waker().wake();
            context.waker().wake();
            return Poll.pending();
        });

        wakesTwice.poll(waker.context());

        assertCounts(1, 1, 0, 2);
        assertThat(waker.wakes()).isEqualTo(2);
    }

    @Test
    void closeIsPassedOn() {
        counted.close();

        assertThat(oneshot.sender().isClosed()).isTrue();
        assertCounts(0, 0, 0, 0);
    }

    @Test
    void whetherTheDriverBlocksIsPassedOn() {
        Future<Boolean> asks = counter.counted(context -> Poll.ready(context.isBlocking()));

        assertThat(asks.poll(Context.blocking(waker)).get()).isTrue();
    }

    private void assertCounts(long polls, long pendings, long completions, long wakes) {
        assertThat(counter.polls()).as("polls").isEqualTo(polls);
        assertThat(counter.pendings()).as("pendings").isEqualTo(pendings);
        assertThat(counter.completions()).as("completions").isEqualTo(completions);
        assertThat(counter.wakes()).as("wakes").isEqualTo(wakes);
    }
}
