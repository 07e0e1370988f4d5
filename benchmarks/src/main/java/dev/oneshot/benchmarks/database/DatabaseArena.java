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
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One kind of database, and all the ways to share its connections. */
public final class DatabaseArena implements Arena {

    private static final List<Operation> ALL = List.of(Operation.READ, Operation.WRITE, Operation.MIX);
    private static final Queries<Connection> PER_CALL = new PreparedPerCall();

    /** What a pool does in auto-commit: there, too, a statement is a transaction, and nobody has to say so. */
    private static final JobOptions ONE_STATEMENT = JobOptions.defaults().withTransaction(JobTransaction.STATEMENT);

    private static final int POOL_SIZE = 10;
    private static final int READERS = 2;

    private static final List<Entry<?>> ENTRIES = List.of(
            perCall("hikari-1", url -> pool(url, 1)),
            perCall("worker", url -> WorkerAccess.of(worker(url))),
            perCall("worker-statement", url -> WorkerAccess.tellingReads(worker(url), ONE_STATEMENT)),
            new Entry<>(
                    "worker-2-readers",
                    Set.of(Operation.READ, Operation.MIX),
                    PER_CALL,
                    DatabaseArena::workerWithReaders),
            perCall("hikari-10", url -> pool(url, POOL_SIZE)),
            perCall("lock-fair", url -> new LockAccess<>(connect(url), true)),
            perCall("lock-unfair", url -> new LockAccess<>(connect(url), false)),
            perCall("executor", url -> new ExecutorAccess<>(connect(url))),
            new Entry<>(
                    "executor-cached",
                    Set.copyOf(ALL),
                    ItemStatements.KEPT,
                    url -> new ExecutorAccess<>(new ItemStatements(connect(url)))));

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
        return ALL;
    }

    @Override
    public List<Contestant> open(Path directory, Predicate<String> wanted) throws Exception {
        List<Contestant> contestants = new ArrayList<>();
        for (Entry<?> entry : ENTRIES) {
            if (wanted.test(entry.name)) {
                String url = database.url(directory, entry.name);
                try (Connection connection = connect(url)) {
                    Items.create(connection);
                }
                contestants.add(entry.open(url));
            }
        }
        return contestants;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }

    private static Connection connect(String url) throws Exception {
        return DriverManager.getConnection(url);
    }

    private static ConnectionWorker<Connection> worker(String url) {
        return ConnectionWorker.over(JdbcConnector.to(url)).build();
    }

    private static Access<Connection> workerWithReaders(String url) {
        JdbcConnector connector = JdbcConnector.to(url);
        ConnectionWorker<Connection> worker = ConnectionWorker.over(connector)
                .readers(READERS, connector.readOnly())
                .build();
        return WorkerAccess.tellingReads(worker, JobOptions.defaults());
    }

    private static Access<Connection> pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return new PoolAccess(config, size);
    }

    private static Entry<Connection> perCall(String name, Opener<Connection> opener) {
        return new Entry<>(name, Set.copyOf(ALL), PER_CALL, opener);
    }

    private record Entry<C>(String name, Set<Operation> operations, Queries<C> queries, Opener<C> opener) {

        Contestant open(String url) throws Exception {
            return new DatabaseContestant<>(name, opener.open(url), queries, operations);
        }
    }

    @FunctionalInterface
    private interface Opener<C> {
        Access<C> open(String url) throws Exception;
    }
}
