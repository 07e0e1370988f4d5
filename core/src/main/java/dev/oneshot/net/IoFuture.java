package dev.oneshot.net;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An operation that is tried at every poll, and waits in between until its channel is ready for it. */
final class IoFuture<T extends @Nullable Object> implements Future<T> {

    /** Does without blocking what can be done now; pending if that is nothing. */
    interface Attempt<T extends @Nullable Object> {
        Poll<T> run() throws IOException;
    }

    private final String verb;
    private final Object subject;
    private final Registration registration;
    private final int ops;
    /** Null when this has ended, so that it does not keep the buffer. */
    private @Nullable Attempt<T> attempt;

    IoFuture(String verb, Object subject, Registration registration, int ops, Attempt<T> attempt) {
        this.verb = verb;
        this.subject = subject;
        this.registration = registration;
        this.ops = ops;
        this.attempt = attempt;
    }

    int ops() {
        return ops;
    }

    @Override
    public Poll<T> poll(Context context) {
        Attempt<T> tried = attempt;
        if (tried == null) {
            throw new IllegalStateException(this + ": polled again after it had completed or was closed");
        }
        if (!context.tryProceed()) { // a mere attempt counts as well: it is a call of the system
            return Poll.pending();
        }
        boolean pending = false;
        try {
            Poll<T> poll = tried.run();
            if (!poll.isReady()) {
                registration.await(this, context.waker());
                pending = true;
            }
            return poll;
        } catch (IOException e) {
            throw new CompletionException(this + " failed: " + e, e);
        } finally {
            if (!pending) {
                close();
            }
        }
    }

    @Override
    public void close() {
        attempt = null;
        registration.leave(this);
    }

    @Override
    public String toString() {
        return verb + " " + subject;
    }
}
