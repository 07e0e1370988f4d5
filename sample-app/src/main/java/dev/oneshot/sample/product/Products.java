package dev.oneshot.sample.product;

import dev.oneshot.sample.problem.NotFoundException;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** The products table. A row is found by its key sooner than a thread is woken, so the caller waits for it. */
@Component
final class Products {

    private static final JobOptions FIND = JobOptions.named("findProduct").readOnly();

    private static final String SELECT = """
            SELECT id, name, price_cents, stock
            FROM products
            WHERE id = ?
            """;

    private final ConnectionWorker<Connection> worker;

    Products(ConnectionWorker<Connection> worker) {
        this.worker = worker;
    }

    Product find(long id) {
        return worker.call(connection -> select(connection, id), FIND);
    }

    private static Product select(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, id);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                throw new NotFoundException("product", id);
            }
            return new Product(
                    row.getLong("id"), row.getString("name"), row.getLong("price_cents"), row.getInt("stock"));
        }
    }
}
