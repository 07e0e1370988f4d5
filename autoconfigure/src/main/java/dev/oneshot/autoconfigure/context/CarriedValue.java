package dev.oneshot.autoconfigure.context;

import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that threads carry. It is touched only where that changes anything: a job on its caller's own thread
 * finds there what it needs, and most threads carry nothing of most kinds.
 *
 * @param accessor knows where threads keep it
 */
record CarriedValue<V>(ThreadLocalAccessor<V> accessor) {

    /** What the thread carries, null for nothing. */
    @Nullable V get() {
        return accessor.getValue();
    }

    /**
     * Has the thread carry this for the time of a job.
     *
     * @param value null for nothing
     * @param present what it carries
     */
    @SuppressWarnings("unchecked") // it came out of the same accessor
    void set(@Nullable Object value, @Nullable Object present) {
        if (isSame(value, present)) {
            return;
        }
        if (value == null) {
            accessor.setValue();
        } else {
            accessor.setValue((V) value);
        }
    }

    /**
     * Takes away what the thread carried for the job, and what the job has left.
     *
     * @param former what it carried before, null for nothing
     */
    @SuppressWarnings("unchecked") // it came out of the same accessor
    void restore(@Nullable Object former) {
        if (isSame(former, get())) {
            return;
        }
        if (former == null) {
            accessor.restore();
        } else {
            accessor.restore((V) former);
        }
    }

    /** Whether these are the same object, or copies of the same entries, as nobody but the MDC is known to give out. */
    private boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other || (one != null && accessor instanceof Slf4jThreadLocalAccessor && one.equals(other));
    }
}
