package dev.oneshot.sample.checkout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How carts are checked out.
 *
 * @param style which of the two ways to write it down runs
 * @param deadline how long a request waits; the checkout itself goes on
 */
@ConfigurationProperties("shop.checkout")
record CheckoutProperties(
        @DefaultValue("async-body") Style style,

        @DefaultValue("5s") Duration deadline) {

    enum Style {
        STATE_MACHINE,
        ASYNC_BODY
    }
}
