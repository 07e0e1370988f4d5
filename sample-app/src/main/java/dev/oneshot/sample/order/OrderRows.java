package dev.oneshot.sample.order;

import dev.oneshot.sample.problem.NotFoundException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of orders, of their lines, and of the stock. For use within a job, whose transaction all of it belongs to. */
public final class OrderRows {

    private static final String SELECT_PRODUCT = """
            SELECT price_cents, stock
            FROM products
            WHERE id = ?
            """;

    private static final String UPDATE_STOCK = """
            UPDATE products
            SET stock = stock - ?
            WHERE id = ?
            """;

    private static final String INSERT_ORDER = """
            INSERT INTO orders (user_id, total_cents)
            VALUES (?, ?)
            """;

    private static final String INSERT_LINE = """
            INSERT INTO order_lines (order_id, line, product_id, quantity, price_cents)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String SELECT_ORDER = """
            SELECT id, user_id, total_cents
            FROM orders
            WHERE id = ?
            """;

    private static final String SELECT_LINES = """
            SELECT product_id, quantity, price_cents
            FROM order_lines
            WHERE order_id = ?
            ORDER BY line
            """;

    private OrderRows() {}

    /** Takes so many of each product, at its price of now; throws if one of them is not there. */
    public static List<OrderLine> takeFromStock(Connection connection, Map<Long, Integer> quantities)
            throws SQLException {
        List<OrderLine> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT_PRODUCT)) {
            for (Map.Entry<Long, Integer> entry : quantities.entrySet()) {
                long productId = entry.getKey();
                int quantity = entry.getValue();
                select.setLong(1, productId);
                try (ResultSet product = select.executeQuery()) {
                    if (!product.next()) {
                        throw new NotFoundException("product", productId);
                    }
                    int stock = product.getInt("stock");
                    if (stock < quantity) {
                        throw OrderRejectedException.outOfStock(productId, quantity, stock);
                    }
                    lines.add(new OrderLine(productId, quantity, product.getLong("price_cents")));
                }
                lowerStock(connection, productId, quantity);
            }
        }
        return lines;
    }

    /** Gives back what {@link #takeFromStock} has taken. */
    public static void putBack(Connection connection, List<OrderLine> lines) throws SQLException {
        for (OrderLine line : lines) {
            lowerStock(connection, line.productId(), -line.quantity());
        }
    }

    public static Order insert(Connection connection, long userId, List<OrderLine> lines) throws SQLException {
        long totalCents = OrderLine.totalCents(lines);
        long id = insertOrder(connection, userId, totalCents);
        insertLines(connection, id, lines);
        return new Order(id, userId, totalCents, lines);
    }

    public static Order select(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_ORDER)) {
            select.setLong(1, id);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                throw new NotFoundException("order", id);
            }
            return new Order(
                    row.getLong("id"), row.getLong("user_id"), row.getLong("total_cents"), selectLines(connection, id));
        }
    }

    private static void lowerStock(Connection connection, long productId, int quantity) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_STOCK)) {
            update.setInt(1, quantity);
            update.setLong(2, productId);
            update.executeUpdate();
        }
    }

    private static long insertOrder(Connection connection, long userId, long totalCents) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ORDER, Statement.RETURN_GENERATED_KEYS)) {
            insert.setLong(1, userId);
            insert.setLong(2, totalCents);
            insert.executeUpdate();
            ResultSet key = insert.getGeneratedKeys();
            if (!key.next()) {
                throw new SQLException("the database gave the order no id");
            }
            return key.getLong(1);
        }
    }

    private static void insertLines(Connection connection, long orderId, List<OrderLine> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_LINE)) {
            int number = 0;
            for (OrderLine line : lines) {
                number++;
                insert.setLong(1, orderId);
                insert.setInt(2, number);
                insert.setLong(3, line.productId());
                insert.setInt(4, line.quantity());
                insert.setLong(5, line.priceCents());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<OrderLine> selectLines(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_LINES)) {
            select.setLong(1, orderId);
            ResultSet row = select.executeQuery();
            List<OrderLine> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(new OrderLine(row.getLong("product_id"), row.getInt("quantity"), row.getLong("price_cents")));
            }
            return lines;
        }
    }
}
