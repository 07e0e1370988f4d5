package dev.oneshot.autoconfigure;

import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.runner.BlockingGuard;
import dev.oneshot.runner.Runner;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Auto-configuration of the runtime: channels, {@code blockOn}, and the counter that all drivers share. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "oneshot.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OneshotProperties.class)
public final class OneshotAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PollCounter oneshotPollCounter() {
        return new PollCounter();
    }

    @Bean
    @ConditionalOnMissingBean
    OneshotFactory oneshotFactory(OneshotProperties properties) {
        return new OneshotFactory(properties.leakDetection());
    }

    @Bean
    @ConditionalOnMissingBean
    Runner oneshotRunner(PollCounter counter, ObjectProvider<BlockingGuard> guard) {
        return Runner.create(counter, guard.getIfAvailable(() -> BlockingGuard.NONE));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Schedulers.class)
    static class ReactorConfiguration {

        @Bean
        @ConditionalOnMissingBean
        BlockingGuard oneshotBlockingGuard() {
            return new ReactorBlockingGuard();
        }
    }
}
