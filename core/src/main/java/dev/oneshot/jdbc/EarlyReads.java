package dev.oneshot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reads with which a transaction on PostgreSQL begins, executed ahead of it, in auto-commit mode: a job that only reads
 * then costs the server no BEGIN, no COMMIT and no savepoint.
 *
 * <p>Where each statement has a snapshot of its own, as in READ COMMITTED, a {@link PlainRead} finds the same either way, as
 * long as nothing has been done in the transaction. The driver is in auto-commit mode for that one execution only; whatever
 * comes after it finds a transaction that begins with its first statement. A read that fails makes the job as unable to go on
 * as it would be in an aborted transaction: what it may do must not depend on what it is executed in.
 */
final class EarlyReads {

    private enum Level {
        UNKNOWN,
        BY_STATEMENT,
        BY_TRANSACTION
    }

    /** What does in a query, or in an update, what SET does: a function, and a view. */
    private static final List<String> SETTINGS = List.of("set_config", "pg_settings");

    private final Connection connection;
    private final PostgresDriver driver;

    /** False if rows come in portions, for which the driver needs a transaction, or if not all that jobs do is known. */
    private boolean possible;

    private Level level = Level.UNKNOWN;
    private boolean inTransaction;
    private boolean executing;
    private boolean failed;

    EarlyReads(Connection connection, PostgresDriver driver) throws SQLException {
        this.connection = connection;
        this.driver = driver;
        try (Statement usual = connection.createStatement()) {
            possible = usual.getFetchSize() == 0;
        }
    }

    void begin() {
        inTransaction = true;
        failed = false;
    }

    void end() throws SQLException {
        nextJob();
        inTransaction = false;
    }

    void nextJob() throws SQLException {
        returnToTransaction();
        failed = false;
    }

    /** From now on not all is known of what jobs do on this connection. */
    void giveUp() {
        possible = false;
    }

    /** A job is about to have this executed; true if that is ahead of the transaction. */
    boolean executing(@Nullable String sql, boolean plain) throws SQLException {
        returned();
        if (!plain && maySet(sql)) {
            level = Level.UNKNOWN;
        }
        if (plain && possible && inTransaction && driver.isIdle() && isByStatement()) {
            connection.setAutoCommit(true);
            executing = true;
        }
        return executing;
    }

    /** It has been, or has failed; false if that was in the transaction. */
    boolean executed(@Nullable SQLException failure) throws SQLException {
        if (!executing) {
            return false;
        }
        failed = failure != null && PostgresFailure.isOfServer(failure);
        try {
            returnToTransaction();
        } catch (SQLException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
        return true;
    }

    /** A job is about to have the driver do something else: change the isolation level, for example. */
    void reaching() throws SQLException {
        returned();
        level = Level.UNKNOWN;
    }

    /** Throws if the job took no notice of a failure. */
    void returned() throws SQLException {
        // If an execution has not come to its end, nobody has told how it ended.
        returnToTransaction();
        if (failed) {
            throw PostgresTransactions.aborted("a statement of this job has failed");
        }
    }

    private void returnToTransaction() throws SQLException {
        if (executing) {
            executing = false;
            connection.setAutoCommit(false);
        }
    }

    private static boolean maySet(@Nullable String sql) {
        if (sql == null || !TravellingFence.carries(sql)) {
            return true;
        }
        String lower = sql.toLowerCase(Locale.ROOT);
        return SETTINGS.stream().anyMatch(lower::contains);
    }

    /** Asks the server, but only if somebody may have changed it since. */
    private boolean isByStatement() throws SQLException {
        if (level == Level.UNKNOWN) {
            int isolation = connection.getTransactionIsolation();
            level = isolation == Connection.TRANSACTION_READ_COMMITTED
                            || isolation == Connection.TRANSACTION_READ_UNCOMMITTED
                    ? Level.BY_STATEMENT
                    : Level.BY_TRANSACTION;
        }
        return level == Level.BY_STATEMENT;
    }
}
