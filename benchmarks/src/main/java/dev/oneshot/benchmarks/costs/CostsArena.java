package dev.oneshot.benchmarks.costs;

import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The same worker in several applications, each of which has other things switched on. */
public final class CostsArena implements Arena {

    /** The applications. */
    public CostsArena() {}

    @Override
    public String name() {
        return "costs";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.NOTHING);
    }

    @Override
    public List<Contestant> open(Path directory, Predicate<String> wanted) {
        return Stream.of(
                        new Plan("plain", Set.of()),
                        new Plan("metrics", Set.of(Feature.METRICS)),
                        new Plan("context", Set.of(Feature.CONTEXT)),
                        new Plan("observation", Set.of(Feature.CONTEXT, Feature.OBSERVATION)),
                        new Plan("all", Set.of(Feature.values())))
                .filter(plan -> wanted.test(plan.name))
                .<Contestant>map(plan -> CostsContestant.open(plan.name, plan.features))
                .toList();
    }

    private record Plan(String name, Set<Feature> features) {}
}
