package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A receiver that gives up closes first and looks a last time afterwards, while the sender sends.
 *
 * <p>This is how a time-out loses no value: after {@code close} nothing can arrive any more, so one look tells the truth.
 * Tokio once failed it (tokio-rs/tokio#4225).
 */
@Outcome(
        id = "sent, value",
        expect = Expect.ACCEPTABLE,
        desc = "the send came first, and the last look finds its value")
@Outcome(
        id = "refused, receiver closed",
        expect = Expect.ACCEPTABLE,
        desc = "the close came first, and the caller keeps the value")
@Outcome(
        id = "sent, receiver closed",
        expect = Expect.FORBIDDEN,
        desc = "the value was accepted, and the last look missed it")
@Outcome(id = "refused, value", expect = Expect.FORBIDDEN, desc = "the value was refused and delivered all the same")
@Outcome(
        id = {"sent, pending", "refused, pending"},
        expect = Expect.FORBIDDEN,
        desc = "a closed channel is still pending")
public final class SendVersusCloseThenTryReceive {

    private SendVersusCloseThenTryReceive() {}

    @JCStressTest
    @JCStressMeta(SendVersusCloseThenTryReceive.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            channel.closeReceiver();
            result.r2 = channel.tryReceive();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(SendVersusCloseThenTryReceive.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.ENDS_IN_TWO_STEPS);

        @Actor
        public void sender(LL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            channel.closeReceiver();
            result.r2 = channel.tryReceive();
        }
    }
}
