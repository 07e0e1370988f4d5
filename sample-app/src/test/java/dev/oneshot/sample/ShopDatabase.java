package dev.oneshot.sample;

import dev.oneshot.jdbc.JdbcConnector;
import dev.oneshot.worker.ConnectionWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The shop's database file, looked at from outside the shop. */
public final class ShopDatabase {

    /** How many of each product a new shop has. */
    public static final int INITIAL_STOCK = 100;

    private final String url;

    private ShopDatabase(Path file) {
        this.url = "jdbc:sqlite:" + file + "?foreign_keys=true&transaction_mode=IMMEDIATE";
    }

    /** A database that a shop has made. */
    public static ShopDatabase of(Path file) {
        return new ShopDatabase(file);
    }

    /** A new database, made as a shop makes it. */
    public static ShopDatabase create(Path file) throws SQLException {
        ShopDatabase database = of(file);
        try (Connection connection = database.connect()) {
            new ResourceDatabasePopulator(new ClassPathResource("schema-sqlite.sql"), new ClassPathResource("data.sql"))
                    .populate(connection);
        }
        return database;
    }

    /** A started worker of the caller's own. */
    public ConnectionWorker<Connection> startWorker() {
        return startWorker(256);
    }

    /** A started worker with room for so many jobs. */
    public ConnectionWorker<Connection> startWorker(int queueCapacity) {
        ConnectionWorker<Connection> worker = ConnectionWorker.over(JdbcConnector.to(url))
                .queueCapacity(queueCapacity)
                .build();
        worker.start();
        return worker;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** The one number that a query answers. */
    public long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            row.next();
            return row.getLong(1);
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public long stockOf(long productId) throws SQLException {
        return number("SELECT stock FROM products WHERE id = " + productId);
    }
}
