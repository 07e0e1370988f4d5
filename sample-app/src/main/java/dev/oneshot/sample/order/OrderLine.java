package dev.oneshot.sample.order;

import java.util.List;

/** How many of one product, each at the price that it had when it was ordered. */
public record OrderLine(long productId, int quantity, long priceCents) {

    /** What they cost together; throws if that is beyond all reckoning. */
    public static long totalCents(List<OrderLine> lines) {
        long total = 0;
        try {
            for (OrderLine line : lines) {
                total = Math.addExact(total, Math.multiplyExact(line.priceCents(), line.quantity()));
            }
        } catch (ArithmeticException overflow) {
            throw OrderRejectedException.totalTooLarge();
        }
        return total;
    }
}
