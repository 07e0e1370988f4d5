package dev.oneshot.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that one job has opened and not closed, so that they can be closed at the end, and be cancelled by another
 * thread: a list that is woven through the statements themselves. Only the job's thread changes it; who walks through it
 * meanwhile goes on from a statement that has just been closed to those that are older.
 */
final class OpenStatements {

    private volatile @Nullable LentStatement newest;

    private volatile boolean cancelled;

    <S extends LentStatement> S opened(S statement) {
        LentStatement older = newest;
        if (older != null) {
            older.newer = statement;
            statement.older = older;
        }
        // ORDERING: in the list before it asks whether the job is cancelled; a cancellation does the two the other way
        // round.
        newest = statement;
        return statement;
    }

    /** The job has closed this one by itself. */
    void closed(LentStatement statement) {
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
        for (LentStatement open = newest; open != null; open = newest) {
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

    /** Whether the job was cancelled; then it executes no more statements. */
    boolean isCancelled() {
        return cancelled;
    }

    /**
     * Refuses all that the job still wants to execute, and returns what must be cancelled now. May have to be called again,
     * a moment later: the first time it returns nothing. Drivers tend to lose a cancellation that meets the first moment of
     * an execution, and to take no second one for it; what is executed later on was begun before the first.
     */
    List<Statement> cancelAll() {
        List<Statement> executing = new ArrayList<>();
        if (cancelled) {
            for (LentStatement open = newest; open != null; open = open.older) {
                executing.add(open.driversOwn());
            }
        }
        cancelled = true;
        return executing;
    }
}
