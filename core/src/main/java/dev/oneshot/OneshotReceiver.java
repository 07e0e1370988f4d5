package dev.oneshot;

import org.jspecify.annotations.Nullable;

/** The receiver's handle on a channel. */
record OneshotReceiver<T extends @Nullable Object>(OneshotChannel<T> channel) implements Receiver<T> {

    @Override
    public Poll<T> poll(Context context) {
        return channel.poll(context);
    }

    @Override
    public Poll<T> tryReceive() {
        return channel.tryReceive();
    }

    @Override
    public void close() {
        channel.closeReceiver();
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
