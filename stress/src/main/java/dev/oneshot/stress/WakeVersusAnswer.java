package dev.oneshot.stress;

import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A second wake-up races with the poll that answers the first one.
 *
 * <p>A waker promises that whatever happened before {@code wake()} is visible to the poll that follows. The second
 * waker finds that a poll is due already and has nothing to do, but the promise is made to it, too: the poll must see
 * what it wrote, even by a plain write, or there must be another one. A waker that merely looks at the driver's state
 * breaks it: its look may be over before its write has left the processor, and the poll goes by without both.
 */
@Outcome(id = "written, no poll is due", expect = Expect.ACCEPTABLE, desc = "the poll answered both wake-ups")
@Outcome(id = "nothing, a poll is due", expect = Expect.ACCEPTABLE, desc = "the second wake-up got a poll of its own")
@Outcome(id = "written, a poll is due", expect = Expect.ACCEPTABLE, desc = "a poll without need")
@Outcome(id = "nothing, no poll is due", expect = Expect.FORBIDDEN, desc = "the second wake-up was lost")
@NullUnmarked // the parties fill the fields while they race
public final class WakeVersusAnswer {

    private WakeVersusAnswer() {}

    /** The driver behind {@code toCompletableFuture}, its executor stepped by the actor. */
    @JCStressTest
    @JCStressMeta(WakeVersusAnswer.class)
    @State
    public static class Intact {

        private final Queue<Runnable> due = new ArrayDeque<>();
        private final CompletableFuture<String> driven;
        private Waker waker;
        private String written;

        public Intact() {
            Future<String> future = context -> {
                waker = context.waker();
                return written == null ? Poll.pending() : Poll.ready(written);
            };
            driven = future.toCompletableFuture(due::add);
            waker.wake();
        }

        @Actor
        public void second() {
            written = "written";
            waker.wake();
        }

        @Actor
        public void driver() {
            due.remove().run();
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = driven.getNow("nothing");
            result.r2 = due.isEmpty() ? "no poll is due" : "a poll is due";
        }
    }

    /** The twin that shows that this race bites: it looks before it writes, as a driver with a plain flag does. */
    @JCStressTest
    @JCStressMeta(WakeVersusAnswer.class)
    @State
    public static class Broken {

        private volatile boolean due = true;
        private String written;
        private String seen;

        @Actor
        public void second() {
            written = "written";
            if (!due) {
                due = true;
            }
        }

        @Actor
        public void driver() {
            due = false;
            seen = written;
        }

        @Arbiter
        public void afterwards(LL_Result result) {
            result.r1 = seen == null ? "nothing" : seen;
            result.r2 = due ? "a poll is due" : "no poll is due";
        }
    }
}
