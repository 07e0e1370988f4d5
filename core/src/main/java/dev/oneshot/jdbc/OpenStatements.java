package dev.oneshot.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that one job has opened, so that they can be cancelled by another thread and closed at the end. */
final class OpenStatements {

    /** When the list has grown by as many, those that the job has closed itself are dropped from it. */
    private static final int SWEEP_INTERVAL = 64;

    private final List<Statement> statements = new ArrayList<>();
    private int sweepAt = SWEEP_INTERVAL;

    synchronized Statement opened(Statement statement) throws SQLException {
        if (statements.size() >= sweepAt) {
            List<Statement> open = new ArrayList<>();
            for (Statement known : statements) {
                if (!known.isClosed()) {
                    open.add(known);
                }
            }
            statements.clear();
            statements.addAll(open);
            sweepAt = open.size() + SWEEP_INTERVAL;
        }
        statements.add(statement);
        return statement;
    }

    /** Closes them all, and then throws the first failure to close one, if there was any. */
    synchronized void closeAll() throws SQLException {
        @Nullable SQLException first = null;
        for (Statement statement : statements) {
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

    void cancelAll() throws SQLException {
        for (Statement statement : snapshot()) {
            if (!statement.isClosed()) {
                statement.cancel();
            }
        }
    }

    private synchronized List<Statement> snapshot() {
        return List.copyOf(statements);
    }
}
