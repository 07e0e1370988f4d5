package dev.oneshot.sample.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.Waker;
import dev.oneshot.runner.Runner;
import dev.oneshot.sample.ShopDatabase;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.order.OrderLine;
import dev.oneshot.sample.payment.PaymentOutcome;
import dev.oneshot.worker.ConnectionWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchasesTest {

    private static final Duration GUARD = Duration.ofSeconds(30);

    private final Runner runner = Runner.create();
    private ShopDatabase database;
    private ConnectionWorker<Connection> worker;
    private Purchases purchases;

    @BeforeEach
    void open(@TempDir Path directory) throws SQLException {
        database = ShopDatabase.create(directory.resolve("shop.db"));
        database.execute("INSERT INTO carts (user_id) VALUES (7)");
        database.execute("INSERT INTO cart_items (user_id, product_id, quantity) VALUES (7, 1, 3)");
        worker = database.startWorker(1);
        purchases = new Purchases(worker);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void thePriceThatWasSetAsideIsThePriceThatIsPaid() throws SQLException {
        Purchase first = runner.blockOn(purchases.begin(7));
        worker.call(connection -> connection.createStatement().executeUpdate("UPDATE products SET price_cents = 1"));

        assertThat(runner.blockOn(purchases.begin(7))).isEqualTo(first);
        assertThat(runner.blockOn(purchases.settle(first, PaymentOutcome.CHARGED))
                        .items())
                .containsExactly(new OrderLine(1, 3, 137));
    }

    @Test
    void aPaidOrderWaitsForAPlaceInAFullQueue() throws Exception {
        Purchase purchase = runner.blockOn(purchases.begin(7));
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        worker.submit(connection -> {
            began.countDown();
            return release.await(GUARD.toSeconds(), TimeUnit.SECONDS);
        });
        assertThat(began.await(GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
        worker.submit(connection -> 1);

        Future<Order> order = purchases.settle(purchase, PaymentOutcome.CHARGED);
        Poll<Order> first = order.poll(Context.of(Waker.noop()));
        release.countDown();

        assertThat(first.isReady()).isFalse();
        assertThat(runner.blockOn(order, GUARD).totalCents()).isEqualTo(3 * 137);
    }

    @Test
    void whatWasDeclinedIsPutBackOnce() throws SQLException {
        Purchase purchase = runner.blockOn(purchases.begin(7));
        assertThat(database.stockOf(1)).isEqualTo(ShopDatabase.INITIAL_STOCK - 3);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> runner.blockOn(purchases.settle(purchase, PaymentOutcome.DECLINED)))
                    .isInstanceOf(CheckoutProblem.class);
        }

        assertThat(database.stockOf(1)).isEqualTo(ShopDatabase.INITIAL_STOCK);
        assertThat(runner.blockOn(purchases.begin(7)).reference()).isNotEqualTo(purchase.reference());
    }
}
