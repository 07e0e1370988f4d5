package dev.oneshot.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** One thread looks for a value, while the sender gives up without one. Whoever looks afterwards is told. */
@Outcome(
        id = {"pending, sender closed", "sender closed, settled"},
        expect = Expect.ACCEPTABLE,
        desc = "whether it looked too early or not, the end is seen")
@Outcome(
        id = "pending, pending",
        expect = Expect.FORBIDDEN,
        desc = "the end was lost, and a receiver would wait for ever")
public final class TryReceiveVersusSenderClose {

    private TryReceiveVersusSenderClose() {}

    @JCStressTest
    @JCStressMeta(TryReceiveVersusSenderClose.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeSender();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = "pending".equals(result.r1) ? channel.tryReceive() : "settled";
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(TryReceiveVersusSenderClose.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.PUTS_BACK_WHAT_IT_SAW);

        @Actor
        public void receiver(LL_Result result) {
            result.r1 = channel.tryReceive();
        }

        @Actor
        public void closer() {
            channel.closeSender();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = "pending".equals(result.r1) ? channel.tryReceive() : "settled";
        }
    }
}
