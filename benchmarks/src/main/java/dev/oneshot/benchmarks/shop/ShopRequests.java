package dev.oneshot.benchmarks.shop;

import dev.oneshot.benchmarks.http.Request;
import dev.oneshot.benchmarks.load.Operation;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What is asked of the shops: products by their id, and orders of one product. */
final class ShopRequests {

    private static final int ROWS = 1_000;
    private static final int READS_PER_WRITE = 4;

    private final SplittableRandom random;

    private ShopRequests(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What one connection asks for, one after the other. */
    static Supplier<Request> of(Operation operation, long seed) {
        ShopRequests requests = new ShopRequests(seed);
        return switch (operation) {
            case READ -> requests::product;
            case WRITE -> requests::order;
            case MIX -> requests::mixed;
            case NOTHING -> throw new IllegalArgumentException("Shops are always asked for something");
        };
    }

    private Request mixed() {
        return random.nextInt(READS_PER_WRITE + 1) == 0 ? order() : product();
    }

    private Request product() {
        return Request.get("/products/" + id());
    }

    private Request order() {
        return Request.post(
                "/orders", "{\"userId\":" + id() + ",\"items\":[{\"productId\":" + id() + ",\"quantity\":1}]}");
    }

    private int id() {
        return random.nextInt(ROWS) + 1;
    }
}
