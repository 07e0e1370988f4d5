package dev.oneshot.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The first moments of a caller's wait for the answer of a job that it has handed over: it lets other threads run, once, and
 * looks whether the answer has come, before it goes to sleep.
 *
 * <p>In a crowd the others hand over their jobs meanwhile, and the worker's thread answers them all; who comes to run again
 * and has its answer was neither put to sleep nor woken, which costs the system many times what a quick job does. That
 * pays only while answers are quick and the processors have nothing else to do: a thread that lets others run is not preferred
 * to them afterwards, as one that is woken is. So what came of it is remembered ({@link #trust}), and where it mostly was in
 * vain, or took long, all callers sleep at once, but for a trial now and then.
 *
 * <p>Callers that {@linkplain #callers stand in line} here may have been answered, and cannot yet ask again: the
 * queue is empty, and yet there is a crowd. Nobody is to borrow the connection then, and the worker's thread lets them run
 * before it goes to sleep.
 *
 * <p>Virtual threads do not wait here: they cost little to wake.
 */
final class BriefWait {

    /** How many callers make a crowd. Two are better off if they borrow the connection in turns. */
    static final int CROWD = 3;

    /** The trust that cannot be increased: enough to bear a bad moment. */
    static final int FULL_TRUST = 4096;

    /** How much trust there is at first, and again after a rest. */
    static final int TRIAL = 128;

    /** How many calls go to sleep at once when trust is lost for the first time; twice as many after each trial that fails. */
    static final int REST = 1024;

    /** How many do at most. */
    static final int LONGEST_REST = 32 * REST;

    /** What is taken from the trust by a wait that took long; by one that was in vain 1 is, and by any other 1 is added. */
    static final int LONG_WAIT = 128;

    /** What takes longer since the job was submitted, for each caller, is long: others have had the processor for their slices. */
    static final long LONG_NANOS = 20_000;

    private final Runnable letOthersRun;

    private final AtomicInteger callers = new AtomicInteger();

    /** Above 0 callers wait here. Below, so many calls are still to sleep at once. Many write it, none minds the others. */
    private volatile int trust = TRIAL;

    /** How many calls will go to sleep at once when trust is lost; written as carelessly. */
    private volatile int rest = REST;

    /** Nobody waits yet. Others are let run by an action that may do nothing, as {@link Thread#yield} may. */
    BriefWait(Runnable letOthersRun) {
        this.letOthersRun = letOthersRun;
    }

    /**
     * Lets others run, if that promises to pay; whether the job, which the current thread has handed over as one of so many callers,
     * has its answer.
     */
    boolean bringsAnswer(QueuedJob<?, ?> job, int company) {
        if (company < CROWD || VirtualThreads.isCurrent() || !isTrusted()) {
            return false;
        }
        callers.getAndIncrement();
        try {
            letOthersRun.run();
        } finally {
            callers.getAndDecrement();
        }
        boolean answered = job.isComplete();
        boolean tookLong = job.side().timer().nanoTime() - job.submittedAt() > company * LONG_NANOS;
        remember(tookLong ? -LONG_WAIT : answered ? 1 : -1);
        return answered;
    }

    /** How many callers wait here, answered or not. */
    int callers() {
        return callers.get();
    }

    /** Lets the callers that wait here run, if there are any: by the worker's thread, which would sleep otherwise. */
    boolean letsCallersRun() {
        boolean has = callers() > 0;
        if (has) {
            letOthersRun.run();
        }
        return has;
    }

    private boolean isTrusted() {
        int before = trust;
        if (before <= 0) {
            trust = before == -1 ? TRIAL : before + 1;
        }
        return before > 0;
    }

    private void remember(int change) {
        int before = trust;
        int now = Math.min(before + change, FULL_TRUST);
        // Those who began before the trust was lost are not to count again.
        if (before <= 0 || now == before) {
            return;
        }
        if (now <= 0) {
            trust = -rest;
            rest = Math.min(2 * rest, LONGEST_REST);
        } else {
            trust = now;
            if (now == FULL_TRUST) {
                rest = REST;
            }
        }
    }
}
