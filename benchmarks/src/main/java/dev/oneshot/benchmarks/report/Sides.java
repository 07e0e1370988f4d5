package dev.oneshot.benchmarks.report;

import java.util.Set;

/** Who is of this project, and who is none of those that one would use instead of it. */
final class Sides {

    private static final Set<String> OURS = Set.of(
            "worker",
            "worker-statement",
            "worker-2-readers",
            "worker-thread-bound",
            "sample-app",
            "oneshot",
            "oneshotWithWaiter",
            "countedOneshotAndBlockOn",
            "workerJob",
            "workerJobWithoutDeadline");

    /** They show how much there is to be had. */
    private static final Set<String> FLOORS = Set.of("park-unpark", "no-database");

    private Sides() {}

    static boolean isOurs(String contestant) {
        return OURS.contains(contestant);
    }

    static boolean isPeer(String contestant) {
        return !isOurs(contestant) && !FLOORS.contains(contestant);
    }
}
