package dev.oneshot.runner;

import dev.oneshot.Future;
import dev.oneshot.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The executor's end of a task: its waker, its state, and its place in the queue. The state is the integer that it is.
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
 * <tr><th>state</th><th>meaning</th><th>who may leave it</th></tr>
 * <tr><td>IDLE</td><td>pending, in no queue</td><td>whoever wakes; the executor, to end it</td></tr>
 * <tr><td>QUEUED</td><td>in exactly one queue, whose {@link #next} is</td><td>the executor</td></tr>
 * <tr><td>POLLING</td><td>the executor polls the future</td><td>whoever wakes, the executor</td></tr>
 * <tr><td>WOKEN</td><td>woken during that poll</td><td>the executor</td></tr>
 * <tr><td>ENDED</td><td>nothing is held any more</td><td>nobody</td></tr>
 * </table>
 *
 * So a task is in one queue at most, and polled by one poll at most. Every wake-up writes the state, even when it does
 * not change it, and every turn begins by swapping it: what came before a wake-up is visible to the poll that answers it.
 */
final class TaskCell extends AtomicInteger implements Waker {

    private static final long serialVersionUID = 1L;

    private static final int IDLE = 0;
    private static final int QUEUED = 1;
    private static final int POLLING = 2;
    private static final int WOKEN = 3;
    private static final int ENDED = 4;

    /** Null when the task has ended, so that a waker kept by somebody keeps nothing else. Likewise the next two. */
    private transient @Nullable TaskLoop loop;

    transient @Nullable Future<?> future;
    transient @Nullable TaskHandle<?> handle;

    /** Belongs to the queue that the cell is in. */
    transient @Nullable TaskCell next;

    /** When it came into the queue, on the executor's clock. */
    long queuedAt;

    /** These two belong to {@link LiveTasks}. */
    transient @Nullable TaskCell previousLive;

    transient @Nullable TaskCell nextLive;

    TaskCell(@Nullable TaskLoop loop, @Nullable Future<?> future) {
        super(QUEUED);
        this.loop = loop;
        this.future = future;
    }

    @Override
    public void wake() {
        TaskLoop woken = loop;
        if (woken == null) {
            return;
        }
        int seen = get();
        while (seen != ENDED) {
            int witness = compareAndExchange(seen, seen == POLLING || seen == WOKEN ? WOKEN : QUEUED);
            if (witness == seen) {
                woken.woken(this, seen == IDLE);
                return;
            }
            seen = witness;
        }
    }

    /** Begins a turn; false if the task has ended meanwhile. For the executor, as all that follows. */
    boolean beginTurn() {
        return get() != ENDED && getAndSet(POLLING) == QUEUED;
    }

    /** Ends a turn after a pending poll; false if there was a wake-up, and the cell has to be queued again. */
    boolean goIdle() {
        if (getPlain() != WOKEN && compareAndSet(POLLING, IDLE)) {
            return true;
        }
        // ORDERING: nothing leaves WOKEN meanwhile, and the swap that begins the next turn orders what is read in it.
        lazySet(QUEUED);
        return false;
    }

    void end() {
        set(ENDED);
        loop = null;
        future = null;
        handle = null;
    }
}
