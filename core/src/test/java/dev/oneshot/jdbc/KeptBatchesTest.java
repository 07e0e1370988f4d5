package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prepared statements that jobs have used for batches. */
class KeptBatchesTest {

    private static final String INSERT = "INSERT INTO entry VALUES (?)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void goToTheNextJobWithoutTheBatch(Database database) throws Exception {
        String url = database.create(folder);
        Sql.define(url, "CREATE TABLE entry (id INT PRIMARY KEY)");
        try (Connection own = DriverManager.getConnection(url)) {
            PreparedTexts prepared = new PreparedTexts(own);
            ConnectionWorker<Connection> worker = ConnectionWorker.over(
                            JdbcConnector.over(new Lent(prepared.connection())))
                    .build();
            worker.start();

            int first = worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 1, 2)) {
                    return insert.executeBatch().length;
                }
            });
            worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 3)) {
                    return insert;
                }
            });
            int third = worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 4)) {
                    return insert.executeBatch().length;
                }
            });

            assertThat(prepared.count(INSERT)).isOne();
            assertThat(first).isEqualTo(2);
            assertThat(third).isOne();
            assertThat(worker.<Integer>call(connection -> Sql.number(connection, "SELECT sum(id) FROM entry")))
                    .isEqualTo(1 + 2 + 4);
            worker.stop();
        }
    }

    private static PreparedStatement batchOf(Connection connection, int... ids) throws SQLException {
        PreparedStatement insert = connection.prepareStatement(INSERT);
        for (int id : ids) {
            insert.setInt(1, id);
            insert.addBatch();
        }
        return insert;
    }
}
