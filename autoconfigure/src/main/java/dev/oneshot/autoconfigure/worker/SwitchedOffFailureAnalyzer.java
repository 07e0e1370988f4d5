package dev.oneshot.autoconfigure.worker;

import dev.oneshot.OneshotFactory;
import dev.oneshot.PollCounter;
import dev.oneshot.runner.Runner;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property that took away a bean that something still asks for. Before Spring Boot's analyzer, which advises to
 * define such a bean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SwitchedOffFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final Set<Class<?>> OURS = Set.of(
            WorkerBuilderFactory.class, OneshotWorkers.class, Runner.class, OneshotFactory.class, PollCounter.class);

    private final Environment environment;

    SwitchedOffFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType wanted = cause.getResolvableType();
        if (wanted == null
                || !OURS.contains(wanted.toClass())
                || cause.getNumberOfBeansFound() > 0
                || environment.getProperty("oneshot.enabled", Boolean.class, true)) {
            return null;
        }
        String name = wanted.toClass().getSimpleName();
        return new FailureAnalysis(
                (description == null ? "A component" : description) + " required a " + name
                        + " that could not be found: the property 'oneshot.enabled' is false.",
                "Remove the property 'oneshot.enabled', or put what needs a " + name
                        + " under @ConditionalOnBooleanProperty(\"oneshot.enabled\") too. To do without the worker over the"
                        + " DataSource alone, set 'oneshot.worker.enabled' to false instead.",
                cause);
    }
}
