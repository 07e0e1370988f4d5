package dev.oneshot.stress;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Oneshot;
import dev.oneshot.Waker;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A future within a join becomes ready while the join is polled again.
 *
 * <p>The join stores the waker of the poll and then takes those that were woken; a woken future puts itself among them
 * and then looks for that waker. So at least one of them sees the other.
 */
@Outcome(id = "pending, woken once", expect = Expect.ACCEPTABLE, desc = "the poll came first, and its waker was woken")
@Outcome(id = "ready, never woken", expect = Expect.ACCEPTABLE, desc = "the poll saw the value")
@Outcome(id = "ready, woken once", expect = Expect.ACCEPTABLE, desc = "they met: a wake-up without need")
@Outcome(id = "pending, never woken", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
public final class JoinWakeVersusPoll {

    private JoinWakeVersusPoll() {}

    @JCStressTest
    @JCStressMeta(JoinWakeVersusPoll.class)
    @State
    public static class Intact {

        private final Oneshot<String> oneshot = Oneshot.create();
        private final Future<?> join = Futures.join(List.of(oneshot.receiver()));
        private final WakeCount waker = new WakeCount();

        public Intact() {
            join.poll(Context.of(Waker.noop()));
        }

        @Actor
        public void sender() {
            oneshot.sender().send("value");
        }

        @Actor
        public void driver(LL_Result result) {
            result.r1 = join.poll(Context.of(waker)).isReady() ? "ready" : "pending";
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }

    /** The twin that shows that this race bites: it takes the woken before it stores the waker. */
    @JCStressTest
    @JCStressMeta(JoinWakeVersusPoll.class)
    @State
    public static class Broken {

        private final WakeCount waker = new WakeCount();
        private volatile boolean woken;
        private volatile Waker stored = Waker.noop();

        @Actor
        public void sender() {
            woken = true;
            stored.wake();
        }

        @Actor
        public void driver(LL_Result result) {
            result.r1 = woken ? "ready" : "pending";
            stored = waker;
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r2 = waker.inWords();
        }
    }
}
