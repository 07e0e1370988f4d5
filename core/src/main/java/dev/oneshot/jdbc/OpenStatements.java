package dev.oneshot.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that one job has opened and not closed, so that they can be cancelled by another thread and closed at the
 * end: a list that is woven through the statements themselves.
 */
final class OpenStatements {

    private @Nullable LentStatement newest;
    private volatile boolean cancelled;

    synchronized <S extends LentStatement> S opened(S statement) {
        LentStatement older = newest;
        if (older != null) {
            older.newer = statement;
            statement.older = older;
        }
        newest = statement;
        return statement;
    }

    /** The job has closed this one by itself. */
    synchronized void closed(LentStatement statement) {
        LentStatement newer = statement.newer;
        LentStatement older = statement.older;
        if (newer != null) {
            newer.older = older;
        } else {
            newest = older;
        }
        if (older != null) {
            older.newer = newer;
        }
    }

    /** Closes them all, and then throws the first failure to close one, if there was any. */
    void closeAll() throws SQLException {
        @Nullable SQLException first = null;
        for (LentStatement open = newest(); open != null; open = newest()) {
            try {
                open.close();
            } catch (SQLException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private synchronized @Nullable LentStatement newest() {
        return newest;
    }

    /** Whether the job was cancelled; then it executes no more statements. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Refuses all that the job still wants to execute, and returns what must be cancelled now. May have to be called again. */
    synchronized List<Statement> cancelAll() {
        cancelled = true;
        List<Statement> executing = new ArrayList<>();
        for (LentStatement open = newest; open != null; open = open.older) {
            open.addToCancelled(executing);
        }
        return executing;
    }
}
