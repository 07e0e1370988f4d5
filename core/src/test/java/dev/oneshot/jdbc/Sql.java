package dev.oneshot.jdbc;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.JobTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** SQL in one line. */
final class Sql {

    private Sql() {}

    /** In a job with a transaction of its own, since data definition may commit. */
    static void define(ConnectionWorker<Connection> worker, String sql) {
        worker.call(
                connection -> update(connection, sql),
                JobOptions.named("define").withTransaction(JobTransaction.OWN));
    }

    /** By a connection of its own. */
    static void define(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            update(connection, sql);
        }
    }

    static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** With a prepared statement, which the worker keeps. */
    static int update(Connection connection, String sql, int parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, parameter);
            return statement.executeUpdate();
        }
    }

    /** The first column of the first row. */
    static int number(Connection connection, String sql) throws SQLException {
        return Integer.parseInt(text(connection, sql));
    }

    /** The first column of the first row. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The first column of all rows, read by a connection of its own. */
    static Set<Integer> numbers(String url, String sql) throws SQLException {
        Set<Integer> numbers = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }
}
