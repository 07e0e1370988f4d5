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
 * The sender gives up while the receiver polls: a worker dies under a caller who is about to wait.
 *
 * <p>The handshake is that of a send; what must not be is a receiver that waits for a sender who has left.
 */
@Outcome(id = "pending, woken once", expect = Expect.ACCEPTABLE, desc = "the poll came first, and the close woke it")
@Outcome(
        id = "sender closed, never woken",
        expect = Expect.ACCEPTABLE,
        desc = "the close came first, and the poll says so")
@Outcome(
        id = "sender closed, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll says so, and was woken without need")
@Outcome(
        id = "pending, never woken",
        expect = Expect.FORBIDDEN,
        desc = "the receiver waits for ever for a sender who has left")
public final class SenderCloseVersusPoll {

    private SenderCloseVersusPoll() {}

    @JCStressTest
    @JCStressMeta(SenderCloseVersusPoll.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();
        private final WakeCount waker = new WakeCount();

        @Actor
        public void sender() {
            channel.closeSender();
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
    @JCStressMeta(SenderCloseVersusPoll.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.LOOKS_AT_THE_OUTCOME_ONLY_ONCE);
        private final WakeCount waker = new WakeCount();

        @Actor
        public void sender() {
            channel.closeSender();
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
