package dev.oneshot.benchmarks.report;

import static dev.oneshot.benchmarks.load.CallerThreads.PLATFORM;
import static dev.oneshot.benchmarks.load.CallerThreads.VIRTUAL;
import static dev.oneshot.benchmarks.load.Operation.NOTHING;
import static dev.oneshot.benchmarks.load.Operation.READ;
import static dev.oneshot.benchmarks.load.Operation.WRITE;

import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was to be reached, set before it was: the numbers of prototypes, thrown away, beside the usual way. */
final class Goals {

    private static final Set<String> POOL_OF_ONE = Set.of("hikari-1");
    private static final Set<String> POOL_OF_TEN = Set.of("hikari-10");
    private static final Set<String> HAND_OFFS = Set.of("executor", "jctools", "disruptor", "reactor", "kotlin-actor");
    private static final double FAIR = 0.95;
    private static final double ANY = 0;

    /** For crowds of callers, in the order of the summary. */
    static final List<Goal> LOADS = loads();

    /** For single operations. */
    static final List<Goal> MICROS = List.of(
            micro("Oneshot", "", "completableFuture", 1, "14 ns, 24 B"),
            micro("OneshotWithWaiter", "", "completableFuture", 2.4, "17 ns, 24 B"),
            micro("Outstanding request", "", "completableFuture", 2.6, "40 B"),
            micro("Timeout", "standing 0", "orTimeout", 2.5, "42 ns"),
            micro("Standing time-out", "", "scheduledExecutor", 3.2, "33 B"),
            micro("Yield in a crowd", "", "kotlinCoroutines", 6, "10 ns"));

    private Goals() {}

    private static List<Goal> loads() {
        List<Goal> all = new ArrayList<>();
        all.add(load("sqlite-full", WRITE, 256, PLATFORM, 24));
        all.add(load("sqlite-full", WRITE, 256, VIRTUAL, 24));
        all.add(load("sqlite-full", WRITE, 16, PLATFORM, 8.9));
        all.add(load("sqlite-full", WRITE, 1, PLATFORM, 1.2));
        all.add(new LoadGoal(new Cell("nothing", NOTHING, 256, PLATFORM), HAND_OFFS, 1.3, ANY));
        all.add(new LoadGoal(new Cell("nothing", NOTHING, 16, PLATFORM), HAND_OFFS, 1.1, ANY));
        all.add(load("nothing", NOTHING, 1, PLATFORM, 1.3));
        all.add(load("sqlite-normal", WRITE, 256, PLATFORM, 4.0));
        all.add(load("sqlite-normal", WRITE, 16, PLATFORM, 2.2));
        all.add(load("sqlite-normal", WRITE, 1, PLATFORM, 1.1));
        all.add(new LoadGoal(new Cell("sqlite-normal", READ, 256, PLATFORM), POOL_OF_ONE, 2.3, FAIR));
        all.add(new LoadGoal(new Cell("sqlite-normal", READ, 16, PLATFORM), POOL_OF_ONE, 2.5, FAIR));
        all.add(load("sqlite-normal", READ, 1, PLATFORM, 2.1));
        all.add(new LoadGoal(new Cell("sqlite-normal", READ, 256, VIRTUAL), POOL_OF_ONE, 9.5, FAIR));
        all.add(load("sqlite-normal", WRITE, 256, VIRTUAL, 5.8));
        all.add(new LoadGoal(new Cell("shop", WRITE, 256, PLATFORM), POOL_OF_ONE, 6, FAIR));
        all.add(new LoadGoal(new Cell("shop", WRITE, 64, PLATFORM), POOL_OF_ONE, 6, FAIR));
        all.add(load("shop", WRITE, 1, PLATFORM, 1));
        all.add(new LoadGoal(new Cell("shop", READ, 256, PLATFORM), POOL_OF_TEN, 1, FAIR));
        all.add(new LoadGoal(new Cell("shop", READ, 64, PLATFORM), POOL_OF_TEN, 1, FAIR));
        all.add(load("shop", READ, 1, PLATFORM, 1));
        return List.copyOf(all);
    }

    private static Goal load(String arena, Operation operation, int callers, CallerThreads threads, double target) {
        return new LoadGoal(new Cell(arena, operation, callers, threads), POOL_OF_ONE, target, ANY);
    }

    private static Goal micro(String question, String parameters, String usual, double target, String prototype) {
        return new MicroGoal(question, parameters, "oneshot", usual, target, prototype);
    }
}
