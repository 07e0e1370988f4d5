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
 * PENDING ──nothing is before the job──▶ FIRST: it begins the transaction, and is undone with it
 * PENDING ──first statement──▶ SENT ──succeeded──▶ SET ──anything but a carrier──▶ DOUBTED
 *    │                          ├──the server refused it──▶ UNDONE: the driver has gone back to the savepoint
 *    │                          └──else──▶ PENDING, if nothing was sent, SET or UNSURE
 *    └──anything but a carrier──▶ OWN: a savepoint of our own, set at once
 * </pre>
 *
 * <p>A carrier is a single statement that can neither end the transaction nor set a savepoint in it. After such ones alone
 * the mark is not released: the next job sets another one of the same name, which hides it, and the commit ends them all. In
 * DOUBTED the server is asked to release it, which it refuses if the job has ended the transaction that it was in, and
 * which takes along the savepoints that the job has left. So all marks of that name are of jobs, and the latest is the one of
 * the latest job that has set one. One that was said to only read, and has executed nothing but {@link PlainRead}s, leaves
 * its mark to the next job, which begins in SET: what would be undone with that job changed nothing.
 *
 * <p>Nobody may go back to that name who is not sure to have set it: he would undo the job before him. That is
 * {@code UNSURE}, and costs the whole transaction. After a statement that failed the job is as in any aborted transaction,
 * although its first one alone has already been undone: what it may do must not depend on whether it is alone.
 */
final class TravellingFence implements Transactions.Fence {

    private enum State {
        PENDING,
        FIRST,
        SENT,
        SET,
        DOUBTED,
        UNDONE,
        UNSURE,
        OWN
    }

    private static final String GO_BACK = "ROLLBACK TO SAVEPOINT PGJDBC_AUTOSAVE";
    private static final String RELEASE = "RELEASE SAVEPOINT PGJDBC_AUTOSAVE";
    private static final String OPEN = "OPEN";
    private static final String NO_SAVEPOINT = "3B001";

    private static final List<String> CARRIERS = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "WITH");

    private final Connection connection;
    private final PostgresDriver driver;
    private State state = State.PENDING;
    private @Nullable Savepoint own;

    /** Whether there is no job behind the mark, or none any more: what is executed is not its business. */
    private boolean over = true;

    /** Whether nothing but plain reads has been executed behind the mark. */
    private boolean onlyReads;

    /** Whether the mark of a job that is over does for the next one. */
    private boolean spare;

    TravellingFence(Connection connection, PostgresDriver driver) {
        this.connection = connection;
        this.driver = driver;
    }

    /**
     * Whether a savepoint that the driver sends along is there afterwards; the option {@code cleanupSavepoints} has it
     * released. Asks the server, in a transaction of its own.
     */
    static boolean isPossible(Connection connection, PostgresDriver driver) throws SQLException {
        if (!driver.canSetSavepoints()) {
            return false;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            driver.setSavepoints(true);
            try {
                statement.execute("SELECT 1");
            } finally {
                driver.setSavepoints(false);
            }
            statement.execute(GO_BACK);
            return true;
        } catch (SQLException refused) {
            return false;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Separates the next job from those before it; to be called when that is {@linkplain #leave over}. */
    void set() {
        state = spare ? State.SET : State.PENDING;
        spare = false;
        onlyReads = true;
        own = null;
        over = false;
    }

    /** What is executed from now on has another mark before it, or none. */
    void end() throws SQLException {
        leave();
        spare = false;
    }

    /** The job that had this mark is over, and another may follow it. */
    void leave() throws SQLException {
        stay();
        over = true;
    }

    /** The job is about to have this executed; null if nobody knows what it is. */
    void executing(@Nullable String sql, boolean plainRead) throws SQLException {
        met(plainRead);
        if (over || isFirst()) {
            return;
        }
        boolean carrier = sql != null && carries(sql);
        if (state == State.PENDING && carrier && OPEN.equals(driver.transactionState())) {
            state = State.SENT;
            driver.setSavepoints(true);
        } else if (state != State.SET || !carrier) {
            settle();
        }
    }

    private void met(boolean plainRead) {
        onlyReads &= plainRead;
        spare = false;
    }

    /** Whether the job begins the transaction: all before it have at most read ahead of it. */
    private boolean isFirst() throws SQLException {
        if (state == State.PENDING && driver.isIdle()) {
            state = State.FIRST;
        }
        return state == State.FIRST;
    }

    /** The job's statement has been executed, or has failed. */
    void executed(@Nullable SQLException failure) throws SQLException {
        if (state == State.SENT) {
            stay();
            state = failure == null ? State.SET : after(failure);
        }
    }

    private static State after(SQLException failure) {
        if (!PostgresFailure.isAlone(failure)) {
            return State.UNSURE;
        }
        if (PostgresFailure.isOfServer(failure)) {
            return State.UNDONE;
        }
        if (PostgresFailure.wasNotSent(failure)) {
            return State.PENDING;
        }
        return PostgresFailure.hasSavepoint(failure) ? State.SET : State.UNSURE;
    }

    /** The driver sends no more savepoints along. */
    private void stay() throws SQLException {
        if (state == State.SENT) {
            state = State.UNSURE;
            driver.setSavepoints(false);
        }
    }

    /** Something else of the job may reach the server: sets the mark now, if no statement has. */
    void settle() throws SQLException {
        met(false);
        if (over || isFirst()) {
            return;
        }
        // If it is still SENT, nobody has told how the first statement ended.
        stay();
        if (state == State.UNDONE || state == State.UNSURE) {
            throw PostgresTransactions.aborted("a statement of this job has failed");
        }
        if (state == State.PENDING) {
            state = State.UNSURE;
            own = connection.setSavepoint();
            state = State.OWN;
        } else if (state == State.SET) {
            state = State.DOUBTED;
        }
    }

    /** The job has returned; throws if it took no notice of a failure. */
    void returned() throws SQLException {
        if (!over && (state == State.UNDONE || state == State.UNSURE)) {
            throw PostgresTransactions.aborted("the job took no notice of a statement that had failed");
        }
    }

    @Override
    public void release() throws SQLException {
        returned();
        if (own != null) {
            connection.releaseSavepoint(own);
        } else if (state == State.SENT || !isIntact()) {
            throw PostgresTransactions.aborted("a statement in it has failed, or has ended it");
        } else if (state == State.DOUBTED) {
            execute(RELEASE);
            // Whoever wanted to go back to it now would meet the one before it.
            state = State.UNSURE;
        }
        over = true;
    }

    @Override
    public void releaseAfterRead() throws SQLException {
        release();
        spare = state == State.SET && onlyReads;
    }

    /** Before its first statement it may not have begun. */
    private boolean isIntact() throws SQLException {
        String server = driver.transactionState();
        return state == State.PENDING || state == State.FIRST
                ? !PostgresTransactions.FAILED.equals(server)
                : OPEN.equals(server);
    }

    @Override
    public void rollback() throws SQLException {
        stay();
        spare = false;
        if (own != null) {
            connection.rollback(own);
        } else if (state == State.FIRST) {
            connection.rollback();
        } else if (state == State.SET || state == State.DOUBTED || state == State.UNDONE) {
            goBack();
        } else if (state == State.UNSURE || !isIntact()) {
            throw new SQLException("it is not certain what would be undone with the job", NO_SAVEPOINT);
        }
        over = true;
    }

    private void goBack() throws SQLException {
        if (!driver.canSetSavepoints()) {
            throw new SQLException(
                    "the job has told the driver to set savepoints, which hide the one before it", NO_SAVEPOINT);
        }
        execute(GO_BACK);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static boolean carries(String sql) {
        int beginning = SqlBeginning.of(sql);
        int end = sql.indexOf(';', beginning);
        if (end >= 0 && end < sql.length() - 1) {
            // Perhaps there is more than one.
            return false;
        }
        for (String word : CARRIERS) {
            if (sql.regionMatches(true, beginning, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
