package dev.oneshot.sample.payment;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the shop is paid.
 *
 * @param url a provider elsewhere; without one, the shop's own is asked
 * @param timeout how long the shop waits for the provider's answer
 * @param delay how long the shop's own provider takes
 * @param declineRate how many payments it declines: 0 none, 1 all
 */
@ConfigurationProperties("shop.payment")
record PaymentProperties(
        @Nullable URI url,

        @DefaultValue("10s") Duration timeout,

        @DefaultValue("50ms") Duration delay,

        @DefaultValue("0") double declineRate) {}
