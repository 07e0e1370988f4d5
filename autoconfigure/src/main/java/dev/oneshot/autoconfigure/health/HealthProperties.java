package dev.oneshot.autoconfigure.health;

import dev.oneshot.autoconfigure.PropertyCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a worker counts as down.
 *
 * @param maxDisconnected How long a worker, or all of its readers, may be without a connection that works before health
 *     shows the worker as down.
 * @param maxWait How long the oldest job in a worker's queue, or in that of its readers, may wait before health shows
 *     the worker as down. Longer than zero, and below the jobs' deadline, or it cannot happen.
 */
@ConfigurationProperties("oneshot.health")
public record HealthProperties(
        @DefaultValue("5s") Duration maxDisconnected,
        @DefaultValue("10s") Duration maxWait) {

    /** Refuses negative bounds, and to call a worker down as soon as a job waits. */
    public HealthProperties {
        PropertyCheck.notNegative("oneshot.health.max-disconnected", maxDisconnected);
        PropertyCheck.positive("oneshot.health.max-wait", maxWait);
    }
}
