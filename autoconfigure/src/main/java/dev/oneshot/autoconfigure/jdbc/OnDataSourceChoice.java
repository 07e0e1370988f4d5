package dev.oneshot.autoconfigure.jdbc;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when it is clear which {@code DataSource} the worker is to use. */
final class OnDataSourceChoice extends AnyNestedCondition {

    OnDataSourceChoice() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnSingleCandidate(DataSource.class)
    static final class OnlyOrPrimary {}

    @Conditional(OnMarked.class)
    static final class Marked {}

    /** Also sees beans that are no default candidates, unlike Spring Boot's own conditions. */
    static final class OnMarked extends SpringBootCondition implements ConfigurationCondition {

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.REGISTER_BEAN;
        }

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            ConditionMessage.Builder message = ConditionMessage.forCondition("a bean marked @OneshotDataSource");
            if (beans != null) {
                for (String bean : beans.getBeanNamesForType(DataSource.class, true, false)) {
                    if (beans.findAnnotationOnBean(bean, OneshotDataSource.class, false) != null) {
                        return ConditionOutcome.match(message.foundExactly(bean));
                    }
                }
            }
            return ConditionOutcome.noMatch(message.because("there is none"));
        }
    }
}
