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
 *                     └──already an order, or closed─────────▲
 * </pre>
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
        if (state instanceof Made made) {
            state = new Loading(purchases.begin(made.userId()));
        }
        if (state instanceof Loading loading) {
            Poll<Purchase> cart = loading.cart().poll(context);
            if (!cart.isReady()) {
                return Poll.pending();
            }
            Purchase purchase = cart.get();
            if (purchase.order() != null) {
                state = new Ended();
                return Poll.ready(Futures.ready(purchase.order()));
            }
            state = new Charging(purchase, payments.charge(purchase.reference(), purchase.totalCents()));
        }
        if (state instanceof Charging charging) {
            Poll<PaymentOutcome> payment = charging.payment().poll(context);
            if (!payment.isReady()) {
                return Poll.pending();
            }
            state = new Ended();
            return Poll.ready(purchases.settle(charging.purchase(), payment.get()));
        }
        throw new IllegalStateException("checkout: polled after its end");
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
