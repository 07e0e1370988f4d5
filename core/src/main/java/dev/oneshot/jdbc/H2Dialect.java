package dev.oneshot.jdbc;

import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * H2. It takes no notice of {@code setReadOnly}, but tells whether a transaction has written anything; so a job that was
 * only to read and wrote is found out when it returns, and undone.
 */
final class H2Dialect extends Dialect {

    /**
     * A transaction has an id from its first change on. INFORMATION_SCHEMA.SESSIONS would tell as well, but looks at all
     * sessions, and fails by chance when another one ends its transaction in that moment.
     */
    private static final String HAS_WRITTEN = "SELECT TRANSACTION_ID() IS NOT NULL";

    private final @Nullable H2Session session;
    private final H2Transactions transactions;
    private @Nullable PreparedStatement hasWritten;
    private boolean readsAlone;

    H2Dialect(Connection connection) {
        super(connection);
        session = H2Session.of(connection);
        transactions = new H2Transactions(connection, session);
    }

    @Override
    JdbcTransactions transactions(boolean readOnly) {
        return transactions;
    }

    /** A job of one statement for which the worker has begun no transaction gets one here, so that it can be undone. */
    @Override
    void beforeRead(JobTransaction transaction) throws SQLException {
        if (transaction == JobTransaction.NONE) {
            throw new SQLException(
                    "on H2 a job that only reads needs a transaction: nothing else keeps it from writing");
        }
        if (connection.getAutoCommit()) {
            transactions.doBegin();
            readsAlone = true;
        }
    }

    @Override
    void afterRead() throws SQLException {
        if (readsAlone) {
            readsAlone = false;
            transactions.doRollback();
        }
    }

    /** A pool does not know that its connection has left auto-commit mode, and would not put it back. */
    @Override
    void rollback() throws SQLException {
        super.rollback();
        transactions.returnToAutoCommit();
    }

    @Override
    boolean queriesRemember() {
        return true;
    }

    @Override
    boolean settingsCommit() {
        return true;
    }

    @Override
    void returned(boolean readOnly) throws SQLException {
        if (readOnly && hasWritten()) {
            throw new SQLException("a job that was only to read has written, and is undone", "25006");
        }
    }

    private boolean hasWritten() throws SQLException {
        if (session != null) {
            return session.hasChanges();
        }
        PreparedStatement question = hasWritten;
        if (question == null) {
            question = connection.prepareStatement(HAS_WRITTEN);
            hasWritten = question;
        }
        try (ResultSet answer = question.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
