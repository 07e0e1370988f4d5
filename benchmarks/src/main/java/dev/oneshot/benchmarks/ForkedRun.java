package dev.oneshot.benchmarks;

import dev.oneshot.benchmarks.costs.CostsArena;
import dev.oneshot.benchmarks.database.DatabaseArena;
import dev.oneshot.benchmarks.handoff.HandOffArena;
import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.Budget;
import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Grid;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Sample;
import dev.oneshot.benchmarks.load.Tournament;
import dev.oneshot.benchmarks.micro.CrowdYields;
import dev.oneshot.benchmarks.micro.HeldMemory;
import dev.oneshot.benchmarks.micro.JmhRun;
import dev.oneshot.benchmarks.results.Environment;
import dev.oneshot.benchmarks.results.MicroSample;
import dev.oneshot.benchmarks.results.ResultFiles;
import dev.oneshot.benchmarks.results.Results;
import dev.oneshot.benchmarks.shop.ShopArena;
import dev.oneshot.benchmarks.startup.StartUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** One part in this JVM, its results in a file. */
final class ForkedRun {

    /** Kept here, since the logging of the JDK forgets the level of a logger that nobody keeps. */
    private static final Logger LOGGER = Logger.getLogger("dev.oneshot");

    private static final String QUICK_ARENAS = "sqlite-full,sqlite-normal,nothing,shop,costs";
    private static final String ALL_ARENAS = "sqlite-full,sqlite-normal,h2-file,postgresql,nothing,shop,costs";
    private static final String QUICK_OPERATIONS = "read,write,nothing";
    private static final String ALL_OPERATIONS = "read,write,mix,nothing";

    private final Options options;
    private final int fork;
    private final Part part;
    private final Duration budget;
    private final List<Cell> failed = new ArrayList<>();

    ForkedRun(Options options, int fork) {
        this.options = options;
        this.fork = fork;
        this.part = options.parts().get(0);
        Duration given = options.budget();
        this.budget = given == null ? part.budget(options.isQuick()) : given;
    }

    void start() throws Exception {
        LOGGER.setLevel(Level.WARNING);
        Path data = Files.createDirectories(options.data().resolve(part.label()));
        Environment environment = Environment.here(data, options.command());
        try {
            List<Sample> load = switch (part) {
                case DATABASE -> tournament(DatabaseArena.all(), data);
                case HANDOFF -> tournament(List.of(new HandOffArena()), data);
                case COSTS -> tournament(List.of(new CostsArena()), data);
                case SHOP -> tournament(List.of(new ShopArena()), data);
                default -> List.of();
            };
            List<MicroSample> micro = switch (part) {
                case ONESHOT, TIMER, CHANNEL -> JmhRun.of(part.label(), fork, budget);
                case EXECUTOR -> executor();
                case MEMORY -> HeldMemory.measure(fork);
                case STARTUP -> StartUp.in(data).measure(fork, budget);
                default -> List.of();
            };
            new ResultFiles(options.results()).write(part.label(), fork, new Results(environment, load, micro));
            if (!failed.isEmpty()) {
                throw new IllegalStateException("Nothing is known of " + failed);
            }
        } finally {
            delete(data);
        }
    }

    private List<MicroSample> executor() throws Exception {
        List<MicroSample> samples = new ArrayList<>(JmhRun.of(part.label(), fork, budget.dividedBy(2)));
        samples.addAll(CrowdYields.measure(fork));
        return samples;
    }

    private List<Sample> tournament(List<Arena> arenas, Path data) throws Exception {
        List<String> wanted = options.list("--arenas", options.isQuick() ? QUICK_ARENAS : ALL_ARENAS, String::strip);
        List<Arena> taken =
                arenas.stream().filter(arena -> wanted.contains(arena.name())).toList();
        Tournament tournament = new Tournament(grid(), fork, options.rounds(), Budget.of(budget), data, System.out);
        List<Sample> samples = tournament.over(taken);
        failed.addAll(tournament.failed());
        return samples;
    }

    private Grid grid() {
        boolean chosen = options.has("--callers") || options.has("--threads");
        return new Grid(
                options.list(
                        "--operations",
                        options.isQuick() ? QUICK_OPERATIONS : ALL_OPERATIONS,
                        name -> Operation.valueOf(name.toUpperCase(Locale.ROOT))),
                options.list("--callers", part.callers(), Integer::valueOf),
                options.list(
                        "--threads", "platform,virtual", name -> CallerThreads.valueOf(name.toUpperCase(Locale.ROOT))),
                options.isQuick() && !chosen,
                contestants());
    }

    private Predicate<String> contestants() {
        Set<String> wanted = Set.copyOf(options.list("--contestants", "all", String::strip));
        return wanted.contains("all") ? name -> true : wanted::contains;
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(directory)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
