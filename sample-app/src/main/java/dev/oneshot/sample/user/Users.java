package dev.oneshot.sample.user;

import dev.oneshot.Receiver;
import dev.oneshot.sample.problem.NotFoundException;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** The users table. Every method submits one job and returns at once. */
@Component
final class Users {

    private static final JobOptions FIND = JobOptions.named("findUser").readOnly();

    private static final String SELECT = """
            SELECT id, name, email
            FROM users
            WHERE id = ?
            """;

    private final ConnectionWorker<Connection> worker;

    Users(ConnectionWorker<Connection> worker) {
        this.worker = worker;
    }

    Receiver<User> find(long id) {
        return worker.submit(connection -> select(connection, id), FIND);
    }

    private static User select(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, id);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                throw new NotFoundException("user", id);
            }
            return new User(row.getLong("id"), row.getString("name"), row.getString("email"));
        }
    }
}
