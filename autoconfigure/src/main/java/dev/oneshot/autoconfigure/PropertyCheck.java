package dev.oneshot.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Refuses values that cannot work, by the name under which they were configured. */
public final class PropertyCheck {

    private PropertyCheck() {}

    /**
     * Checks that a duration is longer than zero.
     *
     * @param property the property's full name
     * @param value its value
     */
    public static void positive(String property, Duration value) {
        require(value.compareTo(Duration.ZERO) > 0, property, value, "It must be longer than zero.");
    }

    /**
     * Checks that a duration is zero or longer.
     *
     * @param property the property's full name
     * @param value its value
     */
    public static void notNegative(String property, Duration value) {
        require(!value.isNegative(), property, value, "It must not be negative.");
    }

    /**
     * Checks anything else.
     *
     * @param valid whether the value can work
     * @param property the property's full name
     * @param value its value
     * @param rule what is asked of the value, as a sentence
     */
    public static void require(boolean valid, String property, Object value, String rule) {
        if (!valid) {
            throw new InvalidConfigurationPropertyValueException(property, value, rule);
        }
    }
}
