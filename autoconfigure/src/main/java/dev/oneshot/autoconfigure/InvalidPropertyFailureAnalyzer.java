package dev.oneshot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says which property was refused, what was written where, and what is asked of it. Before Spring Boot's analyzers: the
 * refusal comes from a constructor, so the one for failed bindings would find it first, and knows no single property.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final Environment environment;

    InvalidPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        if (!cause.getName().startsWith("oneshot.")) {
            return null;
        }
        ConfigurationProperty written = written(cause.getName());
        return new FailureAnalysis(
                String.format(
                        "A property has a value that cannot work:%n%n"
                                + "    Property: %s%n    Value: \"%s\"%n    Origin: %s%n    Reason: %s",
                        cause.getName(),
                        written == null ? cause.getValue() : written.getValue(),
                        written == null ? "not configured, the default" : written.getOrigin(),
                        cause.getReason()),
                "Change the value of '" + cause.getName() + "', or remove it to have the default.",
                cause);
    }

    /** The one of several sources that wins, in whatever form it spells the name. */
    private @Nullable ConfigurationProperty written(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
