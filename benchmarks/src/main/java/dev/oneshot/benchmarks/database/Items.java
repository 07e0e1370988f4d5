package dev.oneshot.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The one table there is. */
final class Items {

    static final int ROWS = 10_000;

    private static final String CREATE =
            "create table item (id integer not null primary key, name varchar(40) not null, stock integer not null)";
    private static final String INSERT = "insert into item (id, name, stock) values (?, ?, ?)";

    private Items() {}

    /** Makes the table, and fills it. */
    static void create(Connection connection) throws SQLException {
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
}
