package dev.oneshot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import tools.jackson.databind.json.JsonMapper;

/** What editors and Spring Boot read from our jar is there, and names things that exist. */
class PackagingTest {

    @Test
    void everyPropertyIsDescribedForEditors() throws IOException {
        List<Property> properties;
        try (InputStream metadata =
                resource("META-INF/spring-configuration-metadata.json").openStream()) {
            properties = new JsonMapper().readValue(metadata, Metadata.class).properties();
        }

        assertThat(properties.stream().map(Property::name))
                .containsExactlyInAnyOrder(
                        "management.endpoint.oneshot.access",
                        "management.endpoint.oneshot.cache.time-to-live",
                        "management.health.oneshot.enabled",
                        "oneshot.enabled",
                        "oneshot.health.max-disconnected",
                        "oneshot.health.max-wait",
                        "oneshot.leak-detection",
                        "oneshot.metrics.enabled",
                        "oneshot.web.enabled",
                        "oneshot.web.problem-details.enabled",
                        "oneshot.web.retry-after",
                        "oneshot.worker.admission-timeout",
                        "oneshot.worker.batch.max-jobs",
                        "oneshot.worker.batch.max-time",
                        "oneshot.worker.deadline",
                        "oneshot.worker.enabled",
                        "oneshot.worker.fail-fast",
                        "oneshot.worker.lend-to-callers",
                        "oneshot.worker.name",
                        "oneshot.worker.propagate-context",
                        "oneshot.worker.queue-capacity",
                        "oneshot.worker.readers.size",
                        "oneshot.worker.reconnect.max-pause",
                        "oneshot.worker.reconnect.min-pause",
                        "oneshot.worker.stop-timeout",
                        "oneshot.worker.validate-after-idle");
        assertThat(properties).allSatisfy(property -> {
            assertThat(property.description())
                    .endsWith(".")
                    .doesNotStartWith("The ")
                    .doesNotStartWith("A ");
            assertThat(firstSentence(property))
                    .as("what says enough without the neighbours, as an editor shows it")
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(property.defaultValue()).isNotNull();
        });
    }

    @Test
    void everyAutoConfigurationIsListed() {
        assertThat(Contexts.ours()).hasSize(10).allSatisfy(type -> {
            assertThat(type.isAnnotationPresent(AutoConfiguration.class)).isTrue();
            assertThat(type).isPublic().isFinal();
        });
    }

    @Test
    void whatOursAreOrderedByExists() throws IOException {
        Properties metadata = autoConfigurationMetadata();

        assertThat(metadata.stringPropertyNames())
                .filteredOn(key -> key.endsWith(".AutoConfigureAfter") || key.endsWith(".AutoConfigureBefore"))
                .flatMap(key -> List.of(metadata.getProperty(key).split(",")))
                .contains("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
                .allSatisfy(name -> assertThat(Class.forName(name)).hasAnnotation(AutoConfiguration.class));
    }

    @Test
    void conditionsCanBeCheckedWithoutLoadingClasses() throws IOException {
        Properties metadata = autoConfigurationMetadata();

        assertThat(Arrays.stream(Contexts.ours()).map(Class::getName))
                .allSatisfy(name -> assertThat(metadata).containsKey(name));
    }

    @Test
    void failureAnalyzersAreRegisteredAndExist() throws IOException {
        Properties factories = new Properties();
        try (InputStream stream = resource("META-INF/spring.factories").openStream()) {
            factories.load(stream);
        }

        assertThat(factories.getProperty(FailureAnalyzer.class.getName()).split(","))
                .hasSize(8)
                .allSatisfy(name -> assertThat(Class.forName(name.trim())).isAssignableTo(FailureAnalyzer.class));
    }

    private static String[] firstSentence(Property property) {
        return property.description().split("\\. ", 2)[0].split(" ");
    }

    private static Properties autoConfigurationMetadata() throws IOException {
        Properties metadata = new Properties();
        try (InputStream stream =
                resource("META-INF/spring-autoconfigure-metadata.properties").openStream()) {
            metadata.load(stream);
        }
        return metadata;
    }

    /** Of several files of that name on the class path, ours. */
    private static URL resource(String name) throws IOException {
        String root = OneshotAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return OneshotAutoConfiguration.class
                .getClassLoader()
                .resources(name)
                .filter(url -> url.toString().contains(root))
                .findFirst()
                .orElseThrow();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(List<Property> properties) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Property(String name, String description, Object defaultValue) {}
}
