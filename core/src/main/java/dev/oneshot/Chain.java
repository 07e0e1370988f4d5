package dev.oneshot;

import dev.oneshot.internal.Unchecked;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A future followed by any number of steps: all that {@link Future#map}, {@link Future#then} and
 * {@link Future#recover} make.
 *
 * <p>Steps are not nested but kept in a list, and a chain that a {@code then} returns is not polled from within this one
 * but put on a stack of {@linkplain Segment segments}. So neither a million steps nor a loop of a million {@code then}s
 * takes any stack of the thread, and a loop whose last step is the next round takes no heap either.
 *
 * <p>A further step on a chain moves it into a new future, and the old one says so when it is used:
 *
 * <pre>
 *   MADE ──poll──▶ RUNNING ──▶ ENDED (completed, or closed)
 *    └──a further step, or returned from then──▶ MOVED
 * </pre>
 */
final class Chain<T extends @Nullable Object> extends Combinator<T> {

    private enum State {
        MADE,
        RUNNING,
        COMPLETED,
        CLOSED,
        MOVED
    }

    private State state = State.MADE;
    private @Nullable Segment top;
    private @Nullable Future<?> source;

    private Chain(int depthOfParts, Segment top) {
        super(depthOfParts);
        this.top = top;
        this.source = top.source;
    }

    /** The future with one more step. */
    static <R extends @Nullable Object> Future<R> extend(Future<?> future, Step step) {
        Segment segment;
        int depth = depthOf(future);
        if (future instanceof Chain<?> chain && chain.state != State.RUNNING) {
            segment = chain.move();
            depth--;
        } else {
            segment = new Segment(future);
        }
        segment.add(step);
        return new Chain<>(depth, segment);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the last step brings a T, as Future's methods pair them
    public Poll<T> poll(Context context) {
        checkOpen();
        state = State.RUNNING;
        @Nullable Object value = null;
        @Nullable Throwable failure = null;
        while (true) {
            try {
                if (source != null) {
                    Poll<?> poll = source.poll(contextFor(source, context));
                    if (!poll.isReady()) {
                        return Poll.pending();
                    }
                    source = null;
                    value = poll.get();
                }
                Step step = nextStep();
                if (step == null) {
                    break;
                }
                if (step instanceof Step.Recover recover) {
                    if (failure != null && !(failure instanceof VirtualMachineError)) {
                        Throwable cause = failure;
                        failure = null;
                        value = recover.function().apply(unwrapped(cause));
                    }
                } else if (failure == null) {
                    if (step instanceof Step.Map map) {
                        value = map.function().apply(value);
                    } else if (step instanceof Step.Then then) {
                        enter(then.function().apply(value));
                    }
                }
            } catch (Throwable thrown) {
                source = null;
                failure = thrown;
            }
        }
        end(State.COMPLETED);
        if (failure != null) {
            throw Unchecked.of(failure);
        }
        return Poll.ready((T) value);
    }

    @Override
    public void close() {
        if (state == State.MADE || state == State.RUNNING) {
            Future<?> waitedFor = source;
            end(State.CLOSED);
            if (waitedFor != null) {
                waitedFor.close();
            }
        }
    }

    /** Goes on with a future that a step made. */
    private void enter(@Nullable Future<?> next) {
        Objects.requireNonNull(next, "the function given to then returned null instead of a future");
        if (next instanceof Chain<?> chain && chain.state != State.RUNNING) {
            Segment inner = chain.move();
            // A segment that has no steps left is dropped here, or else an endless loop would pile them up.
            inner.below = top != null && top.remaining() == 0 ? top.below : top;
            top = inner;
            source = inner.source;
        } else {
            source = next;
        }
    }

    /** Counts as a level only what nests, since most chains stand around a future that polls no other. */
    private Context contextFor(Future<?> polled, Context context) {
        return polled instanceof Combinator ? inner(context, context.waker()) : context;
    }

    private @Nullable Step nextStep() {
        while (top != null) {
            Step step = top.take();
            if (step != null) {
                return step;
            }
            top = top.below;
        }
        return null;
    }

    private Segment move() {
        checkOpen();
        Segment moved = Objects.requireNonNull(top);
        end(State.MOVED);
        return moved;
    }

    private void end(State end) {
        state = end;
        source = null;
        top = null;
    }

    private void checkOpen() {
        switch (state) {
            case MADE, RUNNING -> {}
            case COMPLETED -> throw new IllegalStateException(this + ": polled again after it had completed");
            case CLOSED -> throw new IllegalStateException(this + ": used after it was closed");
            case MOVED ->
                throw new IllegalStateException(
                        this + ": used after it had become part of another future; use that one");
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public String toString() {
        if (top == null) {
            return "chain (" + state.name().toLowerCase(Locale.ROOT) + ")";
        }
        long steps = 0;
        for (Segment segment = top; segment != null; segment = segment.below) {
            steps += segment.remaining();
        }
        return (source == null ? "chain" : source) + " and " + steps + (steps == 1 ? " step" : " steps");
    }
}
