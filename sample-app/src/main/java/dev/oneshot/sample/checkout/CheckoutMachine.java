package dev.oneshot.sample.checkout;

import dev.oneshot.Context;
import dev.oneshot.Future;
import dev.oneshot.Futures;
import dev.oneshot.Poll;
import dev.oneshot.sample.order.Order;
import dev.oneshot.sample.payment.PaymentOutcome;
import dev.oneshot.sample.payment.Payments;

/**
 * The steps as a state machine written by hand, which is what an async block of another language is turned into.
 *
 * <pre>
 *   MADE ──poll──▶ LOADING ──cart──▶ CHARGING ──outcome──▶ ENDED
 *    └────────────────┴─────────────────┴──a failure, or close──▲
 * </pre>
 *
 * <p>Each step leaves its state before it does anything that may throw. So whatever fails ends the machine, and no later
 * poll does the step again.
 */
final class CheckoutMachine implements Future<Future<Order>> {

    private sealed interface State {}

    private record Made(long userId) implements State {}

    private record Loading(Future<Purchase> cart) implements State {}

    private record Charging(Purchase purchase, Future<PaymentOutcome> payment) implements State {}

    private record Ended() implements State {}

    private final Purchases purchases;
    private final Payments payments;
    private State state;

    CheckoutMachine(Purchases purchases, Payments payments, long userId) {
        this.purchases = purchases;
        this.payments = payments;
        this.state = new Made(userId);
    }

    @Override
    public Poll<Future<Order>> poll(Context context) {
        State last = state;
        state = new Ended();
        if (last instanceof Made made) {
            last = new Loading(purchases.begin(made.userId()));
        }
        if (last instanceof Loading loading) {
            Poll<Purchase> cart = loading.cart().poll(context);
            if (!cart.isReady()) {
                return pendingIn(last);
            }
            Purchase purchase = cart.get();
            if (purchase.order() != null) {
                return Poll.ready(Futures.ready(purchase.order()));
            }
            last = new Charging(purchase, payments.charge(purchase.reference(), purchase.totalCents()));
        }
        if (last instanceof Charging charging) {
            Poll<PaymentOutcome> payment = charging.payment().poll(context);
            if (!payment.isReady()) {
                return pendingIn(last);
            }
            return Poll.ready(purchases.settle(charging.purchase(), payment.get()));
        }
        throw new IllegalStateException("checkout: polled again after it had completed or was closed");
    }

    private Poll<Future<Order>> pendingIn(State waiting) {
        state = waiting;
        return Poll.pending();
    }

    @Override
    public void close() {
        State last = state;
        state = new Ended();
        if (last instanceof Loading loading) {
            loading.cart().close();
        } else if (last instanceof Charging charging) {
            charging.payment().close();
        }
    }
}
