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
        Context inner = inner(context, relay);
        boolean hadRoom = context.hasRoom();
        for (Future<? extends T> runner : racing) {
            // One that always has more uses the budget up in every poll, and those behind it, such as a time limit,
            // would never have their turn.
            Poll<? extends T> poll = poll(runner, hadRoom ? inner.withRoomForOne() : inner);
            if (poll.isReady()) {
                completed = true;
                closeAllBut(runner).log(this);
                return Poll.ready(poll.get());
            }
        }
        return Poll.pending();
    }

    private Poll<? extends T> poll(Future<? extends T> runner, Context context) {
        try {
            return runner.poll(context);
        } catch (Throwable failure) {
            completed = true;
            closeAllBut(runner).addTo(failure);
            throw failure;
        }
    }

    @Override
    public void close() {
        closeAllBut(null).rethrow();
    }

    private Closing closeAllBut(@Nullable Future<?> winner) {
        relay.disarm();
        List<Future<? extends T>> others = racing;
        racing = null;
        Closing closing = new Closing();
        if (others != null) {
            for (Future<? extends T> other : others) { // no stream: it would take more stack, at each level of nesting
                if (other != winner) {
                    closing.close(other);
                }
            }
        }
        return closing;
    }

    @Override
    public String toString() {
        return "first of " + (racing == null ? "several, ended" : racing);
    }
}
