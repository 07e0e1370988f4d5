package dev.oneshot.benchmarks.database;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.CalledContestant;
import dev.oneshot.benchmarks.load.Operation;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One way to share the connections of a database.
 *
 * @param asked how many callers there have been
 * @param <C> what the statements are executed on
 */
record DatabaseContestant<C>(
        String name, Access<C> access, Queries<C> queries, Set<Operation> operations, AtomicLong asked)
        implements CalledContestant {

    DatabaseContestant(String name, Access<C> access, Queries<C> queries, Set<Operation> operations) {
        this(name, access, queries, operations, new AtomicLong());
    }

    @Override
    public boolean takes(Operation operation) {
        return operations.contains(operation);
    }

    @Override
    public Call caller(Operation operation, long seed) {
        // No two callers ever do the same, not even in two rounds: a stock that is set to what it is already changes no
        // page, and SQLite then has nothing to commit.
        return new Shopper<>(access, queries, asked.getAndIncrement()).call(operation);
    }

    @Override
    public boolean isContention(Exception failure) {
        return Contention.caused(failure);
    }

    @Override
    public void close() throws SQLException {
        access.close();
    }
}
