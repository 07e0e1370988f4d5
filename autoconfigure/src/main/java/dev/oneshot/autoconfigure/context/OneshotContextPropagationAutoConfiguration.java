package dev.oneshot.autoconfigure.context;

import dev.oneshot.autoconfigure.worker.OneshotWorkerAutoConfiguration;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of context propagation: the whole MDC, and whatever else has a {@link ThreadLocalAccessor},
 * registered with the process or a bean of the application. Of two for the same key the bean wins.
 */
@AutoConfiguration(before = OneshotWorkerAutoConfiguration.class)
@ConditionalOnClass(ThreadLocalAccessor.class)
@ConditionalOnBooleanProperty(
        prefix = "oneshot",
        name = {"enabled", "worker.propagate-context"},
        matchIfMissing = true)
public final class OneshotContextPropagationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ContextPropagatingJobDecorator oneshotContextPropagatingJobDecorator(
            ObjectProvider<ThreadLocalAccessor<?>> accessors) {
        return new ContextPropagatingJobDecorator(registry(accessors).getThreadLocalAccessors());
    }

    /** A registry of our own, so that the one that the process shares stays as others left it; it knows equal keys. */
    private static ContextRegistry registry(ObjectProvider<ThreadLocalAccessor<?>> accessors) {
        ContextRegistry registry = new ContextRegistry();
        if (ClassUtils.isPresent("org.slf4j.MDC", ContextRegistry.class.getClassLoader())) {
            registry.registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        }
        ContextRegistry.getInstance().getThreadLocalAccessors().forEach(registry::registerThreadLocalAccessor);
        accessors.orderedStream().forEach(registry::registerThreadLocalAccessor);
        return registry;
    }
}
