package dev.oneshot.sample.user;

import dev.oneshot.sample.problem.NotFoundException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The rows of users, for use within a job. */
public final class UserRows {

    private static final String SELECT_ID = """
            SELECT id
            FROM users
            WHERE id = ?
            """;

    private UserRows() {}

    /** Throws if there is no such user. */
    public static void require(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_ID)) {
            select.setLong(1, id);
            if (!select.executeQuery().next()) {
                throw new NotFoundException("user", id);
            }
        }
    }
}
