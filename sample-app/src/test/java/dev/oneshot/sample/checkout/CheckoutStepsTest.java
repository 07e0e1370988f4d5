package dev.oneshot.sample.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Poll;
import dev.oneshot.PollCounter;
import dev.oneshot.Waker;
import dev.oneshot.runner.Runner;
import dev.oneshot.sample.RunningShop;
import dev.oneshot.sample.ScriptedProvider;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.Payments;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of a checkout, polled by hand: so each poll happens when the test wants it. */
class CheckoutStepsTest {

    private static final long GUARD_SECONDS = 30;

    private final PollCounter trace = new PollCounter();
    private final Semaphore wakes = new Semaphore(0);
    private final Context context = Context.of(Waker.calling(wakes::release));
    private ScriptedProvider provider;
    private RunningShop shop;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        provider = new ScriptedProvider();
        shop = RunningShop.start(directory.resolve("shop.db"), provider.property());
        shop.worker().call(CheckoutStepsTest::fillCart);
    }

    @AfterEach
    void close() {
        shop.close();
        provider.close();
    }

    @ParameterizedTest
    @EnumSource
    void theTraceShowsThreePollsTwoPendingsTwoWakes(CheckoutProperties.Style style) throws Exception {
        Future<Future<Order>> checkout = checkout(style);
        CountDownLatch release = shop.holdWorker();

        assertThat(checkout.poll(context).isReady()).isFalse();
        release.countDown();
        awaitWake();
        assertThat(checkout.poll(context).isReady()).isFalse();
        provider.awaitRequest();
        provider.answer(201);
        awaitWake();
        Poll<Future<Order>> lastStep = checkout.poll(context);

        assertThat(trace.polls()).isEqualTo(3);
        assertThat(trace.pendings()).isEqualTo(2);
        assertThat(trace.wakes()).isEqualTo(2);
        assertThat(Runner.create().blockOn(lastStep.get()).totalCents()).isEqualTo(2 * 137);
    }

    @ParameterizedTest
    @EnumSource
    void closedWhileItLoadsItNeverAsksForThePayment(CheckoutProperties.Style style) throws Exception {
        Future<Future<Order>> checkout = checkout(style);
        CountDownLatch release = shop.holdWorker();
        assertThat(checkout.poll(context).isReady()).isFalse();

        checkout.close();
        release.countDown();

        assertThatThrownBy(() -> checkout.poll(context)).isInstanceOf(IllegalStateException.class);
        assertThat(shop.worker().<String>call(CheckoutStepsTest::paymentReference))
                .isNull();
        assertThat(provider.references()).isEmpty();
    }

    private Future<Future<Order>> checkout(CheckoutProperties.Style style) {
        return trace.counted(CheckoutSteps.in(style, shop.bean(Purchases.class), shop.bean(Payments.class))
                .of(7));
    }

    private void awaitWake() throws InterruptedException {
        assertThat(wakes.tryAcquire(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static int fillCart(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO carts (user_id) VALUES (7)");
            return statement.executeUpdate("INSERT INTO cart_items (user_id, product_id, quantity) VALUES (7, 1, 2)");
        }
    }

    private static String paymentReference(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SELECT payment_reference FROM carts WHERE user_id = 7");
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
