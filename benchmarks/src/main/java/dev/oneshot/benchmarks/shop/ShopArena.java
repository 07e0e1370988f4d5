package dev.oneshot.benchmarks.shop;

import dev.oneshot.benchmarks.application.OwnClasses;
import dev.oneshot.benchmarks.application.SampleJar;
import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.peer.PeerShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The shop over HTTP on this machine's loopback. All contestants run on the same server with the same settings, answer the
 * same requests with the same bytes, and keep their data in SQLite files of the same kind; each is a process of its own. The
 * threads of a cell are those of the server.
 */
public final class ShopArena implements Arena {

    private static final String SHOP = "dev.oneshot.sample.ShopApplication";

    /** As the shop's own, but patient: connections of a pool wait for each other in SQLite. */
    private static final String PATIENT_URL = "jdbc:sqlite:${shop.file}?journal_mode=WAL&synchronous=FULL"
            + "&foreign_keys=true&transaction_mode=IMMEDIATE&busy_timeout=60000";

    /** The shops. */
    public ShopArena() {}

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.READ, Operation.WRITE, Operation.MIX);
    }

    @Override
    public List<Contestant> open(Path directory, Predicate<String> wanted) throws IOException {
        SampleJar sample = SampleJar.unpack(directory.resolve("unpacked"));
        Path classes = sample.classes();
        Path peerClasses = OwnClasses.unpack(PeerShop.class.getPackage(), directory.resolve("peer"));
        String ours = SampleJar.classPath(Stream.concat(Stream.of(classes), sample.libraries().stream()));
        String peers = SampleJar.classPath(
                Stream.concat(Stream.of(peerClasses, classes), sample.librariesOfOthers().stream()));
        String peer = PeerShop.class.getName();
        Stream<ShopPlan> plans = Stream.of(
                new ShopPlan("hikari-1", peers, peer, pool(1)),
                new ShopPlan("sample-app", ours, SHOP, List.of()),
                new ShopPlan("hikari-10", peers, peer, pool(10)),
                new ShopPlan("no-database", peers, peer, List.of("--peer.store=none")));
        return plans.filter(plan -> wanted.test(plan.name()))
                .<Contestant>map(plan -> new ShopContestant(plan, classes, directory))
                .toList();
    }

    private static List<String> pool(int size) {
        return List.of(
                "--peer.store=jdbc",
                "--spring.datasource.type=com.zaxxer.hikari.HikariDataSource",
                "--spring.datasource.hikari.maximum-pool-size=" + size,
                "--spring.datasource.hikari.connection-timeout=60000",
                "--spring.datasource.url=" + PATIENT_URL);
    }
}
