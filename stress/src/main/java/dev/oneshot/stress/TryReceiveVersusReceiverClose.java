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
 * One thread looks for a value that was sent before, while another closes the receiver: a cancelled request whose own thread
 * is just about to look. Closing takes nothing away.
 */
@Outcome(id = "value, settled", expect = Expect.ACCEPTABLE, desc = "closed or not, the value is there")
@Outcome(
        id = {"receiver closed, .*", "pending, .*"},
        expect = Expect.FORBIDDEN,
        desc = "the sender was told that the value has arrived, and the look missed it")
public final class TryReceiveVersusReceiverClose {

    private TryReceiveVersusReceiverClose() {}

    @JCStressTest
    @JCStressMeta(TryReceiveVersusReceiverClose.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        public Intact() {
            channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = "pending".equals(result.r1) ? channel.tryReceive() : "settled";
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(TryReceiveVersusReceiverClose.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.CLOSES_OVER_THE_VALUE);

        public Broken() {
            channel.send("value");
        }

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeReceiver();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = "pending".equals(result.r1) ? channel.tryReceive() : "settled";
        }
    }
}
