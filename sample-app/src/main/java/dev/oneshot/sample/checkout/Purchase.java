package dev.oneshot.sample.checkout;

import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.order.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart that is being checked out: what is in it is set aside, at these prices.
 *
 * @param reference names its one payment, however often that is tried
 * @param order what has come of it; null if it has yet to be paid
 */
record Purchase(
        String reference,
        long userId,
        List<OrderLine> lines,
        @Nullable Order order) {

    long totalCents() {
        return OrderLine.totalCents(lines);
    }
}
