package dev.oneshot.sample.checkout;

import dev.oneshot.Future;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.Payments;

/**
 * What a checkout does: loads the cart, charges the payment provider, stores the order, each when the one before is done.
 *
 * <p>The steps are written down twice, to compare. The future of either begins one of them in each of its three polls: the
 * first two polls are pending, and the third is ready with the last step, which whoever drives the checkout then waits
 * for.
 */
interface CheckoutSteps {

    Future<Future<Order>> of(long userId);

    static CheckoutSteps in(CheckoutProperties.Style style, Purchases purchases, Payments payments) {
        return switch (style) {
            case STATE_MACHINE -> userId -> new CheckoutMachine(purchases, payments, userId);
            case ASYNC_BODY -> new CheckoutBody(purchases, payments);
        };
    }
}
