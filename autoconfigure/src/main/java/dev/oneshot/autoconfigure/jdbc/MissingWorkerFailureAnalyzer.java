package dev.oneshot.autoconfigure.jdbc;

import dev.oneshot.worker.ConnectionWorker;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says why there is no worker to inject, and what to do about it. Before Spring Boot's analyzer, which knows less. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingWorkerFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final String DEFINE_ONE = "define a ConnectionWorker bean with the help of WorkerBuilderFactory";

    private final BeanFactory beans;
    private final Environment environment;

    MissingWorkerFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType wanted = cause.getResolvableType();
        if (wanted == null || wanted.toClass() != ConnectionWorker.class || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        String needs = (description == null ? "A component" : description) + " required a " + readable(wanted)
                + " that could not be found: ";
        return explain(wanted.getGeneric().resolve(Connection.class), needs, cause);
    }

    private @Nullable FailureAnalysis explain(Class<?> connection, String needs, NoSuchBeanDefinitionException cause) {
        for (String property : new String[] {"oneshot.enabled", "oneshot.worker.enabled"}) {
            if (!environment.getProperty(property, Boolean.class, true)) {
                return new FailureAnalysis(
                        needs + "the property '" + property + "' is false.",
                        "Remove the property '" + property + "', or " + DEFINE_ONE + ".",
                        cause);
            }
        }
        if (connection != Connection.class) {
            return new FailureAnalysis(
                    needs + "only a worker over a java.sql.Connection is there by itself.",
                    "To share a " + connection.getSimpleName() + ", " + DEFINE_ONE + ".",
                    cause);
        }
        String[] sources =
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors((ListableBeanFactory) beans, DataSource.class);
        return switch (sources.length) {
            case 0 ->
                new FailureAnalysis(
                        needs + "there is no DataSource bean to take the connection from.",
                        "Add spring-boot-starter-jdbc and a database driver and set 'spring.datasource.url', or "
                                + DEFINE_ONE + ".",
                        cause);
            case 1 -> null;
            default ->
                new FailureAnalysis(
                        needs + "there are several DataSource beans (" + String.join(", ", sources)
                                + ") and none was chosen.",
                        "Mark the one for the worker @OneshotDataSource, or the main one @Primary, or the others"
                                + " @Bean(defaultCandidate = false).",
                        cause);
        };
    }

    private static String readable(ResolvableType wanted) {
        ResolvableType connection = wanted.getGeneric();
        return connection.resolve() == null
                ? "ConnectionWorker"
                : "ConnectionWorker<" + connection.toClass().getSimpleName() + ">";
    }
}
