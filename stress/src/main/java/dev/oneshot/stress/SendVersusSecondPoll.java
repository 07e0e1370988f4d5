package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A send races with a second poll, which brings another waker: the receiver has moved to another driver.
 *
 * <p>If that poll was told pending, its own waker must be woken: a wake-up of the earlier one reaches a driver that has
 * gone away. That the sender finds a waker is therefore not enough; the receiver must look again after it stored the new
 * one.
 */
@Outcome(
        id = "pending, never woken, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "the poll came first, and its waker was woken")
@Outcome(
        id = "value, woken once, never woken",
        expect = Expect.ACCEPTABLE,
        desc = "the send came first and found the earlier waker; the poll took the value")
@Outcome(
        id = "value, never woken, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll took the value, and was woken without need")
@Outcome(
        id = "value, never woken, never woken",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll took the value, and took back its waker in time")
@Outcome(
        id = "pending, woken once, never woken",
        expect = Expect.FORBIDDEN,
        desc = "only the driver that had gone was woken")
@Outcome(id = "pending, never woken, never woken", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
public final class SendVersusSecondPoll {

    private SendVersusSecondPoll() {}

    @JCStressTest
    @JCStressMeta(SendVersusSecondPoll.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();
        private final WakeCount earlier = new WakeCount();
        private final WakeCount latest = new WakeCount();

        public Intact() {
            channel.poll(earlier);
        }

        @Actor
        public void sender() {
            channel.send("value");
        }

        @Actor
        public void receiver(LLL_Result result) {
            result.r1 = channel.poll(latest);
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r2 = earlier.inWords();
            result.r3 = latest.inWords();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(SendVersusSecondPoll.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.LOOKS_AT_THE_OUTCOME_ONLY_ONCE);
        private final WakeCount earlier = new WakeCount();
        private final WakeCount latest = new WakeCount();

        public Broken() {
            channel.poll(earlier);
        }

        @Actor
        public void sender() {
            channel.send("value");
        }

        @Actor
        public void receiver(LLL_Result result) {
            result.r1 = channel.poll(latest);
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r2 = earlier.inWords();
            result.r3 = latest.inWords();
        }
    }
}
