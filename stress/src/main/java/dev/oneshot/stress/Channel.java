package dev.oneshot.stress;

import dev.oneshot.Waker;

/** The acts of a oneshot channel told in words, so that one essay can be run over the intact and over a broken one. */
interface Channel {

    /** {@code sent}, {@code refused} as the receiver has closed, or {@code too late} as a sender was faster. */
    String send(String value);

    void closeSender();

    void closeReceiver();

    /** The value, {@code pending}, {@code sender closed} or {@code receiver closed}. */
    String poll(Waker waker);

    /** As {@link #poll}, without a waker. */
    String tryReceive();

    /** A poll of the sender's {@code closed()} future: {@code ended} or {@code pending}. */
    String pollClosed(Waker waker);
}
