package dev.oneshot.worker;

/**
 * When those who borrow a connection let other virtual threads run, if they are on virtual threads themselves. Such a thread
 * keeps its carrier until it waits for something, and who always finds the connection idle never does: those who would
 * compete for it could not even come.
 *
 * <p>To let others run costs as much as a hundred quick jobs. So one to whom nobody has come the last time does it only when
 * it has had its carrier for a while. Belongs to who has the connection.
 */
final class GivingWay {

    /** How many loans pass before a borrower gives way to others who have borrowed, too. */
    static final int LOANS_IN_A_ROW = 256;

    /** How much time passes as well, before one who borrows alone does. */
    static final long ALONE_NANOS = 1_000_000;

    /** Since somebody has given way: the loans, the time, and whether they went to more than one thread. */
    private int loans;

    private long since;
    private boolean shared;

    /** Who has borrowed last; the thread itself could be kept for long. */
    private long borrower;

    /** Counts a loan to this thread at this time; whether it is to end with letting others run. */
    boolean isDueAfter(long thread, long now) {
        loans++;
        if (thread != borrower) {
            borrower = thread;
            shared = true;
        }
        boolean due = loans >= LOANS_IN_A_ROW && (shared || now - since >= ALONE_NANOS);
        if (due) {
            loans = 0;
            since = now;
            shared = false;
        }
        return due;
    }
}
