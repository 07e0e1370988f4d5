package dev.oneshot.autoconfigure.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Auto-configuration of the HTTP answers to what a worker refuses, in Spring MVC and in WebFlux. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(RestControllerAdvice.class)
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "web.problem-details.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(WebProperties.class)
public final class OneshotProblemDetailsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "oneshotWorkerProblemAdvice")
    WorkerProblemAdvice oneshotWorkerProblemAdvice(WebProperties properties) {
        return new WorkerProblemAdvice(properties);
    }
}
