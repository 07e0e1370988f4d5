package dev.oneshot.autoconfigure.web;

import dev.oneshot.autoconfigure.PropertyCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers and futures show in HTTP.
 *
 * @param retryAfter Value of the Retry-After header in answers with status 503, after which clients may come back,
 *     rounded up to whole seconds.
 */
@ConfigurationProperties("oneshot.web")
public record WebProperties(@DefaultValue("1s") Duration retryAfter) {

    /** Refuses what the header cannot say. */
    public WebProperties {
        PropertyCheck.notNegative("oneshot.web.retry-after", retryAfter);
    }
}
