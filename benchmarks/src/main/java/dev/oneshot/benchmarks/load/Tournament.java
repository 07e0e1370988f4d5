package dev.oneshot.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goes through the grid, arena by arena and cell by cell, within a budget of time, and tells how it goes. */
public final class Tournament {

    private final Grid grid;
    private final Rounds rounds;
    private final Budget budget;
    private final Path data;
    private final PrintStream out;
    private final List<Cell> failed = new ArrayList<>();

    /**
     * A tournament whose time begins to run now.
     *
     * @param data a directory on the disk that is to be measured
     */
    public Tournament(Grid grid, int fork, int rounds, Budget budget, Path data, PrintStream out) {
        this.grid = grid;
        this.rounds = new Rounds(fork, rounds);
        this.budget = budget;
        this.data = data;
        this.out = out;
    }

    /** Measures all there is to measure, and says on the way what it leaves out. */
    public List<Sample> over(List<Arena> arenas) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < arenas.size(); i++) {
            samples.addAll(in(arenas.get(i), budget.share(arenas.size() - i)));
        }
        return samples;
    }

    /** The cells in which a contestant failed, so that nothing is known of any. */
    public List<Cell> failed() {
        return List.copyOf(failed);
    }

    private List<Sample> in(Arena arena, Budget given) throws Exception {
        Budget share = given;
        List<Cell> cells = grid.cellsOf(arena);
        List<Sample> samples = new ArrayList<>();
        List<Contestant> contestants = cells.isEmpty() ? List.of() : open(arena);
        try {
            if (!cells.isEmpty()) {
                share = share.laterBy(prepare(cells.get(0), contestants));
            }
            warmUp(cells, contestants, share);
            double measurements = measurements(cells, contestants);
            for (Cell cell : cells) {
                if (contestants.isEmpty() || share.isOverdrawn()) {
                    out.println("left out: " + cell);
                    continue;
                }
                List<Contestant> participants = participants(cell, contestants);
                share = share.laterBy(prepare(cell, participants));
                Duration length = share.lengthOf(measurements).multipliedBy(cell.weight());
                measurements -= measurements(cell, participants);
                try {
                    List<Sample> ofCell = rounds.of(cell, participants, length);
                    samples.addAll(ofCell);
                    tell(cell, length, ofCell);
                } catch (IllegalStateException e) {
                    out.println("failed: " + cell + ": " + e.getMessage());
                    failed.add(cell);
                }
            }
        } finally {
            for (Contestant contestant : contestants) {
                contestant.close();
            }
            arena.close();
        }
        return samples;
    }

    private List<Contestant> open(Arena arena) throws IOException {
        Path directory = Files.createDirectories(data.resolve(arena.name()));
        try {
            return arena.open(directory, grid.contestants());
        } catch (Exception | LinkageError e) {
            out.println("no " + arena.name() + " on this machine: " + e);
            return List.of();
        }
    }

    /**
     * Has the code of all contestants compiled before anything counts: with most callers, by all that is asked for. The mix
     * is both, if it is asked for.
     */
    private static void warmUp(List<Cell> cells, List<Contestant> contestants, Budget share)
            throws InterruptedException {
        int most = cells.stream().mapToInt(Cell::callers).max().orElse(0);
        List<Cell> crowded = cells.stream()
                .filter(cell ->
                        cell.callers() == most && cell.threads() == cells.get(0).threads())
                .toList();
        List<Cell> mixed = crowded.stream()
                .filter(cell -> cell.operation() == Operation.MIX)
                .toList();
        List<Cell> chosen = mixed.isEmpty() ? crowded : mixed;
        Duration length = share.warmUpOf(contestants.size()).dividedBy(Math.max(1, chosen.size()));
        for (Cell cell : chosen) {
            for (Contestant contestant : participants(cell, contestants)) {
                contestant.measure(cell, length);
            }
        }
    }

    /** What takes time before anything can be measured does not shorten what is measured. */
    private Duration prepare(Cell cell, List<Contestant> participants) throws InterruptedException {
        long start = System.nanoTime();
        for (Contestant contestant : participants) {
            contestant.prepare(cell);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private double measurements(List<Cell> cells, List<Contestant> contestants) {
        return cells.stream()
                .mapToDouble(cell -> measurements(cell, participants(cell, contestants)))
                .sum();
    }

    private double measurements(Cell cell, List<Contestant> participants) {
        return participants.size() * rounds.perContestant() * cell.weight();
    }

    private static List<Contestant> participants(Cell cell, List<Contestant> contestants) {
        return contestants.stream()
                .filter(contestant -> contestant.takes(cell.operation()))
                .toList();
    }

    private void tell(Cell cell, Duration length, List<Sample> samples) {
        out.printf(
                Locale.ROOT,
                "%s %s, %d callers on %s threads, %d ms each%n",
                cell.arena(),
                cell.operation(),
                cell.callers(),
                cell.threads(),
                length.toMillis());
        for (Sample sample : samples) {
            Reading reading = sample.reading();
            out.printf(
                    Locale.ROOT,
                    "  %d %-22s %,12.0f/s  p50 %,10.1f  p99 %,10.1f  max %,10.1f us  fair %.2f  %,7.0f B%s%n",
                    sample.round(),
                    sample.contestant(),
                    reading.perSecond(),
                    reading.medianMicros(),
                    reading.p99Micros(),
                    reading.maxMicros(),
                    reading.fairness(),
                    reading.bytesPerCall(),
                    reading.failures() == 0 ? "" : "  " + reading.failures() + " failed");
        }
    }
}
