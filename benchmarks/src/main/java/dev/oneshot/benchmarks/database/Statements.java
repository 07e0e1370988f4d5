package dev.oneshot.benchmarks.database;

import dev.oneshot.benchmarks.access.Access;
import dev.oneshot.benchmarks.load.Call;
import dev.oneshot.benchmarks.load.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/**
 * What is asked of the databases: the same SQL for all contestants, prepared for each call and closed after it, as one
 * does with a connection that one has borrowed.
 */
final class Statements {

    private static final int ROWS = 10_000;
    private static final int READS_PER_WRITE = 4;

    private static final String CREATE =
            "create table item (id integer not null primary key, name varchar(40) not null, stock integer not null)";
    private static final String INSERT = "insert into item (id, name, stock) values (?, ?, ?)";
    private static final String SELECT = "select name, stock from item where id = ?";
    private static final String UPDATE = "update item set stock = ? where id = ?";

    private Statements() {}

    /** Makes the one table there is, and fills it. */
    static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "Item number " + id);
                insert.setInt(3, 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** What one caller does. */
    static Call caller(Access<Connection> access, Operation operation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return switch (operation) {
            case READ -> () -> read(access, random);
            case WRITE -> () -> write(access, random);
            case MIX ->
                () -> {
                    if (random.nextInt(READS_PER_WRITE + 1) == 0) {
                        write(access, random);
                    } else {
                        read(access, random);
                    }
                };
            case NOTHING -> () -> access.call(connection -> connection, true);
        };
    }

    private static void read(Access<Connection> access, SplittableRandom random) throws Exception {
        int id = random.nextInt(ROWS) + 1;
        access.call(connection -> stock(connection, id), true);
    }

    private static void write(Access<Connection> access, SplittableRandom random) throws Exception {
        int id = random.nextInt(ROWS) + 1;
        int stock = random.nextInt();
        int changed = access.call(connection -> setStock(connection, id, stock), false);
        if (changed != 1) {
            throw new IllegalStateException(changed + " rows changed instead of one");
        }
    }

    private static int stock(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getString(1).isEmpty()) {
                    throw new IllegalStateException("No item " + id);
                }
                return row.getInt(2);
            }
        }
    }

    private static int setStock(Connection connection, int id, int stock) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setInt(1, stock);
            update.setInt(2, id);
            return update.executeUpdate();
        }
    }
}
