package dev.oneshot.autoconfigure.endpoint;

import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoint {@code oneshot}, where it is exposed. */
@AutoConfiguration(after = OneshotWorkerAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBooleanProperty(name = "oneshot.enabled", matchIfMissing = true)
@ConditionalOnAvailableEndpoint(OneshotEndpoint.class)
public final class OneshotEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OneshotEndpoint oneshotEndpoint(PollCounter polls, OneshotFactory oneshots, OneshotWorkers workers) {
        return new OneshotEndpoint(polls, oneshots, workers);
    }
}
