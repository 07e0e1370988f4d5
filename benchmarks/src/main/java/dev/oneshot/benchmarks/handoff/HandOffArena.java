package dev.oneshot.benchmarks.handoff;

import com.zaxxer.hikari.HikariConfig;
import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.access.ExecutorAccess;
import dev.oneshot.benchmarks.access.LockAccess;
import dev.oneshot.benchmarks.access.PoolAccess;
import dev.oneshot.benchmarks.access.WorkerAccess;
import dev.oneshot.benchmarks.load.Arena;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.CalledContestant;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Connector;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A connection with which nothing is done: what is left is the way to its owner and back. */
public final class HandOffArena implements Arena {

    private static final Object CONNECTION = new Object();

    private static final List<Entry<?>> ENTRIES = List.of(
            new Entry<>("hikari-1", () -> new PoolAccess(poolConfig(), 1)),
            new Entry<>("worker", () -> WorkerAccess.of(worker(false))),
            new Entry<>("worker-thread-bound", () -> WorkerAccess.of(worker(true))),
            new Entry<>("lock-fair", () -> new LockAccess<>(CONNECTION, true)),
            new Entry<>("lock-unfair", () -> new LockAccess<>(CONNECTION, false)),
            new Entry<>("executor", () -> new ExecutorAccess<>(CONNECTION)),
            new Entry<>("jctools", () -> new QueueAccess<>(CONNECTION)),
            new Entry<>("disruptor", () -> new DisruptorAccess<>(CONNECTION)),
            new Entry<>("reactor", () -> new ReactorAccess<>(CONNECTION)),
            new Entry<>("kotlin-actor", () -> new KotlinActorAccess<>(CONNECTION)),
            new Entry<>("park-unpark", () -> new ParkAccess<>(CONNECTION)));

    /** An arena without anything in it. */
    public HandOffArena() {}

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.NOTHING);
    }

    @Override
    public List<Contestant> open(Path directory, Predicate<String> wanted) {
        List<Contestant> contestants = new ArrayList<>();
        for (Entry<?> entry : ENTRIES) {
            if (wanted.test(entry.name)) {
                contestants.add(entry.open());
            }
        }
        return contestants;
    }

    private static ConnectionWorker<Object> worker(boolean threadBound) {
        return ConnectionWorker.over(new IdleConnector(CONNECTION, threadBound)).build();
    }

    private static HikariConfig poolConfig() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(IdleDataSource.create());
        return config;
    }

    private record Entry<C>(String name, Supplier<Access<C>> opener) {

        Contestant open() {
            return new IdleContestant<>(name, opener.get());
        }
    }

    private record IdleContestant<C>(String name, Access<C> access) implements CalledContestant {

        @Override
        public boolean takes(Operation operation) {
            return operation == Operation.NOTHING;
        }

        @Override
        public Call caller(Operation operation, long seed) {
            return () -> access.call(connection -> connection, false);
        }

        @Override
        public void close() throws SQLException {
            access.close();
        }
    }

    private record IdleConnector(Object connection, boolean threadBound) implements Connector<Object> {

        @Override
        public Object open() {
            return connection;
        }
    }
}
