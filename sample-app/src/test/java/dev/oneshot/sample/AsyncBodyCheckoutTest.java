package dev.oneshot.sample;

class AsyncBodyCheckoutTest extends CheckoutContract {

    @Override
    String style() {
        return "async-body";
    }
}
