package dev.oneshot.autoconfigure.web;

import dev.oneshot.worker.Connector;
import java.io.IOException;

/** A connection that is its own connector, and breaks where it is told to. */
final class FragileLine implements Connector<FragileLine> {

    enum Breaks {
        NEVER,
        ON_OPEN,
        ON_BEGIN,
        ON_COMMIT
    }

    volatile Breaks breaks = Breaks.NEVER;

    @Override
    public FragileLine open() throws IOException {
        if (breaks == Breaks.ON_OPEN) {
            throw new IOException("secret host refused");
        }
        return this;
    }

    @Override
    public FragileLine begin(FragileLine connection) {
        if (breaks == Breaks.ON_BEGIN) {
            throw new LinkageError("secret native code");
        }
        return this;
    }

    @Override
    public void commit(FragileLine lent) throws IOException {
        if (breaks == Breaks.ON_COMMIT) {
            throw new IOException("secret cable pulled");
        }
    }

    @Override
    public boolean isBroken(FragileLine connection, Throwable failure) {
        return breaks == Breaks.ON_COMMIT;
    }
}
