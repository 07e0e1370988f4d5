package dev.oneshot.sample;

class StateMachineCheckoutTest extends CheckoutContract {

    @Override
    String style() {
        return "state-machine";
    }
}
