package dev.oneshot.jdbc;

import dev.oneshot.worker.Connector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Handles a JDBC connection for a worker: each job runs in one transaction, committed when the job returns and rolled
 * back when it throws or comes too late.
 *
 * <p>A job gets a view of the connection that is its own: statements that it leaves open are closed after it,
 * {@code close()} ends the view and not the connection, and committing is left to the worker. Between jobs the
 * connection is in auto-commit mode, so no transaction is open and no lock held while the worker is idle. For SQLite
 * let the driver begin transactions in mode IMMEDIATE ({@code ?transaction_mode=IMMEDIATE}): a deferred one that writes
 * later fails at once if another process writes.
 */
public final class JdbcConnector implements Connector<Connection> {

    private static final int VALIDATION_SECONDS = 5;

    private final Source source;

    private JdbcConnector(Source source) {
        this.source = source;
    }

    /**
     * Takes the connection from a data source. With a pool, the worker keeps one of its connections for good.
     *
     * @param dataSource where the connection comes from
     * @return the connector
     */
    public static JdbcConnector over(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new JdbcConnector(dataSource::getConnection);
    }

    /**
     * Opens the connection by its URL.
     *
     * @param url as {@link DriverManager#getConnection(String)} takes it
     * @return the connector
     */
    public static JdbcConnector to(String url) {
        Objects.requireNonNull(url, "url");
        return new JdbcConnector(() -> DriverManager.getConnection(url));
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = source.open();
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    @Override
    public void close(Connection connection) throws SQLException {
        // What close() does with an open transaction is left to the driver; some commit it.
        try (connection) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    @Override
    public boolean validate(Connection connection) throws SQLException {
        return connection.isValid(VALIDATION_SECONDS);
    }

    @Override
    public boolean isBroken(Connection connection, Throwable failure) {
        return Breakage.of(connection, failure);
    }

    @Override
    public boolean threadBound() {
        return false;
    }

    @Override
    public Connection begin(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            returnToAutoCommit(connection, failure);
            throw failure;
        }
        return Lending.lend(connection);
    }

    @Override
    public void commit(Connection lent) throws SQLException {
        Connection connection = Lending.end(lent);
        // By JDBC this commits. Connection.commit() would make some drivers, SQLite's for one, begin the next
        // transaction right away and hold its locks until the next job.
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback(Connection lent) throws SQLException {
        Connection connection = Lending.end(lent);
        if (connection.getAutoCommit()) {
            // A commit was refused: some drivers are back in auto-commit mode then, with the transaction still open.
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        } else {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /**
     * Some drivers, SQLite's for one, hold themselves to be in a transaction although the database has just refused to
     * begin it. The next job would then run in none, and could not be rolled back.
     */
    private static void returnToAutoCommit(Connection connection, SQLException failure) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.close();
        }
    }

    /** Where connections come from. */
    @FunctionalInterface
    private interface Source {
        Connection open() throws SQLException;
    }
}
