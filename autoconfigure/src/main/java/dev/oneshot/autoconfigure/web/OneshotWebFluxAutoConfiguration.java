package dev.oneshot.autoconfigure.web;

import dev.oneshot.PollCounter;
import dev.oneshot.autoconfigure.OneshotAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Auto-configuration of futures as return values of WebFlux's controllers. */
@AutoConfiguration(after = OneshotAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "web.enabled"},
        matchIfMissing = true)
public final class OneshotWebFluxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "oneshotFutureAdapterRegistrar")
    static FutureAdapterRegistrar oneshotFutureAdapterRegistrar(ObjectProvider<PollCounter> polls) {
        return new FutureAdapterRegistrar(polls::getObject);
    }
}
