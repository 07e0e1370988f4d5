package dev.oneshot.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All contestants of a cell, one after the other, again and again: what disturbs the machine for a while then disturbs
 * all of them. Who begins changes from round to round. The first round warms up and is thrown away.
 */
final class Rounds {

    private final int fork;
    private final int rounds;

    Rounds(int fork, int rounds) {
        this.fork = fork;
        this.rounds = rounds;
    }

    /** How many measurements of a contestant there will be, warm-up included. */
    int perContestant() {
        return rounds + 1;
    }

    List<Sample> of(Cell cell, List<Contestant> contestants, Duration length) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get((i + round) % contestants.size());
                Sample sample = measure(cell, contestant, round, length);
                if (sample != null) {
                    samples.add(sample);
                }
            }
        }
        return samples;
    }

    private @Nullable Sample measure(Cell cell, Contestant contestant, int round, Duration length)
            throws InterruptedException {
        Reading reading = ClosedLoop.measure(contestant, cell.operation(), cell.callers(), cell.threads(), length);
        return round == 0 ? null : new Sample(cell, contestant.name(), fork, round, reading);
    }
}
