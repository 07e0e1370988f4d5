package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A send races with the first poll of the receiver, and no wake-up is lost.
 *
 * <p>The receiver stores its waker and then looks for the value; the sender stores the value and then looks for a waker.
 * So at least one of them sees the other. Whoever turns either pair round gets a receiver that sleeps for ever beside its
 * value.
 */
@Outcome(id = "pending, woken once", expect = Expect.ACCEPTABLE, desc = "the poll came first, and the send woke it")
@Outcome(
        id = "value, never woken",
        expect = Expect.ACCEPTABLE,
        desc = "the send came first, and the poll took the value")
@Outcome(
        id = "value, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll took the value, and was woken without need")
@Outcome(id = "pending, never woken", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
public final class SendVersusPoll {

    private SendVersusPoll() {}

    @JCStressTest
    @JCStressMeta(SendVersusPoll.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();
        private final WakeCount waker = new WakeCount();

        @Actor
        public void sender() {
            channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.poll(waker);
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(SendVersusPoll.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.LOOKS_FOR_THE_WAKER_TOO_EARLY);
        private final WakeCount waker = new WakeCount();

        @Actor
        public void sender() {
            channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.poll(waker);
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }
}
