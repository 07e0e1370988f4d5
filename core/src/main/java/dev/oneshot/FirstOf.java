package dev.oneshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whichever of several futures ends first; the others are closed. */
final class FirstOf<T extends @Nullable Object> extends Combinator<T> {

    private final Relay relay = new Relay();
    private @Nullable List<Future<? extends T>> racing;
    private boolean completed;

    FirstOf(List<? extends Future<? extends T>> futures) {
        super(depthOf(futures));
        racing = List.copyOf(futures);
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("first of no futures would never end");
        }
    }

    @Override
    public Poll<T> poll(Context context) {
        if (racing == null) {
            throw new IllegalStateException("first of several: "
                    + (completed ? "polled again after it had completed" : "polled after it was closed"));
        }
        relay.arm(context.waker());
        Context inner = context.withWaker(relay);
        for (Future<? extends T> runner : racing) {
            boolean ended = true;
            try {
                Poll<? extends T> poll = runner.poll(inner);
                ended = poll.isReady();
                if (ended) {
                    return Poll.ready(poll.get());
                }
            } finally {
                if (ended) {
                    completed = true;
                    end(runner);
                }
            }
        }
        return Poll.pending();
    }

    @Override
    public void close() {
        end(null);
    }

    private void end(@Nullable Future<?> winner) {
        relay.disarm();
        List<Future<? extends T>> others = racing;
        racing = null;
        if (others != null) {
            others.forEach(other -> {
                if (other != winner) {
                    other.close();
                }
            });
        }
    }

    @Override
    public String toString() {
        return "first of " + (racing == null ? "several, ended" : racing);
    }
}
