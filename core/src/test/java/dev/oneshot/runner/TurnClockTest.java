package dev.oneshot.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the clock is read for the turns of tasks. */
class TurnClockTest {

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int ROUND = 64;

    private long time;
    private int readings;
    private final TurnClock clock = clockOf(SLOW_NANOS);

    @Test
    void aCrowdOfShortTurnsHasOneReadingForSeveral() {
        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(64);
        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(4);
        assertThat(clock.timed()).isEqualTo(16);
        assertThat(clock.tookNanos()).isEqualTo(1_600);
    }

    @Test
    void longTurnsAndFewTurnsHaveOneReadingEach() {
        assertThat(readingsOfRound(clock, ROUND, 250)).isEqualTo(64);
        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(64);
        assertThat(readingsOfRound(clock, 10, 100)).isEqualTo(1);
        assertThat(clock.timed()).isEqualTo(10);
        assertThat(readingsOfRound(clock, 10, 100)).isEqualTo(10);
    }

    @Test
    void turnsAreTimedEachForItselfForAsLongAsThatIsAskedFor() {
        readingsOfRound(clock, ROUND, 100);
        clock.timeSingly(ROUND + 1);

        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(64);
        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(64);
        assertThat(readingsOfRound(clock, ROUND, 100)).isEqualTo(4);
    }

    @Test
    void noTurnsAreTimedTogetherThatWouldComeToASlowOne() {
        TurnClock strict = clockOf(4_000);
        readingsOfRound(strict, ROUND, 100);

        assertThat(readingsOfRound(strict, ROUND, 100)).isEqualTo(64);
    }

    private TurnClock clockOf(long slowNanos) {
        return new TurnClock(
                () -> {
                    readings++;
                    return time;
                },
                slowNanos);
    }

    private int readingsOfRound(TurnClock of, int turns, long nanosEach) {
        readings = 0;
        of.beginRound();
        for (int i = 0; i < turns; i++) {
            time += nanosEach;
            of.endTurn();
        }
        of.endRound(turns, turns == ROUND);
        return readings;
    }
}
