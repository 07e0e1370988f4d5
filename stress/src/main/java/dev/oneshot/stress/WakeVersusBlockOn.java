package dev.oneshot.stress;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.runner.BlockOnTimeoutException;
import dev.oneshot.runner.Runner;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * {@link WakeVersusAnswer} for a thread in {@code blockOn}: a wake-up from elsewhere meets the poll that answers the
 * future's own one, and the thread must not sleep on.
 *
 * <p>The time-out is there only to tell a lost wake-up from a long wait, so it is far longer than any wait can be. The
 * twin has no thread that sleeps: there, a wake-up is lost when none is left that would end the sleep.
 */
@Outcome(id = "answered", expect = Expect.ACCEPTABLE, desc = "the thread saw what was written before the wake-up")
@Outcome(id = "sleeps for ever", expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
@NullUnmarked // the parties fill the fields while they race
public final class WakeVersusBlockOn {

    private WakeVersusBlockOn() {}

    @JCStressTest
    @JCStressMeta(WakeVersusBlockOn.class)
    @State
    public static class Intact implements Future<String> {

        private static final Runner RUNNER = Runner.create();
        private static final Duration FOR_EVER = Duration.ofSeconds(20);

        private volatile Waker waker;
        private String written;

        @Override
        public Poll<String> poll(Context context) {
            if (written != null) {
                return Poll.ready(written);
            }
            if (waker == null) {
                context.waker().wake();
                waker = context.waker();
            }
            return Poll.pending();
        }

        @Actor
        public void sleeper(L_Result result) {
            try {
                result.r1 = RUNNER.blockOn(this, FOR_EVER);
            } catch (BlockOnTimeoutException e) {
                result.r1 = "sleeps for ever";
            }
        }

        @Actor
        public void other() {
            while (waker == null) {
                Thread.onSpinWait();
            }
            written = "answered";
            waker.wake();
        }
    }

    /** The twin that shows that this race bites: its waker looks at the flag before it sets it. */
    @JCStressTest
    @JCStressMeta(WakeVersusBlockOn.class)
    @State
    public static class Broken {

        private volatile boolean notified = true;
        private volatile boolean otherIsDone;
        private String written;

        @Actor
        public void sleeper(L_Result result) {
            notified = false;
            String seen = written;
            while (!otherIsDone) {
                Thread.onSpinWait();
            }
            result.r1 = seen != null || notified ? "answered" : "sleeps for ever";
        }

        @Actor
        public void other() {
            written = "answered";
            if (!notified) {
                notified = true;
            }
            otherIsDone = true;
        }
    }
}
