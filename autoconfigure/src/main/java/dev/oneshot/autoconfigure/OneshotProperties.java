package dev.oneshot.autoconfigure;

import dev.oneshot.LeakDetection;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be said of the runtime as a whole.
 *
 * @param leakDetection How many oneshot channels are watched for senders that are lost before they sent: none, one in
 *     128, or every one.
 */
@ConfigurationProperties("oneshot")
public record OneshotProperties(@DefaultValue("sampled") LeakDetection leakDetection) {}
