package dev.oneshot.worker;

/**
 * Counts the attempts to connect since the connection last worked, and says which of them the log is to tell of: all that is
 * new, and ever less of what goes on. Used by who has the connection.
 */
final class Attempts {

    /** With the longest pause between two, which is 10 s by default, about a quarter of an hour. */
    private static final int LONGEST_SILENCE = 128;

    private int made;

    /** The connection has worked, or is about to be opened for the first time. */
    void beginAfresh() {
        made = 0;
    }

    /** One more is made. */
    void next() {
        made++;
    }

    int made() {
        return made;
    }

    /** Whether this one is told of: the first, the second, the fourth and so on, and at last each 128th. */
    boolean isTold() {
        return Integer.bitCount(made) <= 1 || made % LONGEST_SILENCE == 0;
    }
}
