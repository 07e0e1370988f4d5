package dev.oneshot;

import dev.oneshot.internal.Completion;
import dev.oneshot.internal.OneshotCore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel that is its own sender. */
sealed class OneshotChannel<T extends @Nullable Object> extends OneshotCore<T> implements Sender<T>
        permits CountedChannel {

    @Override
    public final boolean send(T value) {
        return isDelivered(complete(value), "send");
    }

    @Override
    public final boolean fail(Throwable failure) {
        return isDelivered(completeExceptionally(Objects.requireNonNull(failure, "failure")), "fail");
    }

    @Override
    public final void close(@Nullable Throwable cause) {
        closeSender(cause);
    }

    @Override
    public final boolean isClosed() {
        return isReceiverClosed();
    }

    private boolean isDelivered(Completion completion, String verb) {
        // Not a switch, which would look its cases up in a table at every send.
        if (completion == Completion.ALREADY_COMPLETED) {
            throw new IllegalStateException(
                    this + ": cannot " + verb + ", a sender has already completed this channel");
        }
        return completion == Completion.DELIVERED;
    }
}
