package dev.oneshot.worker;

import dev.oneshot.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log of jobs that a full queue has refused: of the first at once, then once a minute of how many there were, as
 * long as there are any. They come in masses, so each but the first costs a store and an addition. Thread-safe.
 */
final class RefusalLog {

    /** Often enough to see an overload come and go, and seldom enough for one that lasts for days. */
    static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = System.getLogger(RefusalLog.class.getName());

    private final Timer timer;
    private final LongAdder untold = new LongAdder();

    /** Whether refusals are counted, to be told of at the end of the interval. */
    private volatile boolean counting;

    private volatile String latest = "";
    private Timer.@Nullable Timeout interval;

    RefusalLog(Timer timer) {
        this.timer = timer;
    }

    /** A job has been refused, and its caller will be told so. */
    void refused(String message) {
        if (counting || !beginCounting()) {
            latest = message;
            untold.increment();
        } else {
            LOG.log(Level.WARNING, message);
        }
    }

    /** False if somebody else has begun. */
    private synchronized boolean beginCounting() {
        if (counting) {
            return false;
        }
        interval = timer.schedule(INTERVAL_NANOS, this::intervalEnded);
        counting = true;
        return true;
    }

    private synchronized void intervalEnded() {
        if (counting) {
            counting = tell();
            interval = counting ? timer.schedule(INTERVAL_NANOS, this::intervalEnded) : null;
        }
    }

    /** Tells of the rest; nobody is refused for want of room any more. */
    synchronized void close() {
        if (interval != null) {
            interval.cancel();
        }
        interval = null;
        counting = false;
        tell();
    }

    /** False if there is nothing to tell. Who is being refused in this moment may be told of next time. */
    private boolean tell() {
        long count = untold.sumThenReset();
        if (count > 0) {
            LOG.log(Level.WARNING, latest + "; " + count + " refused since the last such line");
        }
        return count > 0;
    }
}
