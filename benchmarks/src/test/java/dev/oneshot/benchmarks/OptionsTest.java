package dev.oneshot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void runsAllPartsIfNoneIsNamed() {
        assertThat(Options.parse(List.of()).parts()).containsExactly(Part.values());
        assertThat(Options.parse(List.of("memory", "--quick", "handoff")).parts())
                .containsExactly(Part.MEMORY, Part.HANDOFF);
    }

    @Test
    void handsTheSameOptionsToAForkWithItsNumberAndItsTime() {
        Options options = Options.parse(List.of("--budget", "10m", "--quick", "--callers", "1, 16", "--forks", "2"));
        Options fork = Options.parse(options.forFork(Part.HANDOFF, 2, Duration.ofSeconds(90), 2).stream()
                .skip(1)
                .toList());
        assertThat(fork.parts()).containsExactly(Part.HANDOFF);
        assertThat(fork.fork()).isEqualTo(2);
        assertThat(fork.budget()).isEqualTo(Duration.ofSeconds(90));
        assertThat(fork.isQuick()).isTrue();
        assertThat(fork.list("--callers", "7", Integer::valueOf)).containsExactly(1, 16);
    }

    @Test
    void tellsAForkWhatWasAskedForButNotWhereTheFilesLie() {
        Options options = Options.parse(List.of("memory", "--budget", "25m", "--results", "/somewhere", "--quick"));
        Options fork = Options.parse(options.forFork(Part.MEMORY, 1, Duration.ofSeconds(9), 2).stream()
                .skip(1)
                .toList());
        assertThat(fork.command()).isEqualTo("run memory --budget 25m --quick");
    }

    @Test
    void hasFewerForksAndRoundsInAShortTime() {
        assertThat(Options.parse(List.of("--budget", "25m")).forks()).isEqualTo(2);
        assertThat(Options.parse(List.of("--budget", "90m")).forks()).isEqualTo(3);
        assertThat(Options.parse(List.of("--budget", "25m")).rounds()).isEqualTo(2);
        assertThat(Options.parse(List.of("--budget", "90m")).rounds()).isEqualTo(5);
    }

    @Test
    void givesAPartFewerForksRatherThanTooShortOnes() {
        assertThat(Part.MEMORY.forks(3, Duration.ofMinutes(10))).isEqualTo(3);
        assertThat(Part.MEMORY.forks(3, Duration.ofSeconds(70))).isEqualTo(2);
        assertThat(Part.MEMORY.forks(3, Duration.ofSeconds(7))).isEqualTo(1);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--qick")));
    }
}
