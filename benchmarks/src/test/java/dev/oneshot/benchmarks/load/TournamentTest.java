package dev.oneshot.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TournamentTest {

    private static final Grid GRID = new Grid(
            List.of(Operation.READ, Operation.WRITE),
            List.of(1, 2),
            List.of(CallerThreads.PLATFORM),
            false,
            name -> true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
    private final Budget budget =
            Budget.of(Duration.ofMillis(1), () -> now.get().toNanos());

    @TempDir
    Path data;

    @Test
    void measuresEveryContestantInEveryCellAndRound() throws Exception {
        List<Sample> samples = run(new FakeArena(false));
        assertThat(samples)
                .extracting(Sample::cell)
                .containsOnly(
                        new Cell("fake", Operation.READ, 1, CallerThreads.PLATFORM),
                        new Cell("fake", Operation.READ, 2, CallerThreads.PLATFORM));
        assertThat(samples).extracting(Sample::round).containsOnly(1, 2);
        assertThat(samples).extracting(Sample::fork).containsOnly(7);
        assertThat(samples).extracting(Sample::contestant).containsOnly("a", "b");
        assertThat(samples).hasSize(2 * 2 * 2);
    }

    @Test
    void leavesOutAndNamesWhatThereIsNoMoreTimeFor() throws Exception {
        now.set(Duration.ofSeconds(1));
        assertThat(run(new FakeArena(false))).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("left out", "callers=2");
    }

    @Test
    void goesOnWithoutAnArenaThatIsNotToBeHad() throws Exception {
        assertThat(run(new FakeArena(true), new FakeArena(false))).hasSize(8);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no fake on this machine", "out of order");
    }

    @Test
    void keepsTheOtherCellsIfAContestantFailsInOneAndNamesThatOne() throws Exception {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Tournament tournament = new Tournament(GRID, 7, 2, budget, data, stream);
        List<Sample> samples = tournament.over(List.of(new FakeArena(false, new FailsIfAlone())));
        assertThat(samples).extracting(sample -> sample.cell().callers()).containsOnly(2);
        assertThat(tournament.failed()).extracting(Cell::callers).containsExactly(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("failed: ", "broken");
    }

    private List<Sample> run(Arena... arenas) throws Exception {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Tournament(GRID, 7, 2, budget, data, stream).over(List.of(arenas));
    }

    private record FailsIfAlone() implements Contestant {

        @Override
        public String name() {
            return "b";
        }

        @Override
        public boolean takes(Operation operation) {
            return true;
        }

        @Override
        public Reading measure(Cell cell, Duration length) {
            if (cell.callers() == 1) {
                throw new IllegalStateException("broken");
            }
            return new Reading(1, 1, 1, 1, 1, 1, 0);
        }

        @Override
        public void close() {}
    }

    private record FakeArena(boolean outOfOrder, Contestant second) implements Arena {

        FakeArena(boolean outOfOrder) {
            this(outOfOrder, new FakeContestant("b", Thread::yield));
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Operation> operations() {
            return List.of(Operation.READ);
        }

        @Override
        public List<Contestant> open(Path directory, Predicate<String> wanted) {
            if (outOfOrder) {
                throw new IllegalStateException("out of order");
            }
            return List.of(new FakeContestant("a", Thread::yield), second);
        }
    }
}
