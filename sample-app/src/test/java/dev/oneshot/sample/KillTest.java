package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop dies by {@code kill -9} amid orders, and comes back. */
class KillTest {

    private static final int KILLS = 2;
    private static final int CLIENTS = 8;
    private static final int ORDERS_BEFORE_A_KILL = 100;

    /** The bodies of the answers with status 201, by location. */
    private final Map<String, String> answered = new ConcurrentHashMap<>();

    @Test
    void everyAnsweredOrderSurvivesWithItsLinesAndItsStock(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("shop.db");
        for (int kill = 0; kill < KILLS; kill++) {
            orderUntilKilled(file, kill);
        }

        assertThat(answered).hasSizeGreaterThanOrEqualTo(KILLS * ORDERS_BEFORE_A_KILL);
        try (ShopProcess shop = ShopProcess.start(file)) {
            ShopClient client = shop.client();
            for (Map.Entry<String, String> order : answered.entrySet()) {
                assertThat(client.get(order.getKey()).body()).isEqualTo(order.getValue());
            }
        }
        assertConsistent(ShopDatabase.of(file));
    }

    private void orderUntilKilled(Path file, int seed) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        CountDownLatch enough = new CountDownLatch(ORDERS_BEFORE_A_KILL);
        try (ShopProcess shop = ShopProcess.start(file)) {
            ShopClient client = shop.client();
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed * CLIENTS + i);
                runs.add(clients.submit(() -> orderUntilTheShopIsGone(client, random, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            shop.kill();
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void orderUntilTheShopIsGone(ShopClient client, Random random, CountDownLatch enough) {
        try {
            while (!Thread.interrupted()) {
                HttpResponse<String> response = client.post("/orders", randomOrder(random));
                assertThat(response.statusCode()).as(response.body()).isIn(201, 409);
                if (response.statusCode() == 201) {
                    answered.put(response.headers().firstValue("Location").orElseThrow(), response.body());
                    enough.countDown();
                }
            }
        } catch (IOException gone) {
            // Killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String randomOrder(Random random) {
        return "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":%d},{\"productId\":%d,\"quantity\":%d}]}"
                .formatted(
                        1 + random.nextInt(1_000),
                        1 + random.nextInt(100),
                        1 + random.nextInt(3),
                        101 + random.nextInt(100),
                        1 + random.nextInt(3));
    }

    /** Also of orders that nobody was told of, either all is there or nothing. */
    private static void assertConsistent(ShopDatabase database) throws Exception {
        assertThat(database.number("SELECT count(*) FROM orders")).isPositive();
        assertThat(database.number("SELECT count(*) FROM order_lines"))
                .isEqualTo(2 * database.number("SELECT count(*) FROM orders"));
        assertThat(database.number("""
                SELECT count(*) FROM orders WHERE total_cents <>
                    (SELECT sum(quantity * price_cents) FROM order_lines WHERE order_id = orders.id)
                """))
                .as("orders whose total is not that of their lines")
                .isZero();
        assertThat(database.number("""
                SELECT count(*) FROM products WHERE stock <> 100 -
                    coalesce((SELECT sum(quantity) FROM order_lines WHERE product_id = products.id), 0)
                """))
                .as("products whose stock is not what the orders have left")
                .isZero();
    }
}
