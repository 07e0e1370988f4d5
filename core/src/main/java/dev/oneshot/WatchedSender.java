package dev.oneshot;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** The sender of a channel that is watched: it can become unreachable while the receiver still holds the channel. */
final class WatchedSender<T extends @Nullable Object> implements Sender<T> {

    private final OneshotChannel<T> channel;
    private final Cleaner.Cleanable watch;

    WatchedSender(CountedChannel<T> channel) {
        this.channel = channel;
        this.watch = LeakWatch.over(this, channel);
    }

    @Override
    public boolean send(T value) {
        try {
            return channel.send(value);
        } finally {
            release();
        }
    }

    @Override
    public boolean fail(Throwable failure) {
        try {
            return channel.fail(failure);
        } finally {
            release();
        }
    }

    @Override
    public void close(@Nullable Throwable cause) {
        channel.close(cause);
        release();
    }

    @Override
    public boolean isClosed() {
        return channel.isClosed();
    }

    @Override
    public Future<@Nullable Void> closed() {
        return channel.closed();
    }

    private void release() {
        watch.clean();
        // Without the fence this sender could be collected, and reported as a leak, in the middle of its own send.
        Reference.reachabilityFence(this);
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
