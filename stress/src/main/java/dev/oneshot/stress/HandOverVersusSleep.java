package dev.oneshot.stress;

import dev.oneshot.Oneshot;
import dev.oneshot.Poll;
import dev.oneshot.runner.LocalExecutor;
import dev.oneshot.time.FutureTimeoutException;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A task comes from another thread while the executor, which has nothing to do, falls asleep.
 *
 * <p>The time-out is there only to tell a missed hand-over from a long wait. The twin has no thread that sleeps: there,
 * the hand-over is missed when nobody is left who would end the sleep.
 */
@Outcome(id = "ran", expect = Expect.ACCEPTABLE, desc = "the executor saw the task, or was woken for it")
@Outcome(id = "sleeps for ever", expect = Expect.FORBIDDEN, desc = "the hand-over was missed")
public final class HandOverVersusSleep {

    private HandOverVersusSleep() {}

    @JCStressTest
    @JCStressMeta(HandOverVersusSleep.class)
    @State
    public static class Intact {

        private static final Duration FOR_EVER = Duration.ofSeconds(20);

        private final LocalExecutor executor = LocalExecutor.create();
        private final Oneshot<String> oneshot = Oneshot.create();

        @Actor
        public void owner(L_Result result) {
            try {
                result.r1 = executor.run(executor.timer().timeout(oneshot.receiver(), FOR_EVER));
            } catch (FutureTimeoutException e) {
                result.r1 = "sleeps for ever";
            }
        }

        @Actor
        public void other() {
            executor.spawn(context -> Poll.ready(oneshot.sender().send("ran")));
        }
    }

    /** The twin that shows that this race bites: its owner looks into the inbox before it says that it sleeps. */
    @JCStressTest
    @JCStressMeta(HandOverVersusSleep.class)
    @State
    public static class Broken {

        private volatile boolean inbox;
        private volatile boolean asleep;
        private volatile boolean unparked;
        private volatile boolean otherIsDone;

        @Actor
        public void owner(L_Result result) {
            boolean seen = inbox;
            asleep = true;
            while (!otherIsDone) {
                Thread.onSpinWait();
            }
            result.r1 = seen || unparked ? "ran" : "sleeps for ever";
        }

        @Actor
        public void other() {
            inbox = true;
            if (asleep) {
                unparked = true;
            }
            otherIsDone = true;
        }
    }
}
