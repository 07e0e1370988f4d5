package dev.oneshot.benchmarks.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** An SQLite file with the tables and the data of the shop, and with more in stock than can be ordered. */
final class ShopFile {

    private static final String STOCK = "UPDATE products SET stock = 1000000000";

    private ShopFile() {}

    /**
     * Creates one.
     *
     * @param classes the shop's, among which its SQL lies
     */
    static Path create(Path file, Path classes) throws IOException, SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(classes.resolve("schema-sqlite.sql")));
            statement.executeUpdate(Files.readString(classes.resolve("data.sql")));
            statement.executeUpdate(STOCK);
        }
        return file;
    }
}
