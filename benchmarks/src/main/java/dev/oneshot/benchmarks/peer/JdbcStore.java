package dev.oneshot.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables, by Spring's {@code JdbcClient}; an order is one transaction. */
@Component
@ConditionalOnProperty(name = "peer.store", havingValue = "jdbc")
class JdbcStore implements Store {

    private static final String SELECT = """
            SELECT id, name, price_cents, stock
            FROM products
            WHERE id = ?
            """;

    private static final String SELECT_USER = """
            SELECT id
            FROM users
            WHERE id = ?
            """;

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

    private final JdbcClient jdbc;

    JdbcStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Product find(long id) {
        return jdbc.sql(SELECT)
                .param(id)
                .query((row, number) -> new Product(
                        row.getLong("id"), row.getString("name"), row.getLong("price_cents"), row.getInt("stock")))
                .optional()
                .orElseThrow(() -> RejectedException.notFound("product", id));
    }

    @Override
    @Transactional
    public Order place(NewOrder order) {
        requireUser(order.userId());
        List<Order.Line> lines = new ArrayList<>();
        for (NewOrder.Item item : order.items()) {
            lines.add(takeFromStock(item.productId(), item.quantity()));
        }
        long id = insertOrder(order.userId(), Order.totalCents(lines));
        for (int i = 0; i < lines.size(); i++) {
            insertLine(id, i + 1, lines.get(i));
        }
        return Order.of(id, order.userId(), lines);
    }

    private void requireUser(long id) {
        if (jdbc.sql(SELECT_USER).param(id).query(Long.class).optional().isEmpty()) {
            throw RejectedException.notFound("user", id);
        }
    }

    private Order.Line takeFromStock(long productId, int quantity) {
        Order.Line line = jdbc.sql(SELECT_PRODUCT)
                .param(productId)
                .query((row, number) -> {
                    if (row.getInt("stock") < quantity) {
                        throw new RejectedException(
                                HttpStatus.CONFLICT, "Product %d is out of stock.".formatted(productId));
                    }
                    return new Order.Line(productId, quantity, row.getLong("price_cents"));
                })
                .optional()
                .orElseThrow(() -> RejectedException.notFound("product", productId));
        jdbc.sql(UPDATE_STOCK).params(quantity, productId).update();
        return line;
    }

    private long insertOrder(long userId, long totalCents) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(INSERT_ORDER).params(userId, totalCents).update(key);
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("the database gave the order no id");
        }
        return id.longValue();
    }

    private void insertLine(long orderId, int number, Order.Line line) {
        jdbc.sql(INSERT_LINE)
                .params(orderId, number, line.productId(), line.quantity(), line.priceCents())
                .update();
    }
}
