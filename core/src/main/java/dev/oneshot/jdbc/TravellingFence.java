package dev.oneshot.jdbc;

import dev.oneshot.worker.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mark before a job in a transaction on PostgreSQL, a savepoint that goes to the server along with the job's first
 * statement. For that one statement the driver is told to do what its option {@code autosave} does for all.
 *
 * <pre>
 * PENDING ──first statement──▶ SENT ──succeeded──▶ SET
 *    │                          ├──the server refused it──▶ UNDONE: the driver has gone back to the savepoint
 *    │                          └──else──▶ PENDING, if nothing was sent, SET or UNSURE
 *    └──anything else that may reach the server──▶ OWN: a savepoint of our own, set at once
 * </pre>
 *
 * <p>It is not released: the next job sets another one of the same name, which hides it, and the commit ends them all. So
 * nobody may go back to that name who is not sure to have set it: he would undo the job before him. That is {@code UNSURE},
 * and costs the whole transaction. After a statement that failed the job is as in any aborted transaction, although its
 * first one alone has already been undone: what it may do must not depend on whether it is alone.
 */
final class TravellingFence implements Transactions.Fence {

    private enum State {
        PENDING,
        SENT,
        SET,
        UNDONE,
        UNSURE,
        OWN
    }

    private static final String GO_BACK = "ROLLBACK TO SAVEPOINT PGJDBC_AUTOSAVE";
    private static final String OPEN = "OPEN";
    private static final String ABORTED = "25P02";

    /** What a statement begins with that the driver sends a savepoint along with, and that can change nothing of ours. */
    private static final List<String> CARRIERS = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "WITH");

    private final Connection connection;
    private final PostgresDriver driver;
    private State state = State.PENDING;
    private @Nullable Savepoint own;

    TravellingFence(Connection connection, PostgresDriver driver) {
        this.connection = connection;
        this.driver = driver;
    }

    /** Separates the next job from those before it. */
    void set() {
        state = State.PENDING;
        own = null;
    }

    /** The job is about to have this executed; null if nobody knows what it is. */
    void executing(@Nullable String sql) throws SQLException {
        if (state == State.SENT) {
            // Nobody has told how the first one ended.
            stay();
        }
        if (state == State.UNDONE || state == State.UNSURE) {
            throw PostgresTransactions.aborted("a statement of this job has failed");
        }
        if (state == State.PENDING) {
            if (sql != null && carries(sql) && OPEN.equals(driver.transactionState())) {
                state = State.SENT;
                driver.setSavepoints(true);
            } else {
                settle();
            }
        }
    }

    /** The job's statement has been executed, or has failed. */
    void executed(@Nullable SQLException failure) throws SQLException {
        if (state == State.SENT) {
            stay();
            state = failure == null ? State.SET : after(failure);
        }
    }

    private static State after(SQLException failure) {
        if (PostgresFailure.isOfServer(failure)) {
            // The statement meets an aborted transaction if the savepoint before it was refused.
            return PostgresFailure.hasState(failure, ABORTED) ? State.UNSURE : State.UNDONE;
        }
        if (PostgresFailure.wasNotSent(failure)) {
            return State.PENDING;
        }
        return PostgresFailure.wasExecuted(failure) ? State.SET : State.UNSURE;
    }

    /** The driver sends no more savepoints along. */
    void stay() throws SQLException {
        if (state == State.SENT) {
            state = State.UNSURE;
            driver.setSavepoints(false);
        }
    }

    /** Sets the mark now, if no statement has: something else of the job may reach the server. */
    void settle() throws SQLException {
        if (state == State.PENDING) {
            state = State.UNSURE;
            own = connection.setSavepoint();
            state = State.OWN;
        }
    }

    /** The job has returned; throws if it took no notice of a failure. */
    void returned() throws SQLException {
        if (state == State.UNDONE || state == State.UNSURE) {
            throw PostgresTransactions.aborted("the job took no notice of a statement that had failed");
        }
    }

    @Override
    public void release() throws SQLException {
        if (own != null) {
            connection.releaseSavepoint(own);
        } else if (state == State.SENT || PostgresTransactions.FAILED.equals(driver.transactionState())) {
            throw PostgresTransactions.aborted("a statement in it has failed");
        } else {
            returned();
        }
    }

    @Override
    public void rollback() throws SQLException {
        boolean failed = PostgresTransactions.FAILED.equals(driver.transactionState());
        if (own != null) {
            connection.rollback(own);
        } else if (state == State.SET || (state == State.UNDONE && failed)) {
            goBack();
        } else if (state != State.UNDONE && (state != State.PENDING || failed)) {
            stay();
            throw new SQLException("it is not certain what would be undone with the job", "3B001");
        }
    }

    private void goBack() throws SQLException {
        if (!driver.canSetSavepoints()) {
            throw new SQLException(
                    "the job has told the driver to set savepoints, which hide the one before it", "3B001");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(GO_BACK);
        }
    }

    private static boolean carries(String sql) {
        for (String word : CARRIERS) {
            if (sql.regionMatches(true, 0, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
