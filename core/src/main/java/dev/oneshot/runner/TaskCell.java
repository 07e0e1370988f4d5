package dev.oneshot.runner;

import dev.oneshot.Future;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The executor's end of a task: its waker, its state, and its place in the queues. The state belongs to the executor's
 * thread alone, which reads and writes it without any synchronisation.
 *
 * <pre>
 *             wake               turn              wake
 *      IDLE ───────▶ QUEUED ──────────▶ POLLING ───────▶ WOKEN
 *       ▲              ▲                 │    │            │
 *       └──────────────┼─────pending─────┘    │   pending  │
 *                      └──────────────────────┼────────────┤
 *                                             └─▶ ENDED ◀──┘
 * </pre>
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>meaning</th></tr>
 * <tr><td>IDLE</td><td>pending, and not woken by the executor's thread</td></tr>
 * <tr><td>QUEUED</td><td>in the queue, once</td></tr>
 * <tr><td>POLLING</td><td>the executor polls the future</td></tr>
 * <tr><td>WOKEN</td><td>woken during that poll</td></tr>
 * <tr><td>ENDED</td><td>nothing is held any more</td></tr>
 * </table>
 *
 * <p>Other threads know nothing of the state. They have a signal, the long that this is: the time of a wake-up that the
 * executor has not heard of yet. Who sets it hands the cell over, whatever the task does meanwhile; the executor clears
 * it when it takes the cell over, and only then treats it as a wake-up of its own. So a cell is in the inbox once at most,
 * and may stand in the queue at the same time.
 *
 * <p>Both sides swap the signal: a wake-up that finds it set has written it all the same. So what came before a wake-up,
 * also before one that left the hand-over to an earlier one, is visible when the cell is taken over, and that is before
 * the poll that answers it.
 */
final class TaskCell extends AtomicLong implements Waker {

    private static final long serialVersionUID = 1L;

    private static final long NO_SIGNAL = Long.MIN_VALUE;

    private static final byte IDLE = 0;
    private static final byte QUEUED = 1;
    private static final byte POLLING = 2;
    private static final byte WOKEN = 3;
    private static final byte ENDED = 4;

    private byte state = IDLE;

    /** Set by any thread before a wake-up. */
    volatile boolean cancelled;

    /** When it came into the queue, or into the inbox before that, on the executor's clock. */
    long queuedAt;

    /** Null when the task has ended, so that a waker kept by somebody keeps nothing else. Likewise the next two. */
    private transient @Nullable TaskLoop loop;

    transient @Nullable Future<?> future;
    transient @Nullable TaskHandle<?> handle;

    /** Belongs to the inbox. */
    transient @Nullable TaskCell next;

    /** Belongs to the {@link CellQueue}. */
    transient @Nullable TaskCell nextReady;

    /** These two belong to {@link LiveTasks}. */
    transient @Nullable TaskCell previousLive;

    transient @Nullable TaskCell nextLive;

    TaskCell(@Nullable TaskLoop loop, @Nullable Future<?> future) {
        super(NO_SIGNAL);
        this.loop = loop;
        this.future = future;
    }

    @Override
    public void wake() {
        TaskLoop woken = loop;
        if (woken != null) {
            woken.wake(this);
        }
    }

    /** Leaves word of a wake-up; false if there is one already, by somebody who hands the cell over. For any thread. */
    boolean signal(LongSupplier clock) {
        long seen = get();
        while (true) {
            long written = seen == NO_SIGNAL ? Math.max(clock.getAsLong(), NO_SIGNAL + 1) : seen;
            long witness = compareAndExchange(seen, written);
            if (witness == seen) {
                return seen == NO_SIGNAL;
            }
            seen = witness;
        }
    }

    /** Takes the signal back; false if the cell need not come into the queue. For the executor, as all that follows. */
    boolean takeSignal() {
        long signalled = getAndSet(NO_SIGNAL);
        if (!noteWake()) {
            return false;
        }
        queuedAt = signalled;
        return true;
    }

    /** Notes a wake-up; false if the cell need not come into the queue. */
    boolean noteWake() {
        if (state == IDLE) {
            state = QUEUED;
            return true;
        }
        if (state == POLLING) {
            state = WOKEN;
        }
        return false;
    }

    /** Begins a turn; false if the task has ended meanwhile. */
    boolean beginTurn() {
        if (state != QUEUED) {
            return false;
        }
        state = POLLING;
        return true;
    }

    /** Ends a turn after a pending poll; false if there was a wake-up, and the cell has to be queued again. */
    boolean goIdle() {
        if (state == POLLING) {
            state = IDLE;
            return true;
        }
        state = QUEUED;
        return false;
    }

    void end() {
        state = ENDED;
        loop = null;
        future = null;
        handle = null;
    }
}
