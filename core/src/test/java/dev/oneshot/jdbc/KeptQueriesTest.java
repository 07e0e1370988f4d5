package dev.oneshot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.worker.JobTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Prepared queries: which of them a later job finds prepared. */
class KeptQueriesTest {

    private static final String QUERY = "SELECT * FROM point";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void areKeptIfTheirColumnsAreReadByNumber(Database database) throws Exception {
        try (Connection own = open(database)) {
            PreparedTexts prepared = new PreparedTexts(own);
            JdbcSession session = JdbcSession.of(prepared.connection(), false);

            assertThat(read(session, QUERY, rows -> rows.getInt(2))).isEqualTo(2);
            Sql.update(own, "UPDATE point SET y = 5");
            assertThat(read(session, QUERY, rows -> rows.getInt(2))).isEqualTo(5);

            assertThat(prepared.count(QUERY)).isOne();
        }
    }

    /** H2 looks its columns up in a map, which belongs to the statement and goes stale. */
    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "H2.*")
    void areNotKeptOnH2IfTheirColumnsAreReadByLabel(Database database) throws Exception {
        try (Connection own = open(database)) {
            PreparedTexts prepared = new PreparedTexts(own);
            JdbcSession session = JdbcSession.of(prepared.connection(), false);

            read(session, QUERY, rows -> rows.getInt("y"));
            read(session, QUERY, rows -> rows.findColumn("y"));
            read(session, QUERY, rows -> rows.unwrap(ResultSet.class).getInt("y"));
            assertThat(prepared.count(QUERY)).isEqualTo(3);

            Sql.update(own, "ALTER TABLE point DROP COLUMN x");
            assertThat(read(session, QUERY, rows -> rows.getInt("y"))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "H2.*")
    void areNotKeptOnH2IfTheDriversOwnStatementIsKnown(Database database) throws Exception {
        try (Connection own = open(database)) {
            PreparedTexts prepared = new PreparedTexts(own);
            JdbcSession session = JdbcSession.of(prepared.connection(), false);

            for (int job = 0; job < 2; job++) {
                Connection lent = session.lend(JobTransaction.NONE);
                PreparedStatement known = lent.prepareStatement(QUERY).unwrap(PreparedStatement.class);
                known.executeQuery().next();
                session.reclaim(lent);
            }

            assertThat(prepared.count(QUERY)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onH2AsManyAreKeptAsItKeepsPlans(Database database) throws Exception {
        String update = "UPDATE point SET x = 1";
        try (Connection own = open(database)) {
            PreparedTexts prepared = new PreparedTexts(own);
            JdbcSession session = JdbcSession.of(prepared.connection(), false);

            write(session, update);
            for (int query = 1; query <= 9; query++) {
                read(session, QUERY + " WHERE x < 10" + query, rows -> rows.getInt(1));
            }
            read(session, QUERY + " WHERE x < 102", rows -> rows.getInt(1));
            read(session, QUERY + " WHERE x < 101", rows -> rows.getInt(1));
            write(session, update);

            assertThat(prepared.count(QUERY + " WHERE x < 102")).isOne();
            assertThat(prepared.count(QUERY + " WHERE x < 101"))
                    .isEqualTo(database.name().startsWith("H2") ? 2 : 1);
            assertThat(prepared.count(update)).isOne();
        }
    }

    private Connection open(Database database) throws SQLException {
        Connection connection = DriverManager.getConnection(database.create(folder));
        Sql.update(connection, "CREATE TABLE point (x INT, y INT, z INT)");
        Sql.update(connection, "INSERT INTO point VALUES (1, 2, 3)");
        return connection;
    }

    private static int read(JdbcSession session, String sql, Column column) throws SQLException {
        Connection lent = session.lend(JobTransaction.NONE);
        try (PreparedStatement query = lent.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return column.of(rows);
        } finally {
            session.reclaim(lent);
        }
    }

    private static void write(JdbcSession session, String sql) throws SQLException {
        Connection lent = session.lend(JobTransaction.NONE);
        lent.prepareStatement(sql).executeUpdate();
        session.reclaim(lent);
    }

    @FunctionalInterface
    private interface Column {
        int of(ResultSet rows) throws SQLException;
    }
}
