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
 * Two threads complete one channel, and exactly one of them wins.
 *
 * <p>The loser must be told, as it is a mistake in the program, and the value that is received must be the winner's.
 */
@Outcome(id = "sent, too late, first", expect = Expect.ACCEPTABLE, desc = "the first won")
@Outcome(id = "too late, sent, second", expect = Expect.ACCEPTABLE, desc = "the second won")
@Outcome(
        id = {"sent, sent, first", "sent, sent, second"},
        expect = Expect.FORBIDDEN,
        desc = "both were told that they had won, and one value was lost")
@Outcome(
        id = {"sent, too late, second", "too late, sent, first"},
        expect = Expect.FORBIDDEN,
        desc = "the loser's value was delivered")
public final class SendVersusSend {

    private SendVersusSend() {}

    @JCStressTest
    @JCStressMeta(SendVersusSend.class)
    @State
    public static class Intact {

        private final Channel channel = new IntactChannel();

        @Actor
        public void first(LLL_Result result) {
            result.r1 = channel.send("first");
        }

        @Actor
        public void second(LLL_Result result) {
            result.r2 = channel.send("second");
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = channel.tryReceive();
        }
    }

    /** The twin that shows that this race bites. */
    @JCStressTest
    @JCStressMeta(SendVersusSend.class)
    @State
    public static class Broken {

        private final Channel channel = new BrokenChannel(BrokenChannel.Flaw.ENDS_IN_TWO_STEPS);

        @Actor
        public void first(LLL_Result result) {
            result.r1 = channel.send("first");
        }

        @Actor
        public void second(LLL_Result result) {
            result.r2 = channel.send("second");
        }

        @Arbiter
        public void afterwards(LLL_Result result) {
            result.r3 = channel.tryReceive();
        }
    }
}
