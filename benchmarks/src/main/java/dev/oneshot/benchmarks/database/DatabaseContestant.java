package dev.oneshot.benchmarks.database;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** One way to share the connections of a database. */
record DatabaseContestant(String name, Access<Connection> access, Set<Operation> operations) implements Contestant {

    @Override
    public boolean takes(Operation operation) {
        return operations.contains(operation);
    }

    @Override
    public Call caller(Operation operation, long seed) {
        return Statements.caller(access, operation, seed);
    }

    @Override
    public void close() throws SQLException {
        access.close();
    }
}
