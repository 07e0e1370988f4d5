package dev.oneshot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.database.DatabaseArena;
import dev.oneshot.benchmarks.handoff.HandOffArena;
import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArenasTest {

    private static final Duration MOMENT = Duration.ofMillis(20);

    @TempDir
    Path directory;

    @Test
    void everyContestantDoesWhatItTakesPartIn() throws Exception {
        for (Arena arena :
                List.of(DatabaseArena.all().get(0), DatabaseArena.all().get(2), new HandOffArena())) {
            List<String> asked = new ArrayList<>();
            for (Contestant contestant : arena.open(directory, name -> true)) {
                for (Operation operation : arena.operations()) {
                    if (contestant.takes(operation)) {
                        Cell cell = new Cell(arena.name(), operation, 1, CallerThreads.PLATFORM);
                        assertThat(contestant.measure(cell, MOMENT).failures()).isZero();
                        asked.add(contestant.name());
                    }
                }
                contestant.close();
            }
            assertThat(asked).contains("worker", "hikari-1", "executor", "lock-fair");
            arena.close();
        }
    }
}
