package dev.oneshot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A future and the steps that follow it, in the order in which they were added; each step is forgotten when it is taken.
 * Segments form a stack: when one has no steps left, {@link #below} has those that follow it.
 */
final class Segment {

    final Future<?> source;

    @Nullable Segment below;

    private @Nullable Step[] steps = new Step[1];
    private int added;
    private int taken;

    Segment(Future<?> source) {
        this.source = source;
    }

    void add(Step step) {
        if (added == steps.length) {
            steps = Arrays.copyOf(steps, added * 2);
        }
        steps[added++] = step;
    }

    int remaining() {
        return added - taken;
    }

    @Nullable Step take() {
        if (taken == added) {
            return null;
        }
        Step step = steps[taken];
        steps[taken++] = null;
        return step;
    }
}
