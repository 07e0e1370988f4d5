package dev.oneshot.sample.payment;

/** What the payment provider said. */
public enum PaymentOutcome {
    CHARGED,
    DECLINED
}
