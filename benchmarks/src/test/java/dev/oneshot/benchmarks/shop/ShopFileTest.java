package dev.oneshot.benchmarks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFileTest {

    private static final Path CLASSES = Path.of("../sample-app/src/main/resources");

    @TempDir
    Path directory;

    @Test
    void hasTheShopsTablesAndNeverRunsOutOfStock() throws Exception {
        Path file = ShopFile.create(directory.resolve("shop.db"), CLASSES);
        assertThat(number(file, "select count(*) from products where stock = 1000000000"))
                .isEqualTo(1000);
        assertThat(number(file, "select count(*) from users")).isEqualTo(1000);
    }

    private static long number(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
