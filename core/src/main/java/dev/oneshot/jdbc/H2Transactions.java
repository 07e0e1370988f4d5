package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on H2. A database in this JVM begins, commits and sets savepoints without SQL, and without its driver, which
 * would parse each savepoint and execute each commit as a statement. A pool in between sees auto-commit mode throughout.
 *
 * <p>A statement that fails undoes itself, but for a deadlock, which rolls back the transaction. H2 then takes a savepoint of
 * that transaction for one that needs no undoing, so it has to be remembered here that all is gone.
 */
final class H2Transactions extends StandardTransactions {

    private final Connection connection;
    private final @Nullable H2Session session;

    H2Transactions(Connection connection, @Nullable H2Session session) {
        super(connection, true);
        this.connection = connection;
        this.session = session;
    }

    @Override
    void executed(@Nullable SQLException failure) {
        if (failure != null && isLostBy(failure)) {
            lose();
        }
    }

    @Override
    void doBegin() throws SQLException {
        if (session == null || !session.begin()) {
            super.doBegin();
        }
    }

    @Override
    void doCommit() throws SQLException {
        if (session == null || !session.commit()) {
            super.doCommit();
        }
    }

    /** A rollback makes H2 forget its plans, which is a waste where nothing was changed. */
    @Override
    void doRollback() throws SQLException {
        if (session != null && !session.hasChanges()) {
            doCommit();
        } else {
            super.doRollback();
        }
    }

    /** The driver, once it finds itself in auto-commit mode, does not commit. */
    @Override
    void returnToAutoCommit() throws SQLException {
        if (session != null) {
            session.returnToAutoCommit();
        }
        super.returnToAutoCommit();
    }

    @Override
    Fence doFence() throws SQLException {
        Fence fence = session == null ? super.doFence() : new SessionFence(session);
        return new Fence() {
            @Override
            public void release() throws Exception {
                fence.release();
            }

            @Override
            public void rollback() throws Exception {
                requireIntact();
                fence.rollback();
            }
        };
    }

    private record SessionFence(H2Session session, Object savepoint) implements Fence {

        SessionFence(H2Session session) throws SQLException {
            this(session, session.savepoint());
        }

        @Override
        public void release() {}

        @Override
        public void rollback() throws SQLException {
            session.rollbackTo(savepoint);
        }
    }
}
