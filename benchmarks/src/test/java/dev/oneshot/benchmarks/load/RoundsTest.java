package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final List<String> ALL = List.of("a", "b", "c");

    @Test
    void beginsWithAnotherOneEachTimeAndGoesBackwardsEveryOtherTime() {
        assertThat(Rounds.order(ALL, 0)).containsExactly("a", "b", "c");
        assertThat(Rounds.order(ALL, 1)).containsExactly("b", "a", "c");
        assertThat(Rounds.order(ALL, 2)).containsExactly("c", "a", "b");
        assertThat(Rounds.order(ALL, 3)).containsExactly("a", "c", "b");
    }
}
