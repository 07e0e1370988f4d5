package dev.oneshot.sample.checkout;

import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.order.OrderLine;
import dev.oneshot.sample.order.OrderRows;
import dev.oneshot.sample.user.UserRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of carts that are being checked out, and of their payments. For use within a job. */
final class PurchaseRows {

    private static final String SELECT_REFERENCE = """
            SELECT payment_reference
            FROM carts
            WHERE user_id = ?
            """;

    private static final String SELECT_ORDER_ID = """
            SELECT order_id
            FROM payments
            WHERE reference = ?
            """;

    private static final String SELECT_ITEMS = """
            SELECT product_id, quantity, price_cents
            FROM cart_items
            WHERE user_id = ?
            ORDER BY product_id
            """;

    private static final String SET_PRICE = """
            UPDATE cart_items
            SET price_cents = ?
            WHERE user_id = ? AND product_id = ?
            """;

    private static final String SET_REFERENCE = """
            UPDATE carts
            SET payment_reference = ?
            WHERE user_id = ?
            """;

    private static final String INSERT_PAYMENT = """
            INSERT INTO payments (reference, order_id)
            VALUES (?, ?)
            """;

    private static final String DELETE_ITEMS = """
            DELETE FROM cart_items
            WHERE user_id = ?
            """;

    private PurchaseRows() {}

    /** Goes on with the purchase that a cart already is, or makes it one. */
    static Purchase begin(Connection connection, long userId) throws SQLException {
        UserRows.require(connection, userId);
        String reference = referenceOf(connection, userId);
        if (reference == null) {
            return setAside(connection, userId);
        }
        Order order = orderPaidBy(connection, reference);
        return new Purchase(reference, userId, order == null ? lines(connection, userId) : order.items(), order);
    }

    /** Makes it an order, unless it is one already: of two checkouts at once, the second finds what the first stored. */
    static Order store(Connection connection, Purchase purchase) throws SQLException {
        Order stored = orderPaidBy(connection, purchase.reference());
        if (stored != null) {
            return stored;
        }
        Order order = OrderRows.insert(connection, purchase.userId(), purchase.lines());
        execute(connection, INSERT_PAYMENT, purchase.reference(), order.id());
        execute(connection, DELETE_ITEMS, purchase.userId());
        return order;
    }

    /** Makes it a cart again that can be changed, unless that was done already. */
    static void release(Connection connection, Purchase purchase) throws SQLException {
        if (purchase.reference().equals(referenceOf(connection, purchase.userId()))) {
            OrderRows.putBack(connection, purchase.lines());
            execute(connection, SET_REFERENCE, null, purchase.userId());
        }
    }

    private static Purchase setAside(Connection connection, long userId) throws SQLException {
        Map<Long, Integer> quantities = new LinkedHashMap<>();
        for (OrderLine line : lines(connection, userId)) {
            quantities.put(line.productId(), line.quantity());
        }
        if (quantities.isEmpty()) {
            throw CheckoutProblem.empty(userId);
        }
        List<OrderLine> lines = OrderRows.takeFromStock(connection, quantities);
        for (OrderLine line : lines) {
            execute(connection, SET_PRICE, line.priceCents(), userId, line.productId());
        }
        Purchase purchase = new Purchase(UUID.randomUUID().toString(), userId, lines, null);
        execute(connection, SET_REFERENCE, purchase.reference(), userId);
        return purchase;
    }

    private static @Nullable String referenceOf(Connection connection, long userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_REFERENCE)) {
            select.setLong(1, userId);
            ResultSet row = select.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }

    private static @Nullable Order orderPaidBy(Connection connection, String reference) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_ORDER_ID)) {
            select.setString(1, reference);
            ResultSet row = select.executeQuery();
            return row.next() ? OrderRows.select(connection, row.getLong(1)) : null;
        }
    }

    private static List<OrderLine> lines(Connection connection, long userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_ITEMS)) {
            select.setLong(1, userId);
            ResultSet row = select.executeQuery();
            List<OrderLine> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(new OrderLine(row.getLong("product_id"), row.getInt("quantity"), row.getLong("price_cents")));
            }
            return lines;
        }
    }

    private static void execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
