package dev.oneshot.sample.checkout;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Receiver;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.PaymentOutcome;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.Job;
import dev.oneshot.worker.JobOptions;
import java.sql.Connection;
import org.springframework.stereotype.Component;

/**
 * Carts on their way to an order.
 *
 * <p>Whatever fails after a payment was asked for (the provider's answer, the worker, this process), the cart keeps its
 * payment reference, and what is in it stays set aside. So the checkout can be repeated until it is known how it ends, by
 * the same payment. That is why the goods are taken from the stock before the payment, and not after.
 */
@Component
final class Purchases {

    private static final JobOptions BEGIN = JobOptions.named("beginCheckout");
    private static final JobOptions STORE = JobOptions.named("storePaidOrder");
    private static final JobOptions RELEASE = JobOptions.named("releaseCart");

    private final ConnectionWorker<Connection> worker;

    Purchases(ConnectionWorker<Connection> worker) {
        this.worker = worker;
    }

    /** The first step: loads the cart and sets aside what is in it. */
    Receiver<Purchase> begin(long userId) {
        return worker.submit(connection -> PurchaseRows.begin(connection, userId), BEGIN);
    }

    /** The last step: stores the order if it was paid, and else puts back what was set aside. */
    Future<Order> settle(Purchase purchase, PaymentOutcome outcome) {
        return switch (outcome) {
            case CHARGED ->
                submitInLine(connection -> PurchaseRows.store(connection, purchase), STORE)
                        .recover(failure -> {
                            throw CheckoutProblem.paidButNotStored(failure);
                        });
            case DECLINED ->
                submitInLine(
                                connection -> {
                                    PurchaseRows.release(connection, purchase);
                                    return purchase;
                                },
                                RELEASE)
                        .then(released -> Futures.failed(CheckoutProblem.declined(released.totalCents())));
        };
    }

    /** Waits for a place in the queue where {@code submit} would be refused: the payment cannot be undone. */
    private <R> Future<R> submitInLine(Job<Connection, R> job, JobOptions options) {
        return worker.reserve().then(place -> place.submit(job, options));
    }
}
