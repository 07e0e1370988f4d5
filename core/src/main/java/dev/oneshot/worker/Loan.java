package dev.oneshot.worker;

import org.jspecify.annotations.Nullable;

/** Who has borrowed the worker's connection to run a job of its own, and whether that thread was interrupted for a stop. */
final class Loan {

    private volatile @Nullable Thread borrower;

    /** Guarded by this, as is every change of the borrower. */
    private boolean interrupted;

    boolean isToCurrentThread() {
        return borrower == Thread.currentThread();
    }

    synchronized void begin() {
        borrower = Thread.currentThread();
        interrupted = false;
    }

    /** Interrupts the borrower; false if there is none. */
    synchronized boolean interrupt() {
        Thread thread = borrower;
        if (thread != null) {
            interrupted = true;
            thread.interrupt();
        }
        return thread != null;
    }

    /**
     * The thread belongs to the caller again. It is not to feel an interrupt that was meant for the job, and is to feel one
     * that came from elsewhere.
     */
    synchronized void end(boolean feltInterrupt) {
        borrower = null;
        if (interrupted) {
            Thread.interrupted();
        } else if (feltInterrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
