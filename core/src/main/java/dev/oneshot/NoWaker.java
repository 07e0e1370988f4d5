package dev.oneshot;

/** The waker of {@link Waker#noop}. */
enum NoWaker implements Waker {
    INSTANCE;

    @Override
    public void wake() {}
}
