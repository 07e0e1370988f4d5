package dev.oneshot.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All contestants of a cell, one after the other, again and again: what disturbs the machine for a while then disturbs
 * all of them. Who begins changes from round to round, and so does the direction in which it goes on, so that nobody
 * always comes after the same one. A short round before the first warms up and is thrown away.
 */
final class Rounds {

    /** What share of a round's length the warm-up has. */
    private static final double WARM_UP = 0.25;

    private final int fork;
    private final int rounds;

    Rounds(int fork, int rounds) {
        this.fork = fork;
        this.rounds = rounds;
    }

    /** How many lengths one contestant needs, warm-up included. */
    double perContestant() {
        return rounds + WARM_UP;
    }

    List<Sample> of(Cell cell, List<Contestant> contestants, Duration length) throws InterruptedException {
        for (Contestant contestant : contestants) {
            measure(cell, contestant, Duration.ofNanos((long) (length.toNanos() * WARM_UP)));
        }
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Contestant contestant : order(contestants, fork + round)) {
                Reading reading = measure(cell, contestant, length);
                samples.add(new Sample(cell, contestant.name(), fork, round, reading));
            }
        }
        return samples;
    }

    /** The same contestants, from another one on, and every other time backwards. */
    static <T> List<T> order(List<T> contestants, int turn) {
        int count = contestants.size();
        int step = turn % 2 == 0 ? 1 : -1;
        List<T> order = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            order.add(contestants.get(Math.floorMod(turn + step * i, count)));
        }
        return order;
    }

    private static Reading measure(Cell cell, Contestant contestant, Duration length) throws InterruptedException {
        return contestant.measure(cell, length);
    }
}
