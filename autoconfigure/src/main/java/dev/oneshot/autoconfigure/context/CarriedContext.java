package dev.oneshot.autoconfigure.context;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that threads carry and that goes along with a job, in the order of the accessors. The values of a thread are an array
 * of as many, null where it carries nothing.
 */
final class CarriedContext {

    private final CarriedValue<?>[] kinds;

    /** What a thread has that carries nothing at all; nobody writes to it. */
    private final @Nullable Object[] nothing;

    CarriedContext(List<? extends ThreadLocalAccessor<?>> accessors) {
        this.kinds = accessors.stream().map(CarriedValue::new).toArray(CarriedValue<?>[]::new);
        this.nothing = new Object[kinds.length];
    }

    /** What this thread carries. */
    @Nullable Object[] capture() {
        @Nullable Object[] values = nothing;
        for (int i = 0; i < kinds.length; i++) {
            Object value = kinds[i].get();
            if (value != null) {
                values = values == nothing ? new Object[kinds.length] : values;
                values[i] = value;
            }
        }
        return values;
    }

    /**
     * Has this thread carry those values. If that fails, it carries what it did.
     *
     * @param present what it carries
     */
    void set(@Nullable Object[] values, @Nullable Object[] present) {
        int next = 0;
        try {
            while (next < kinds.length) {
                kinds[next].set(values[next], present[next]);
                next++;
            }
        } finally {
            if (next < kinds.length) {
                restore(present, next);
            }
        }
    }

    /** Has this thread carry what it did before. */
    void restore(@Nullable Object[] former) {
        restore(former, kinds.length);
    }

    private void restore(@Nullable Object[] former, int count) {
        for (int i = count - 1; i >= 0; i--) {
            kinds[i].restore(former[i]);
        }
    }
}
