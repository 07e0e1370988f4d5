package dev.oneshot.sample.cart;

import dev.oneshot.Receiver;
import dev.oneshot.sample.problem.NotFoundException;
import dev.oneshot.sample.user.UserRows;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The carts and what is in them. Every method submits one job and returns at once. */
@Component
final class Carts {

    private static final JobOptions FIND = JobOptions.named("findCart").readOnly();
    private static final JobOptions PUT = JobOptions.named("putIntoCart");

    private static final String SELECT_ITEMS = """
            SELECT product_id, quantity
            FROM cart_items
            WHERE user_id = ?
            ORDER BY product_id
            """;

    private static final String SELECT_PRODUCT = """
            SELECT id
            FROM products
            WHERE id = ?
            """;

    private static final String INSERT_CART = """
            INSERT INTO carts (user_id)
            SELECT id
            FROM users
            WHERE id = ? AND id NOT IN (SELECT user_id FROM carts)
            """;

    private static final String LEAVE_STORED_ORDER = """
            UPDATE carts
            SET payment_reference = NULL
            WHERE user_id = ? AND payment_reference IN (SELECT reference FROM payments)
            """;

    private static final String SELECT_REFERENCE = """
            SELECT payment_reference
            FROM carts
            WHERE user_id = ? AND payment_reference IS NOT NULL
            """;

    private static final String INSERT_ITEM = """
            INSERT INTO cart_items (user_id, product_id, quantity)
            VALUES (?, ?, ?)
            """;

    private static final String DELETE_ITEM = """
            DELETE FROM cart_items
            WHERE user_id = ? AND product_id = ?
            """;

    private final ConnectionWorker<Connection> worker;

    Carts(ConnectionWorker<Connection> worker) {
        this.worker = worker;
    }

    Receiver<Cart> find(long userId) {
        return worker.submit(connection -> select(connection, userId), FIND);
    }

    /** Begins a new cart if the last one has become an order. */
    Receiver<Cart> put(long userId, long productId, int quantity) {
        return worker.submit(
                connection -> {
                    UserRows.require(connection, userId);
                    requireProduct(connection, productId);
                    requireOpen(connection, userId);
                    execute(connection, DELETE_ITEM, userId, productId);
                    if (quantity > 0) {
                        execute(connection, INSERT_ITEM, userId, productId, quantity);
                    }
                    return select(connection, userId);
                },
                PUT);
    }

    private static Cart select(Connection connection, long userId) throws SQLException {
        UserRows.require(connection, userId);
        try (PreparedStatement select = connection.prepareStatement(SELECT_ITEMS)) {
            select.setLong(1, userId);
            ResultSet row = select.executeQuery();
            List<Cart.Item> items = new ArrayList<>();
            while (row.next()) {
                items.add(new Cart.Item(row.getLong("product_id"), row.getInt("quantity")));
            }
            return new Cart(userId, items);
        }
    }

    private static void requireProduct(Connection connection, long id) throws SQLException {
        if (isNothing(connection, SELECT_PRODUCT, id)) {
            throw new NotFoundException("product", id);
        }
    }

    private static void requireOpen(Connection connection, long userId) throws SQLException {
        execute(connection, INSERT_CART, userId);
        execute(connection, LEAVE_STORED_ORDER, userId);
        if (!isNothing(connection, SELECT_REFERENCE, userId)) {
            throw new CartFrozenException(userId);
        }
    }

    private static boolean isNothing(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            return !select.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql, long... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
