package dev.oneshot.worker;

/**
 * Whether the callers of a worker come one by one or in a crowd; a hint, and not exact. Where there is a crowd, a caller that
 * is awake would borrow the connection again and again while the others wait, and nothing would be left to commit together.
 */
final class Company {

    /** How many jobs in a row have to come while no other waits until a caller counts as a lone one. */
    private static final int ALONE = 16;

    private volatile int unhurried = ALONE;

    /** A job has come, with which so many wait. */
    void came(int waiting) {
        int before = unhurried;
        int now = waiting > 1 ? 0 : Math.min(before + 1, ALONE);
        if (now != before) {
            unhurried = now;
        }
    }

    /** Whether nobody else has come of late. */
    boolean isNone() {
        return unhurried == ALONE;
    }
}
