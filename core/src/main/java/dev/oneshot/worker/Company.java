package dev.oneshot.worker;

/**
 * Whether the callers of a worker come one by one or in a crowd; a hint, and not exact. Where there is a crowd, a caller that
 * is awake would borrow the connection again and again while the others wait, and nothing would be left to commit together.
 */
final class Company {

    /** How many jobs in a row have to come while no more than a few wait until there is no crowd any more. */
    private static final int ALONE = 16;

    private final int few;
    private volatile int unhurried = ALONE;

    /** A company that is none as long as no more than so many wait. */
    Company(int few) {
        this.few = few;
    }

    /** A job has come, with which so many wait. */
    void came(int waiting) {
        int before = unhurried;
        int now = waiting > few ? 0 : Math.min(before + 1, ALONE);
        if (now != before) {
            unhurried = now;
        }
    }

    /** Whether no more than a few have come at a time of late. */
    boolean isNone() {
        return unhurried == ALONE;
    }
}
