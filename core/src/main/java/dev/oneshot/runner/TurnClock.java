package dev.oneshot.runner;

import java.util.function.LongSupplier;

/**
 * The time as the turns of tasks see it: read after each of them, and in a crowd of short turns after several, since
 * reading the clock takes longer than such a turn does.
 *
 * <p>A crowd is a full round of turns. If they took less than {@link #SHORT_NANOS} each, those of the next round are timed
 * {@link #TOGETHER}. Where that comes to the time of a slow one, nobody knows which it was; so then each turn is timed for
 * itself until every task that waits has had one. For the executor's thread.
 */
final class TurnClock {

    private static final int TOGETHER = 16;
    private static final long SHORT_NANOS = 250;

    private final LongSupplier clock;
    private final int mostTogether;
    private long now;
    private long previous;
    private long roundBegan;
    private int together = 1;
    private int untimed;
    private int timed;
    private long singly;

    /** Where short turns could come to a slow one, no turns are timed together. */
    TurnClock(LongSupplier clock, long slowNanos) {
        this.clock = clock;
        this.mostTogether = slowNanos > TOGETHER * SHORT_NANOS ? TOGETHER : 1;
    }

    /** The last reading. */
    long now() {
        return now;
    }

    /** Reads the clock where no turn ends. */
    void read() {
        now = clock.getAsLong();
    }

    void beginRound() {
        roundBegan = now;
    }

    /** Ends a turn; true if the clock was read for it, and for those before it that were not timed. */
    boolean endTurn() {
        untimed++;
        return untimed >= together && readForTurns();
    }

    /** Ends a round of so many turns; true if the clock was read for the last of them. */
    boolean endRound(int turns, boolean full) {
        boolean read = untimed > 0 && readForTurns();
        together = full && singly == 0 && now - roundBegan < turns * SHORT_NANOS ? mostTogether : 1;
        return read;
    }

    /** How long the turns took that the clock was read for last. */
    long tookNanos() {
        return now - previous;
    }

    /** How many turns those were. */
    int timed() {
        return timed;
    }

    /** Times so many turns each for itself. */
    void timeSingly(long turns) {
        singly = turns;
        together = 1;
    }

    private boolean readForTurns() {
        previous = now;
        read();
        timed = untimed;
        singly = Math.max(0, singly - untimed);
        untimed = 0;
        return true;
    }
}
