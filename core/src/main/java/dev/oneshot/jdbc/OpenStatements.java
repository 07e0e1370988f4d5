package dev.oneshot.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that one job has opened, so that they can be cancelled by another thread and closed at the end; and what
 * it may have executed.
 */
final class OpenStatements {

    /** When the list has grown by as many, those that the job has closed itself are dropped from it. */
    private static final int SWEEP_INTERVAL = 64;

    private final Cancellation cancellation;
    private final StatementRule rule;
    private final List<LentStatement> statements = new ArrayList<>();
    private int sweepAt = SWEEP_INTERVAL;
    private volatile boolean cancelled;

    OpenStatements(Cancellation cancellation, StatementRule rule) {
        this.cancellation = cancellation;
        this.rule = rule;
    }

    /** Throws if the job must not have this executed. */
    void requireAllowed(String sql) throws SQLException {
        rule.check(sql);
    }

    synchronized void opened(LentStatement statement) throws SQLException {
        if (statements.size() >= sweepAt) {
            List<LentStatement> open = new ArrayList<>();
            for (LentStatement known : statements) {
                if (!known.isClosed()) {
                    open.add(known);
                }
            }
            statements.clear();
            statements.addAll(open);
            sweepAt = open.size() + SWEEP_INTERVAL;
        }
        statements.add(statement);
    }

    /** Closes them all, and then throws the first failure to close one, if there was any. */
    synchronized void closeAll() throws SQLException {
        @Nullable SQLException first = null;
        for (LentStatement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                first = first == null ? e : first;
            }
        }
        statements.clear();
        if (first != null) {
            throw first;
        }
    }

    /** Whether the job was cancelled; then it executes no more statements. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Cancels what is executed, and all that the job still wants to execute. May have to be called again. */
    void cancelAll() throws SQLException {
        cancelled = true;
        List<Statement> open = new ArrayList<>();
        for (LentStatement statement : snapshot()) {
            statement.addToCancelled(open);
        }
        cancellation.cancel(open);
    }

    private synchronized List<LentStatement> snapshot() {
        return List.copyOf(statements);
    }
}
