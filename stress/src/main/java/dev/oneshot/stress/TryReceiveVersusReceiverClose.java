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
 * One thread looks for the value, another closes the receiver, while the sender sends: a cancelled request, say, whose own
 * thread is just about to look. Whoever was told "sent" is believed: the value is found by that look or by the last one.
 */
@Outcome(id = "sent, value, taken", expect = Expect.ACCEPTABLE, desc = "sent, found, and then closed for nothing")
@Outcome(id = "sent, pending, value", expect = Expect.ACCEPTABLE, desc = "looked too early; the last look finds it")
@Outcome(
        id = {"refused, pending, receiver closed", "refused, receiver closed, receiver closed"},
        expect = Expect.ACCEPTABLE,
        desc = "the close came first, and the caller keeps the value")
@Outcome(
        id = {"sent, pending, receiver closed", "sent, receiver closed, receiver closed", "sent, receiver closed, value"
        },
        expect = Expect.FORBIDDEN,
        desc = "the value was accepted, and a look after the close missed it")
@Outcome(
        id = {"refused, value, .*", "refused, .*, value"},
        expect = Expect.FORBIDDEN,
        desc = "the value was refused and delivered all the same")
@Outcome(id = ".*, .*, pending", expect = Expect.FORBIDDEN, desc = "a closed channel is still pending")
public final class TryReceiveVersusReceiverClose {

    private TryReceiveVersusReceiverClose() {}

    private static String lastLook(Channel channel, Object earlier) {
        return "value".equals(earlier) ? "taken" : channel.tryReceive();
    }

    @JCStressTest
    @JCStressMeta(TryReceiveVersusReceiverClose.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        @Actor
        public void sender(LLL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void receiver(LLL_Result result) {
            result.r2 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = lastLook(channel, result.r2);
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(TryReceiveVersusReceiverClose.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.ENDS_IN_TWO_STEPS);

        @Actor
        public void sender(LLL_Result result) {
            result.r1 = channel.send("value");
        }

        @Actor
        public void receiver(LLL_Result result) {
            result.r2 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = lastLook(channel, result.r2);
        }
    }
}
