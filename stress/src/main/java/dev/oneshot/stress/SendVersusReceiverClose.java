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
 * A send races with the close of the receiver, and exactly one of them wins.
 *
 * <p>The answer of {@code send} is the only thing the sender ever learns. If it says true, the value must be there for
 * {@code tryReceive}; if it says false, the caller still owns the value, so nobody else may get it. Deciding in two steps
 * (is it closed? then store) breaks the first half: the value is accepted, and overwritten by the close.
 */
@Outcome(id = "sent, value", expect = Expect.ACCEPTABLE, desc = "the send came first, and its value outlives the close")
@Outcome(
        id = "refused, receiver closed",
        expect = Expect.ACCEPTABLE,
        desc = "the close came first, and the caller keeps the value")
@Outcome(id = "sent, receiver closed", expect = Expect.FORBIDDEN, desc = "the value was accepted and lost")
@Outcome(id = "refused, value", expect = Expect.FORBIDDEN, desc = "the value was refused and delivered all the same")
public final class SendVersusReceiverClose {

    private SendVersusReceiverClose() {}

    @JCStressTest
    @JCStressMeta(SendVersusReceiverClose.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = channel.tryReceive();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(SendVersusReceiverClose.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.ENDS_IN_TWO_STEPS);

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = channel.tryReceive();
        }
    }
}
