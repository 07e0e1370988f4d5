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
 * The receiver closes while the sender begins to wait for just that, by its {@code closed()} future.
 *
 * <p>The same handshake, in the other direction. The future is created in the race, too: the closer may come before there
 * is anything to wake.
 */
@Outcome(id = "pending, woken once", expect = Expect.ACCEPTABLE, desc = "the poll came first, and the close woke it")
@Outcome(id = "ended, never woken", expect = Expect.ACCEPTABLE, desc = "the close came first, and the poll says so")
@Outcome(
        id = "ended, woken once",
        expect = Expect.ACCEPTABLE,
        desc = "they met: the poll says so, and was woken without need")
@Outcome(id = "pending, never woken", expect = Expect.FORBIDDEN, desc = "the sender works on for nobody")
public final class ReceiverCloseVersusClosedFuture {

    private ReceiverCloseVersusClosedFuture() {}

    @JCStressTest
    @JCStressMeta(ReceiverCloseVersusClosedFuture.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();
        private final WakeCount waker = new WakeCount();

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.pollClosed(waker);
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(ReceiverCloseVersusClosedFuture.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.LOOKS_AT_THE_OUTCOME_ONLY_ONCE);
        private final WakeCount waker = new WakeCount();

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.pollClosed(waker);
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }
}
