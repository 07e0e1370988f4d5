package dev.oneshot.benchmarks.database;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.CalledContestant;
import dev.oneshot.benchmarks.load.Operation;
import java.sql.SQLException;
import java.util.Set;

/**
 * One way to share the connections of a database.
 *
 * @param <C> what the statements are executed on
 */
record DatabaseContestant<C>(String name, Access<C> access, Queries<C> queries, Set<Operation> operations)
        implements CalledContestant {

    @Override
    public boolean takes(Operation operation) {
        return operations.contains(operation);
    }

    @Override
    public Call caller(Operation operation, long seed) {
        return new Shopper<>(access, queries, seed).call(operation);
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
