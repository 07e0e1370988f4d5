package dev.oneshot.runner;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body and its thread, seen as one future. Driver and body take turns, and wait for each other:
 *
 * <pre>
 *            first poll                            poll
 *   MADE ──────────────▶ BODY'S TURN ◀──────────────────────────── SUSPENDED
 *    │                    ▲       └──await of a pending future───────▲
 *    │ first poll,        │ poll                                     │ the thread has arrived,
 *    │ given executor     └── STARTING ──────────────────────────────┘ and wakes the driver
 *    └──────────────────────────▲
 * </pre>
 *
 * The body's turn ends with {@link #suspend} or with the end of the body: ENDED. All fields but the waker are guarded by
 * the lock, except the body's outcome, which the driver reads after ENDED.
 *
 * <p>It is itself the waker that awaited futures keep: it passes a wake-up on to the driver's waker of the last poll, and
 * lets go of that.
 */
final class AsyncBody<T extends @Nullable Object> implements Future<T>, Runnable, Waker, Driving {

    private enum State {
        MADE,
        STARTING,
        SUSPENDED,
        BODYS_TURN,
        ENDED
    }

    private final Executor threads;
    private final boolean startsAtOnce;
    private final AtomicReference<@Nullable Waker> driversWaker = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private State state = State.MADE;
    private boolean closed;
    private boolean interrupted;
    private boolean interruptWanted;
    private @Nullable Callable<? extends T> body;
    private boolean interruptSent;
    private boolean completed;
    private @Nullable Thread bodyThread;
    private @Nullable Thread starter;
    private @Nullable Context context;
    private @Nullable Poll<T> value;
    private @Nullable Throwable failure;

    AsyncBody(Callable<? extends T> body, Executor threads, boolean startsAtOnce) {
        this.body = body;
        this.threads = threads;
        this.startsAtOnce = startsAtOnce;
    }

    @Override
    public Poll<T> poll(Context drivers) {
        lock.lock();
        try {
            if (completed || closed) {
                throw new IllegalStateException(
                        this + (completed ? ": polled again after it had completed" : ": polled after it was closed"));
            }
            if (Thread.currentThread() == bodyThread) {
                closed = true;
                throw new IllegalStateException(
                        this + ": polled by its own thread, which a driver does that polls where"
                                + " it is woken: give that driver another executor");
            }
            driversWaker.getAndSet(drivers.waker());
            context = drivers.withWaker(this);
            switch (state) {
                case MADE -> begin();
                case SUSPENDED -> giveTurn();
                default -> {} // the thread has not arrived yet
            }
            context = null;
            return state == State.ENDED ? outcome() : Poll.pending();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            boolean first = !closed && !completed;
            closed = true;
            driversWaker.set(null);
            if (first && state == State.BODYS_TURN) {
                interruptBody();
            } else if (first && state == State.SUSPENDED) {
                giveTurn();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wake() {
        Waker waker = driversWaker.getAndSet(null);
        if (waker != null) {
            waker.wake();
        }
    }

    @Override
    public String refusal() {
        return " within an async body would stop its driver: await the future, by Async.await, instead";
    }

    /** On the body's thread. */
    @Override
    public void run() {
        if (arrive()) {
            Callable<? extends T> begun = Objects.requireNonNull(body);
            body = null;
            Poll<T> returned = null;
            Throwable thrown = null;
            Driving.CURRENT.set(this);
            try {
                returned = Poll.ready(begun.call());
            } catch (Throwable t) {
                thrown = t;
            } finally {
                Driving.CURRENT.remove();
            }
            end(returned, thrown);
        }
    }

    /** What the body polls with in this turn; null if it has been cancelled. */
    @Nullable Context context() {
        lock.lock();
        try {
            return closed || interrupted ? null : context;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the body's turn and waits for the next one; null if the body has been cancelled. */
    @Nullable Context suspend() {
        lock.lock();
        try {
            if (!closed && !interrupted) {
                state = State.SUSPENDED;
                changed.signalAll();
                awaitTurn();
            }
            return closed || interrupted ? null : context;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        starter = Thread.currentThread();
        state = startsAtOnce ? State.BODYS_TURN : State.STARTING;
        try {
            threads.execute(this);
        } catch (Throwable refused) {
            state = State.ENDED;
            failure = refused;
        }
        starter = null;
        awaitDriversTurn();
    }

    private void giveTurn() {
        state = State.BODYS_TURN;
        changed.signalAll();
        awaitDriversTurn();
    }

    /** An interrupt of the driver goes on to the body, as it would if the driver ran the body itself. */
    private void awaitDriversTurn() {
        boolean driverInterrupted = false;
        while (state == State.BODYS_TURN && Thread.currentThread() != bodyThread) {
            try {
                changed.await();
            } catch (InterruptedException e) {
                driverInterrupted = true;
                interruptBody();
            }
        }
        if (driverInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the body now, or as soon as its thread is here. */
    private void interruptBody() {
        interruptWanted = true;
        if (bodyThread != null) {
            interruptSent = true;
            bodyThread.interrupt();
        }
    }

    /** An interrupt by somebody else, such as the owner of the thread, cancels the body at its next turn. */
    private void awaitTurn() {
        while (state != State.BODYS_TURN && !closed) {
            try {
                changed.await();
            } catch (InterruptedException e) {
                interrupted = true;
                wakeUnlocked();
            }
        }
    }

    /** Lets go of the lock meanwhile: nobody is woken under it. */
    private void wakeUnlocked() {
        lock.unlock();
        try {
            wake();
        } finally {
            lock.lock();
        }
    }

    /** The body's thread is here; false if the body is not wanted any more. */
    private boolean arrive() {
        lock.lock();
        try {
            if (starter == Thread.currentThread()) {
                throw new IllegalStateException("the executor " + threads + " ran the async body on the thread that"
                        + " polls it: it needs one that gives every body a thread of its own");
            }
            bodyThread = Thread.currentThread();
            if (state == State.STARTING && !closed) {
                state = State.SUSPENDED;
                wakeUnlocked();
                awaitTurn();
            }
            if (interruptWanted) {
                interruptBody();
            }
            if (closed) {
                failure = new CancellationException(this + " was closed before it began");
                state = State.ENDED;
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable Poll<T> returned, @Nullable Throwable thrown) {
        lock.lock();
        try {
            value = returned;
            failure = thrown;
            bodyThread = null;
            context = null;
            state = State.ENDED;
            changed.signalAll();
            if (interruptSent) {
                Thread.interrupted(); // the interrupt was meant for the body, not for the next one on this thread
            }
        } finally {
            lock.unlock();
        }
    }

    private Poll<T> outcome() {
        completed = true;
        driversWaker.set(null);
        Poll<T> returned = value;
        Throwable thrown = failure;
        value = null;
        failure = null;
        if (returned != null) {
            return returned;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw thrown instanceof RuntimeException runtime ? runtime : new CompletionException(thrown);
    }

    @Override
    public String toString() {
        return "async body@" + Integer.toHexString(System.identityHashCode(this));
    }
}
