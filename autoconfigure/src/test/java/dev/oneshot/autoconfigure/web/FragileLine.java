package dev.oneshot.autoconfigure.web;

import dev.oneshot.worker.Connector;
import dev.oneshot.worker.JobTransaction;
import dev.oneshot.worker.Session;
import dev.oneshot.worker.Transactions;
import java.io.IOException;

/** A connection that is its own connector, and breaks where it is told to. */
final class FragileLine implements Connector<FragileLine> {

    enum Breaks {
        NEVER,
        ON_OPEN,
        ON_BEGIN,
        ON_UNDO,
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
    public Session<FragileLine> session(FragileLine connection) {
        return new FragileSession();
    }

    @Override
    public boolean isBroken(FragileLine connection, Throwable failure) {
        return breaks == Breaks.ON_COMMIT;
    }

    /** Its transactions hold nothing; they only break. */
    private final class FragileSession implements Session<FragileLine>, Transactions {

        @Override
        public FragileLine lend(JobTransaction transaction) {
            return FragileLine.this;
        }

        @Override
        public Transactions transactions() {
            return this;
        }

        @Override
        public void begin() {
            if (breaks == Breaks.ON_BEGIN) {
                throw new LinkageError("secret native code");
            }
        }

        @Override
        public void commit() throws IOException {
            if (breaks == Breaks.ON_COMMIT) {
                throw new IOException("secret cable pulled");
            }
        }

        @Override
        public void rollback() {}

        @Override
        public Fence fence() {
            return new Fence() {
                @Override
                public void release() {}

                @Override
                public void rollback() throws IOException {
                    if (breaks == Breaks.ON_UNDO) {
                        throw new IOException("secret savepoint lost");
                    }
                }
            };
        }
    }
}
