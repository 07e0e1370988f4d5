package dev.oneshot.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.ExecutorAccess;
import dev.oneshot.benchmarks.access.LockAccess;
import dev.oneshot.benchmarks.access.PoolAccess;
import dev.oneshot.benchmarks.access.WorkerAccess;
import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.jdbc.JdbcConnector;
import dev.oneshot.worker.ConnectionWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One kind of database, and all the ways to share its connections. */
public final class DatabaseArena implements Arena {

    private static final Set<Operation> ALL = EnumSet.of(Operation.READ, Operation.WRITE, Operation.MIX);

    /** For a pool of ten: SQLite and H2 files have one writer, however many connections there are. */
    private static final Set<Operation> READS = Set.of(Operation.READ);

    private static final int POOL_SIZE = 10;
    private static final int READERS = 2;

    private static final List<Entry> ENTRIES = List.of(
            new Entry("hikari-1", ALL, url -> pool(url, 1)),
            new Entry("worker", ALL, url -> WorkerAccess.of(worker(url))),
            new Entry("worker-2-readers", Set.of(Operation.READ, Operation.MIX), DatabaseArena::workerWithReaders),
            new Entry("hikari-10", READS, url -> pool(url, POOL_SIZE)),
            new Entry("lock-fair", ALL, url -> new LockAccess<>(DriverManager.getConnection(url), true)),
            new Entry("lock-unfair", ALL, url -> new LockAccess<>(DriverManager.getConnection(url), false)),
            new Entry("executor", ALL, url -> new ExecutorAccess<>(DriverManager.getConnection(url))));

    private final Database database;

    private DatabaseArena(Database database) {
        this.database = database;
    }

    /** All databases there are. */
    public static List<Arena> all() {
        return List.of(
                new DatabaseArena(new SqliteDatabase("FULL")),
                new DatabaseArena(new SqliteDatabase("NORMAL")),
                new DatabaseArena(new H2Database()),
                new DatabaseArena(new PostgresDatabase()));
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public List<Operation> operations() {
        return List.copyOf(ALL);
    }

    @Override
    public List<Contestant> open(Path directory, Predicate<String> wanted) throws Exception {
        List<Contestant> contestants = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            if (wanted.test(entry.name)) {
                String url = database.url(directory, entry.name);
                try (Connection connection = DriverManager.getConnection(url)) {
                    Statements.createTable(connection);
                }
                contestants.add(new DatabaseContestant(entry.name, entry.opener.open(url), entry.operations));
            }
        }
        return contestants;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }

    private static ConnectionWorker<Connection> worker(String url) {
        return ConnectionWorker.over(JdbcConnector.to(url)).build();
    }

    private static Access<Connection> workerWithReaders(String url) {
        JdbcConnector connector = JdbcConnector.to(url);
        return WorkerAccess.withReaders(ConnectionWorker.over(connector)
                .readers(READERS, connector.readOnly())
                .build());
    }

    private static Access<Connection> pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return new PoolAccess(config, size);
    }

    private record Entry(String name, Set<Operation> operations, Opener opener) {}

    @FunctionalInterface
    private interface Opener {
        Access<Connection> open(String url) throws Exception;
    }
}
