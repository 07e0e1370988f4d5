package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.ConnectionWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
        try (ConnectionWorker<Connection> worker = Group.workerOn(url)) {
            worker.start();
            Sql.define(worker, "CREATE TABLE entry (id INT PRIMARY KEY)");

            Statement first = worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 1, 2)) {
                    assertThat(insert.executeBatch()).hasSize(2);
                    return insert.unwrap(Statement.class);
                }
            });
            Statement second = worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 3)) {
                    return insert.unwrap(Statement.class);
                }
            });
            int third = worker.call(connection -> {
                try (PreparedStatement insert = batchOf(connection, 4)) {
                    return insert.executeBatch().length;
                }
            });

            assertThat(second).isSameAs(first);
            assertThat(third).isOne();
            assertThat(worker.<Integer>call(connection -> Sql.number(connection, "SELECT sum(id) FROM entry")))
                    .isEqualTo(1 + 2 + 4);
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
