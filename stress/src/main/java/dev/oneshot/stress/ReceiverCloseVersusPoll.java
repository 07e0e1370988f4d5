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
 * Another thread calls off a wait while the receiver's own driver polls: that driver must be released.
 *
 * <p>The closer plays the part of the sender in the handshake. Without the second look, the driver sleeps on a receiver
 * that nobody can send to any more.
 */
@Outcome(id = "pending, woken once", expect = Expect.ACCEPTABLE, desc = "the poll came first, and the close woke it")
@Outcome(
        id = "receiver closed, never woken",
        expect = Expect.ACCEPTABLE,
        desc = "the close came first, and the poll says so")
@Outcome(
        id = "receiver closed, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll says so, and was woken without need")
@Outcome(
        id = "pending, never woken",
        expect = Expect.FORBIDDEN,
        desc = "the driver waits for ever on a closed receiver")
public final class ReceiverCloseVersusPoll {

    private ReceiverCloseVersusPoll() {}

    @JCStressTest
    @JCStressMeta(ReceiverCloseVersusPoll.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();
        private final WakeCount waker = new WakeCount();

        @Actor
        public void closer() {
            channel.closeReceiver();
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
    @JCStressMeta(ReceiverCloseVersusPoll.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.LOOKS_AT_THE_OUTCOME_ONLY_ONCE);
        private final WakeCount waker = new WakeCount();

        @Actor
        public void closer() {
            channel.closeReceiver();
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
