package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.Transactions;

/** The transactions of a connection; the synchronizations of the jobs in one are told when it has ended. */
final class SpringTransactions implements Transactions {

    private final Transactions jdbc;
    private final Completions completions;
    private final SpringSession session;
    private boolean begun;

    SpringTransactions(Transactions jdbc, Completions completions, SpringSession session) {
        this.jdbc = jdbc;
        this.completions = completions;
        this.session = session;
    }

    @Override
    public void begin() throws Exception {
        jdbc.begin();
        begun = true;
    }

    /** Whether a transaction is open, whose end will be told to the jobs in it. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public void commit() throws Exception {
        completions.commitBegan();
        jdbc.commit();
        begun = false;
    }

    @Override
    public void afterCommit() throws Exception {
        jdbc.afterCommit();
        session.tell(completions.committed());
    }

    @Override
    public void rollback() throws Exception {
        begun = false;
        jdbc.rollback();
        session.tellOrClose(completions.rolledBack());
    }

    @Override
    public boolean keepsAfterFailedStatement() {
        return jdbc.keepsAfterFailedStatement();
    }

    @Override
    public boolean fencesTravel() {
        return jdbc.fencesTravel();
    }

    @Override
    public Fence fence() throws Exception {
        Fence fence = jdbc.fence();
        return new Fence() {
            @Override
            public void release() throws Exception {
                fence.release();
            }

            @Override
            public void releaseAfterRead() throws Exception {
                fence.releaseAfterRead();
            }

            @Override
            public void rollback() throws Exception {
                fence.rollback();
                completions.lastUndone();
            }
        };
    }
}
