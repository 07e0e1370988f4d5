package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.autoconfigure.worker.DecoratingConnector;
import dev.oneshot.jdbc.JdbcConnector;
import dev.oneshot.worker.JobDecorator;
import dev.oneshot.worker.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Handles a connection of a {@code DataSource} so that Spring's JDBC takes part in the jobs: inside a job, whatever asks
 * Spring for a connection of that {@code DataSource} ({@code JdbcClient}, {@code JdbcTemplate}, Spring Data JDBC,
 * {@code @Transactional}) gets the worker's, and joins the job's transaction.
 *
 * <p>The transaction of a job cannot be put aside: propagation {@code REQUIRES_NEW} and {@code NOT_SUPPORTED} are refused,
 * since they would take another connection, or wait for this one for ever. {@code NESTED} sets a savepoint. A transaction
 * that is marked as rollback-only undoes the job. Synchronizations are called before the job is committed, and after what
 * became of it is known. All else is as with a {@link JdbcConnector}. The worker over the application's {@code DataSource}
 * has such a connector; this one is for further workers:
 *
 * <pre>{@code
 * @Bean
 * ConnectionWorker<Connection> archive(WorkerBuilderFactory workers, @Qualifier("archive") DataSource archive) {
 *     return workers.over("archive", SpringConnector.over(archive)).build();
 * }
 * }</pre>
 */
public final class SpringConnector implements DecoratingConnector<Connection> {

    private final DataSource dataSource;
    private final JdbcConnector jdbc;
    private final boolean readOnly;

    private SpringConnector(DataSource dataSource, JdbcConnector jdbc, boolean readOnly) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.readOnly = readOnly;
    }

    /**
     * Takes the connection from a data source. With a pool, the worker keeps one of its connections for good.
     *
     * @param dataSource where the connection comes from
     * @return the connector
     */
    public static SpringConnector over(DataSource dataSource) {
        DataSource target = target(Objects.requireNonNull(dataSource, "dataSource"));
        return new SpringConnector(target, JdbcConnector.over(target), false);
    }

    /**
     * The same data source for the readers of a worker: its connections are used for reading only.
     *
     * @return a connector for readers
     */
    public SpringConnector readOnly() {
        return new SpringConnector(dataSource, jdbc.readOnly(), true);
    }

    /** Warns of the first job that is submitted in the midst of a transaction on the same {@code DataSource}. */
    @Override
    public JobDecorator decorator() {
        return new SurroundingTransaction(dataSource);
    }

    /** Spring's transaction managers, too, look behind this proxy, and know the DataSource there by its identity. */
    private static DataSource target(DataSource dataSource) {
        if (dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
            return target(proxy.getTargetDataSource());
        }
        return dataSource;
    }

    @Override
    public Connection open() throws SQLException {
        try {
            return jdbc.open();
        } catch (SQLException | RuntimeException failure) {
            FailedUrl.note(failure, dataSource);
            throw failure;
        }
    }

    @Override
    public Session<Connection> session(Connection connection) throws SQLException {
        try {
            return new SpringSession(connection, jdbc.session(connection), dataSource, readOnly);
        } catch (SQLException | RuntimeException failure) {
            // A connection that is fetched lazily is opened only now.
            FailedUrl.note(failure, dataSource);
            throw failure;
        }
    }

    @Override
    public boolean validate(Connection connection) throws SQLException {
        return jdbc.validate(connection);
    }

    @Override
    public void close(Connection connection) throws SQLException {
        jdbc.close(connection);
    }

    @Override
    public boolean isBroken(Connection connection, Throwable failure) {
        return jdbc.isBroken(connection, failure);
    }

    @Override
    public boolean threadBound() {
        return jdbc.threadBound();
    }
}
