package dev.oneshot.worker;

/** One caller's use of a worker's connection, for one job of its own on its own thread. */
final class Loan<C> {

    private final Bench<C> bench;
    private final QueuedJob<C, ?> job;
    private final Thread borrower = Thread.currentThread();

    /** Whether the thread waits for its connection. Guarded by the lock of the {@link JobQueue}. */
    boolean missed;

    /** Whether the borrower is to let others run afterwards; the borrower's own. */
    boolean givesWay;

    /** Whether the borrower was interrupted for a stop. Guarded by the same lock. */
    private boolean interrupted;

    /** Whether it had been interrupted from elsewhere when that happened. Guarded by the same lock. */
    private boolean wasInterrupted;

    /** Whether the job left an interrupt behind; set by the borrower. */
    private volatile boolean feltInterrupt;

    /** A loan to the calling thread. */
    Loan(Bench<C> bench, QueuedJob<C, ?> job) {
        this.bench = bench;
        this.job = job;
    }

    Bench<C> bench() {
        return bench;
    }

    QueuedJob<C, ?> job() {
        return job;
    }

    Thread borrower() {
        return borrower;
    }

    boolean isToCurrentThread() {
        return borrower == Thread.currentThread();
    }

    /** Interrupts the job; only while the borrower cannot give the connection back. */
    void interrupt() {
        if (!interrupted) {
            // ORDERING: if the borrower is not interrupted any more, it has said before that it was.
            wasInterrupted = borrower.isInterrupted() || feltInterrupt;
        }
        interrupted = true;
        borrower.interrupt();
    }

    /** Lets other virtual threads run, if it is time for that, and this is one. */
    void giveWay() {
        if (givesWay && VirtualThreads.isCurrent()) {
            Thread.yield();
        }
    }

    /** The job has left an interrupt behind, which the borrower's thread is to feel when the loan is over. */
    void feelsInterrupt() {
        feltInterrupt = true;
    }

    /**
     * The loan is over, and the thread belongs to the caller again. It is not to feel an interrupt that was meant for the
     * job, and is to feel one that came from elsewhere.
     */
    void settleInterrupts() {
        if (interrupted) {
            Thread.interrupted();
        }
        if (interrupted ? wasInterrupted : feltInterrupt) {
            borrower.interrupt();
        }
    }
}
