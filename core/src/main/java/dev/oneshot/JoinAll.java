package dev.oneshot;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of several futures, in their order.
 *
 * <p>Each future is polled with a waker of its own, its {@link JoinMember}, which puts itself into {@link #woken}. So a
 * poll looks only at those that were woken, however many are still pending.
 */
final class JoinAll<T extends @Nullable Object> extends Combinator<List<T>> {

    private final Relay relay = new Relay();
    private final WokenMembers woken = new WokenMembers(relay);
    private final int size;
    private @Nullable JoinMember<T> @Nullable [] members;
    private @Nullable Object[] values;
    private int remaining;
    private boolean begun;
    private boolean completed;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made in any other way
    JoinAll(List<? extends Future<? extends T>> futures) {
        super(depthOf(futures));
        size = futures.size();
        remaining = size;
        values = new Object[size];
        members = new JoinMember[size];
        int index = 0;
        for (Future<? extends T> future : futures) {
            members[index] = new JoinMember<>(future, index, woken);
            index++;
        }
    }

    @Override
    public Poll<List<T>> poll(Context context) {
        @Nullable JoinMember<T>[] all = members;
        if (all == null) {
            throw new IllegalStateException(
                    this + (completed ? ": polled again after it had completed" : ": polled after it was closed"));
        }
        try {
            // ORDERING: the waker is there before the woken are taken; a member puts itself there before it wakes.
            relay.arm(context.waker());
            if (begun) {
                JoinMember<?> member = woken.takeAll();
                while (member != null) {
                    JoinMember<?> following = member.answer();
                    pollMember(all, member.index, context);
                    member = following;
                }
            } else {
                begun = true;
                for (int index = 0; index < size; index++) {
                    pollMember(all, index, context);
                }
            }
        } catch (Throwable failure) {
            completed = true;
            end().addTo(failure);
            throw failure;
        }
        return remaining > 0 ? Poll.pending() : Poll.ready(finish());
    }

    @Override
    public void close() {
        end().rethrow();
    }

    private void pollMember(@Nullable JoinMember<T>[] all, int index, Context context) {
        JoinMember<T> member = all[index];
        if (member == null) {
            return; // woken once more after it had ended
        }
        Poll<? extends T> poll = member.poll(context);
        if (poll.isReady()) {
            values[index] = poll.get();
            all[index] = null;
            remaining--;
        }
    }

    @SuppressWarnings("unchecked") // filled with what the members brought
    private List<T> finish() {
        List<T> result = (List<T>) Collections.unmodifiableList(Arrays.asList(values));
        completed = true;
        values = new Object[0]; // they are the caller's now
        members = null;
        relay.disarm();
        return result;
    }

    /** Gives up, in the order of the futures: closes those that are pending, and the values of those that are not. */
    private Closing end() {
        relay.disarm();
        @Nullable JoinMember<T>[] left = members;
        @Nullable Object[] brought = values;
        members = null;
        values = new Object[0];
        Closing closing = new Closing();
        if (left != null) {
            for (int index = 0; index < size; index++) {
                JoinMember<T> member = left[index];
                if (member != null) {
                    member.close(closing);
                } else {
                    Dropped.close(brought[index]);
                }
            }
        }
        return closing;
    }

    @Override
    public String toString() {
        return "join of " + size + " futures, " + remaining + " not there yet";
    }
}
