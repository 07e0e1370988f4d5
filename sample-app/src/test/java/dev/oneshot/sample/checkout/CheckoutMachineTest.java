package dev.oneshot.sample.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Waker;
import dev.oneshot.runner.Runner;
import dev.oneshot.sample.ShopDatabase;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.PaymentOutcome;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import dev.oneshot.worker.QueueFullException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine by hand keeps what every future owes its driver, up to its payment; the rest is in CheckoutContract. */
class CheckoutMachineTest {

    private static final int GUARD_SECONDS = 30;

    private final Context context = Context.of(Waker.noop());
    private final CountDownLatch release = new CountDownLatch(1);
    private ShopDatabase database;
    private ConnectionWorker<Connection> worker;
    private Purchases purchases;
    private Future<Future<Order>> machine;

    @BeforeEach
    void open(@TempDir Path directory) throws SQLException {
        database = ShopDatabase.create(directory.resolve("shop.db"));
        database.execute("INSERT INTO carts (user_id) VALUES (7)");
        database.execute("INSERT INTO cart_items (user_id, product_id, quantity) VALUES (7, 1, 3)");
        worker = database.startWorker(1);
        purchases = new Purchases(worker);
        machine = new CheckoutMachine(purchases, null, 7); // no test comes to the payment
    }

    @AfterEach
    void close() {
        release.countDown();
        worker.close();
    }

    @Test
    void nothingIsAskedForBeforeTheFirstPoll() throws Exception {
        holdWorker();

        assertThat(worker.snapshot().queue().size()).isZero();
        machine.poll(context);
        assertThat(worker.snapshot().queue().size()).isOne();
    }

    @Test
    void aFullQueueEndsItAndALaterPollFailsLoudlyInsteadOfAskingAgain() throws Exception {
        holdWorker();
        worker.submit(connection -> 1);
        assertThatThrownBy(() -> machine.poll(context)).isInstanceOf(QueueFullException.class);
        release.countDown();

        assertEnded();
        machine.close();
        assertEnded();
        assertThat(cartsSetAside()).isZero();
    }

    @Test
    void aFailedCartEndsIt() throws Exception {
        database.execute("DELETE FROM cart_items");
        Future<Future<Order>> failing = machine;

        assertThatThrownBy(() -> Runner.create().blockOn(failing)).isInstanceOf(CheckoutProblem.class);

        assertEnded();
    }

    @Test
    void closedWhileItWaitsForTheCartThenNobodyLoadsIt() throws Exception {
        holdWorker();
        machine.poll(context);

        machine.close();
        machine.close();

        assertThat(worker.snapshot().queue().size()).isZero();
        assertEnded();
        release.countDown();
        assertThat(cartsSetAside()).isZero();
    }

    @Test
    void aPollAfterTheEndFailsLoudly() {
        Runner runner = Runner.create();
        Order order = runner.blockOn(purchases.settle(runner.blockOn(purchases.begin(7)), PaymentOutcome.CHARGED));

        assertThat(runner.blockOn(runner.blockOn(machine))).isEqualTo(order);

        assertEnded();
    }

    private void assertEnded() {
        assertThatThrownBy(() -> machine.poll(context))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled again");
    }

    private long cartsSetAside() throws SQLException {
        // Behind whatever was asked for before.
        Runner.create()
                .blockOn(worker.reserve().then(place -> place.submit(connection -> 0, JobOptions.named("last"))));
        return database.number("SELECT count(*) FROM carts WHERE payment_reference IS NOT NULL");
    }

    private void holdWorker() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        worker.submit(connection -> {
            held.countDown();
            return release.await(GUARD_SECONDS, TimeUnit.SECONDS);
        });
        assertThat(held.await(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
