package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A program of {@link MillionTasksTest}, run in a small heap: prints what a million tasks came to. */
final class MillionTasks {

    private static final int MILLION = 1_000_000;
    private static final int YIELDS = 10;

    private MillionTasks() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "yield" -> yieldTenTimes();
            case "sleep" -> sleep();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void yieldTenTimes() {
        LocalExecutor executor = LocalExecutor.create();
        for (int i = 0; i < MILLION; i++) {
            executor.spawn(new Yields());
        }
        executor.runUntilStalled();
        print(executor.metrics());
    }

    private static void sleep() {
        AtomicLong clock = new AtomicLong();
        LocalExecutor executor = LocalExecutor.builder().clock(clock::get).build();
        for (int i = 0; i < MILLION; i++) {
            executor.spawn(executor.timer().sleep(Duration.ofMillis(1 + i)));
        }
        executor.runUntilStalled();
        print(executor.metrics());
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(MILLION / 2));
        executor.runUntilStalled();
        print(executor.metrics());
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(MILLION / 2));
        executor.runUntilStalled();
        print(executor.metrics());
    }

    private static void print(ExecutorMetrics metrics) {
        System.out.println("spawned " + metrics.spawned() + ", live " + metrics.live() + ", polls " + metrics.polls());
    }

    /** Pending ten times, and woken each time. */
    private static final class Yields implements Future<Integer> {

        private int yields;

        @Override
        public Poll<Integer> poll(Context context) {
            if (yields == YIELDS) {
                return Poll.ready(yields);
            }
            yields++;
            context.waker().wake();
            return Poll.pending();
        }
    }
}
