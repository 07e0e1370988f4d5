package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairnessTest {

    @Test
    void isOneWhereAllGotTheSame() {
        assertThat(Fairness.of(7, 7, 7)).isEqualTo(1);
    }

    @Test
    void isOneOfFourWhereOneOfFourGotAll() {
        assertThat(Fairness.of(0, 100, 0, 0)).isEqualTo(0.25);
    }

    @Test
    void liesBetweenForUnequalShares() {
        assertThat(Fairness.of(1, 3)).isEqualTo(0.8);
    }
}
