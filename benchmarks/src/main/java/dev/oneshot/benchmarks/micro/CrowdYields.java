package dev.oneshot.benchmarks.micro;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.runner.LocalExecutor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a task among so many that are alive that no cache holds them: not for JMH, since only the turns are to be timed,
 * and not the starting of the tasks.
 *
 * <p>Virtual threads are missing: those that are there already take their turns before a new one comes to its first, so that
 * the last of a crowd may not come for minutes.
 */
public final class CrowdYields {

    private static final int TASKS = 1_000_000;
    private static final int TURNS = 10;

    private static final int TO_WARM_UP = 100_000;
    private static final int MEASUREMENTS = 3;

    private final int fork;
    private final List<MicroSample> samples = new ArrayList<>();

    private CrowdYields(int fork) {
        this.fork = fork;
    }

    /** Measures all contestants, each after a crowd that warms it up. */
    public static List<MicroSample> measure(int fork) throws InterruptedException {
        CrowdYields yields = new CrowdYields(fork);
        yields.of("oneshot", CrowdYields::onOurs);
        yields.of("kotlinCoroutines", Coroutines::takeTurns);
        yields.of("singleThreadExecutor", CrowdYields::onExecutor);
        return yields.samples;
    }

    private static void onOurs(Crowd crowd) {
        LocalExecutor local = LocalExecutor.create();
        for (int i = 0; i < crowd.tasks(); i++) {
            local.spawn(new Yielding(crowd));
        }
        local.runUntilStalled();
    }

    private static void onExecutor(Crowd crowd) throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        for (int i = 0; i < crowd.tasks(); i++) {
            executor.execute(new Resubmitted(crowd, executor));
        }
        crowd.awaitEnd();
        executor.shutdown();
    }

    private void of(String contestant, Contestant turns) throws InterruptedException {
        turns.take(new Crowd(TO_WARM_UP, TURNS));
        double[] nanos = new double[MEASUREMENTS];
        for (int i = 0; i < MEASUREMENTS; i++) {
            Crowd crowd = new Crowd(TASKS, TURNS);
            turns.take(crowd);
            nanos[i] = crowd.nanosPerTurn();
        }
        Arrays.sort(nanos);
        double median = nanos[MEASUREMENTS / 2];
        samples.add(new MicroSample("executor", "Yield in a crowd", contestant, "", fork, median, "ns/op", null));
        System.out.printf(Locale.ROOT, "%-18s %-28s %,10.1f ns/op%n", "Yield in a crowd", contestant, median);
    }

    @FunctionalInterface
    private interface Contestant {
        void take(Crowd crowd) throws InterruptedException;
    }

    private static final class Yielding implements Future<@Nullable Void> {

        private final Crowd crowd;
        private Crowd.@Nullable Member member;

        Yielding(Crowd crowd) {
            this.crowd = crowd;
        }

        @Override
        public Poll<@Nullable Void> poll(Context context) {
            Crowd.Member self = member;
            if (self == null) {
                self = crowd.join();
                member = self;
            }
            if (!self.goesOn()) {
                return Poll.ready(null);
            }
            context.waker().wake();
            return Poll.pending();
        }
    }

    private static final class Resubmitted implements Runnable {

        private final Crowd crowd;
        private final ExecutorService executor;
        private Crowd.@Nullable Member member;

        Resubmitted(Crowd crowd, ExecutorService executor) {
            this.crowd = crowd;
            this.executor = executor;
        }

        @Override
        public void run() {
            Crowd.Member self = member;
            if (self == null) {
                self = crowd.join();
                member = self;
            }
            if (self.goesOn()) {
                executor.execute(this);
            }
        }
    }
}
