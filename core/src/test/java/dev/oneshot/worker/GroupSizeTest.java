package dev.oneshot.worker;

import static dev.oneshot.worker.GroupSize.CHEAP_NANOS;
import static dev.oneshot.worker.GroupSize.MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups are halved where callers are on virtual threads and commits are cheap. */
class GroupSizeTest {

    private static final int MOST = 100;

    private final GroupSize size = new GroupSize(MOST);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "15, 8", "255, 100"})
    void halfOfThoseThatWaitGoIntoAGroupOfVirtualThreadsWhoseCommitIsCheap(int waiting, int group) {
        size.callerWaits(true);
        size.committed(CHEAP_NANOS - 1);

        assertThat(size.withWaiting(waiting)).isEqualTo(group);
    }

    @Test
    void allOfThemDoOfPlatformThreads() {
        size.committed(0);
        assertThat(size.withWaiting(10)).isEqualTo(MOST);

        size.callerWaits(true);
        size.callerWaits(false);
        assertThat(size.withWaiting(10)).isEqualTo(MOST);
    }

    @Test
    void allOfThemDoWhereACommitIsDearOrNothingIsKnownOfIt() {
        size.callerWaits(true);
        assertThat(size.withWaiting(10)).isEqualTo(MOST);

        size.committed(CHEAP_NANOS);
        assertThat(size.withWaiting(10)).isEqualTo(MOST);
    }

    @Test
    void oneDearCommitAmongCheapOnesMakesNoDifference() {
        size.callerWaits(true);
        size.committed(0);
        size.committed(0);

        size.committed(CHEAP_NANOS);

        assertThat(size.withWaiting(10)).isEqualTo(6);
    }

    @Test
    void sixteenCommitsAreRemembered() {
        size.callerWaits(true);
        for (int commit = 0; commit < 10 * MEMORY; commit++) {
            size.committed(0);
        }
        for (int commit = 0; commit < MEMORY; commit++) {
            assertThat(size.withWaiting(10)).isEqualTo(6);
            size.committed(CHEAP_NANOS);
        }
        assertThat(size.withWaiting(10)).isEqualTo(MOST);

        for (int commit = 0; commit < 10 * MEMORY; commit++) {
            size.committed(CHEAP_NANOS);
        }
        for (int commit = 0; commit <= MEMORY; commit++) {
            assertThat(size.withWaiting(10)).isEqualTo(MOST);
            size.committed(0);
        }
        assertThat(size.withWaiting(10)).isEqualTo(6);
    }
}
