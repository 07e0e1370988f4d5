package dev.oneshot.jdbc;

import dev.oneshot.worker.Connector;
import dev.oneshot.worker.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Handles a JDBC connection for a worker: jobs run in transactions, committed before they are answered, and get a view of
 * the connection that is their own.
 *
 * <p>Statements that a job leaves open are closed after it, {@code close()} ends the view and not the connection, and
 * committing is left to the worker. Prepared statements are kept and used again by later jobs with the same SQL. Between
 * jobs no transaction is open and no lock is held. A running job is cancelled by {@link java.sql.Statement#cancel()}.
 *
 * <p>On SQLite a transaction begins in mode IMMEDIATE, since a deferred one that writes later fails at once if another
 * process writes; one for reading begins in mode DEFERRED and holds up nobody.
 */
public final class JdbcConnector implements Connector<Connection> {

    private static final int VALIDATION_SECONDS = 5;

    private final Source source;
    private final List<String> initialSql;
    private final boolean readOnly;

    private JdbcConnector(Source source, List<String> initialSql, boolean readOnly) {
        this.source = source;
        this.initialSql = initialSql;
        this.readOnly = readOnly;
    }

    /**
     * Takes the connection from a data source. With a pool, the worker keeps one of its connections for good.
     *
     * @param dataSource where the connection comes from
     * @return the connector
     */
    public static JdbcConnector over(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new JdbcConnector(dataSource::getConnection, List.of(), false);
    }

    /**
     * Opens the connection by its URL.
     *
     * @param url as {@link DriverManager#getConnection(String)} takes it
     * @return the connector
     */
    public static JdbcConnector to(String url) {
        Objects.requireNonNull(url, "url");
        return new JdbcConnector(() -> DriverManager.getConnection(url), List.of(), false);
    }

    /**
     * The same source of connections, each of which executes these statements when the worker opens it: a {@code PRAGMA}, a
     * {@code LISTEN}. They take the place of earlier ones.
     *
     * @param statements in their order, one statement each
     * @return a connector that does so
     */
    public JdbcConnector withInitialSql(String... statements) {
        return new JdbcConnector(source, List.of(statements), readOnly);
    }

    /**
     * The same source of connections, which are used for reading only: for the readers of a worker. A statement that
     * writes is refused by the database, where it can.
     *
     * @return a connector for readers
     */
    public JdbcConnector readOnly() {
        return new JdbcConnector(source, initialSql, true);
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = source.open();
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            initialize(connection);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private void initialize(Connection connection) throws SQLException {
        if (initialSql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : initialSql) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close(Connection connection) throws SQLException {
        // What close() does with an open transaction is left to the driver; some commit it.
        try (connection) {
            if (!connection.isClosed()) {
                Dialect dialect = Dialect.of(connection);
                dialect.rollback();
                if (readOnly) {
                    dialect.permitWrites();
                }
            }
        }
    }

    @Override
    public Session<Connection> session(Connection connection) throws SQLException {
        return JdbcSession.of(connection, readOnly);
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

    /** Where connections come from. */
    @FunctionalInterface
    private interface Source {
        Connection open() throws SQLException;
    }
}
