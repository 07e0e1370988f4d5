package dev.oneshot.benchmarks.peer;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Nothing is kept, and nothing is waited for: what the server answers at most. */
@Component
@ConditionalOnProperty(name = "peer.store", havingValue = "none")
final class NoStore implements Store {

    private static final long PRICE_CENTS = 100;
    private static final int STOCK = 100;

    private final AtomicLong lastOrder = new AtomicLong();

    @Override
    public Product find(long id) {
        return new Product(id, "Product " + id, PRICE_CENTS, STOCK);
    }

    @Override
    public Order place(NewOrder order) {
        List<Order.Line> lines = order.items().stream()
                .map(item -> new Order.Line(item.productId(), item.quantity(), PRICE_CENTS))
                .toList();
        return Order.of(lastOrder.incrementAndGet(), order.userId(), lines);
    }
}
