package dev.oneshot.autoconfigure.health;

import dev.oneshot.autoconfigure.PropertyCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a worker counts as down.
 *
 * @param maxDisconnected Time without a connection that works after which a worker, or all of its readers, are down.
 * @param maxWait Wait of the oldest job in the queue, or in that of the readers, after which a worker is down. Below
 *     the jobs' deadline, or it cannot happen.
 */
@ConfigurationProperties("oneshot.health")
public record HealthProperties(
        @DefaultValue("5s") Duration maxDisconnected,
        @DefaultValue("10s") Duration maxWait) {

    /** Refuses negative bounds. */
    public HealthProperties {
        PropertyCheck.notNegative("oneshot.health.max-disconnected", maxDisconnected);
        PropertyCheck.notNegative("oneshot.health.max-wait", maxWait);
    }
}
