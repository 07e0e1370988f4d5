package dev.oneshot.worker;

import dev.oneshot.Receiver;
import dev.oneshot.runner.Runner;
import dev.oneshot.time.ManualTimer;
import dev.oneshot.time.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A worker over a scripted connector and a clock that stands still; stopped, with its gates open, after the test. Each job
 * has a transaction of its own, unless the test asks for groups.
 */
final class Workbench implements AfterEachCallback {

    private static final Duration GUARD = Duration.ofSeconds(30);

    final ManualTimer timer = ManualTimer.create();
    final ScriptedConnector connector;
    final ConnectionWorker<FakeConnection> worker;

    Workbench() {
        this(settings -> settings);
    }

    Workbench(UnaryOperator<WorkerBuilder<FakeConnection>> settings) {
        this(new ScriptedConnector(), settings);
    }

    Workbench(ScriptedConnector connector, UnaryOperator<WorkerBuilder<FakeConnection>> settings) {
        this.connector = connector;
        worker = settings.apply(ConnectionWorker.over(connector)
                        .name("orders")
                        .timer(timer)
                        .group(1, Duration.ofSeconds(1))
                        .reconnectPauses(Duration.ofMillis(1), Duration.ofMillis(2))
                        .stopTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /** Starts the worker and occupies it: the gate's job runs, and all that follow wait behind it. */
    Gate startOccupied() throws InterruptedException {
        worker.start();
        return occupy();
    }

    Gate occupy() throws InterruptedException {
        Gate gate = new Gate();
        worker.submit(gate, JobOptions.named("gate").withoutDeadline());
        gate.awaitEntered();
        return gate;
    }

    /** A job that adds to the connector's record that it ran. */
    Job<FakeConnection, String> job(String name) {
        return connection -> {
            connector.record("run " + name);
            return name;
        };
    }

    /** The writer's side of a worker that has no thread. */
    static Side<FakeConnection> side(Timer timer, JobLedger ledger) {
        return Side.writer(
                ConnectionWorker.over(new ScriptedConnector()).name("orders").timer(timer), ledger);
    }

    /** A job of such a worker: the test itself does with it what it likes. */
    static <R> QueuedJob<FakeConnection, R> queued(
            Timer timer, JobLedger ledger, Job<FakeConnection, R> job, JobOptions options) {
        return new QueuedJob<>(side(timer, ledger), job, job, options);
    }

    /** The bench of a thread that there is not. */
    static Bench<FakeConnection> bench(Lock lock) {
        Side<FakeConnection> side = Side.writer(ConnectionWorker.over(new ScriptedConnector()), new JobLedger());
        Link<FakeConnection> link = side.seats().get(0).link();
        return new Bench<>(new WorkerLoop<>(side, link, "orders", true), lock.newCondition());
    }

    static <R> R answer(Receiver<R> receiver) {
        return Runner.create().blockOn(receiver, GUARD);
    }

    /** What the receiver throws, a checked exception itself. */
    static Throwable failure(Receiver<?> receiver) {
        Object answer;
        try {
            answer = answer(receiver);
        } catch (CompletionException e) {
            return e.getCause();
        } catch (Throwable e) {
            return e;
        }
        throw new AssertionError("no failure, but the answer " + answer);
    }

    /** A thread that runs something, up to where it waits for somebody. */
    static Thread startUntilItWaits(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        thread.start();
        awaitWaiting(thread);
        return thread;
    }

    static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + GUARD.toNanos();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            if (System.nanoTime() - end > 0 || thread.getState() == Thread.State.TERMINATED) {
                throw new AssertionError("the thread does not wait, it is " + thread.getState());
            }
            Thread.onSpinWait();
        }
    }

    /** Until the worker's thread waits for somebody: for a job, or for the end of a pause. */
    static void awaitWaiting(ConnectionWorker<?> worker) {
        String name = "oneshot-" + worker.name();
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        awaitWaiting(thread);
    }

    /** Until the worker's thread sits and waits for a job, so that its connection can be lent. */
    static void awaitIdle(ConnectionWorker<?> worker) {
        awaitIdle("oneshot-" + worker.name());
    }

    /** Until no thread of this name lives. */
    static void awaitNoThread(String name) {
        long end = System.nanoTime() + GUARD.toNanos();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the thread " + name + " does not end");
            }
        }
    }

    static void awaitIdle(String name) {
        long end = System.nanoTime() + GUARD.toNanos();
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(entry -> entry.getKey().getName().equals(name) && sits(entry.getValue()))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the worker's thread does not sit down");
            }
        }
    }

    private static boolean sits(StackTraceElement[] stack) {
        boolean parked = stack.length > 0 && stack[0].getMethodName().equals("park");
        return parked
                && Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Bench.class.getName())
                                && frame.getMethodName().equals("sit"));
    }

    /** Waits for the signal, deaf to interrupts. */
    static void await(CountDownLatch go) {
        boolean heard = false;
        while (!heard) {
            try {
                heard = go.await(GUARD.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException notYet) {
                // It was meant for what comes after the signal.
            }
        }
    }

    static void join(Thread thread) throws InterruptedException {
        thread.join(GUARD.toMillis());
        if (thread.isAlive()) {
            throw new AssertionError("the thread has not ended: " + thread);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        worker.stop(Duration.ZERO);
    }
}
