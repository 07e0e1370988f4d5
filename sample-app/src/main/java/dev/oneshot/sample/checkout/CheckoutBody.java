package dev.oneshot.sample.checkout;

import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.runner.Async;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.PaymentOutcome;
import dev.oneshot.sample.payment.Payments;

/** The steps as a block of ordinary Java. */
record CheckoutBody(Purchases purchases, Payments payments) implements CheckoutSteps {

    @Override
    public Future<Future<Order>> of(long userId) {
        return Async.run(() -> {
            Purchase purchase = Async.await(purchases.begin(userId));
            if (purchase.order() != null) {
                return Futures.ready(purchase.order());
            }
            PaymentOutcome outcome = Async.await(payments.charge(purchase.reference(), purchase.totalCents()));
            return purchases.settle(purchase, outcome);
        });
    }
}
