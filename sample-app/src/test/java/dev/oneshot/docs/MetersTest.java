package dev.oneshot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.runner.LocalExecutor;
import dev.oneshot.sample.ShopApplication;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Compares the table of meters with those of the running shop, which is given an executor in addition, and their
 * Prometheus names with a scrape of it.
 */
@SpringBootTest(
        classes = {ShopApplication.class, MetersTest.OneExecutor.class},
        properties = "spring.test.metrics.export=true")
@AutoConfigureMockMvc
class MetersTest {

    @TempDir
    private static Path directory;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private MockMvcTester http;

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry properties) {
        properties.add("shop.file", () -> directory.resolve("shop.db").toString());
    }

    @Test
    void theGuideListsEveryMeterAsTheRegistryAndAScrapeHaveIt() throws Exception {
        List<String> scraped = scrapedNames();
        List<List<String>> rows = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("oneshot"))
                .collect(Collectors.groupingBy(meter -> meter.getId().getName()))
                .values()
                .stream()
                .map(meters -> row(meters.get(0).getId(), scraped))
                .sorted(Comparator.comparing(row -> row.get(0)))
                .toList();
        assertThat(rows).isNotEmpty();
        assertThat(Page.of("docs/metrics.md").tableBelow("All meters")).isEqualTo(rows);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class OneExecutor {

        @Bean(destroyMethod = "")
        LocalExecutor executor() {
            return LocalExecutor.create();
        }
    }

    private static List<String> row(Meter.Id meter, List<String> scraped) {
        String prefix = meter.getName().replace('.', '_');
        return List.of(
                code(Stream.of(meter.getName())),
                meter.getType().name().toLowerCase(Locale.ROOT),
                code(meter.getTags().stream().map(Tag::getKey)),
                Objects.requireNonNullElse(meter.getBaseUnit(), ""),
                Objects.requireNonNullElse(meter.getDescription(), ""),
                code(scraped.stream().filter(name -> name.startsWith(prefix))));
    }

    private static String code(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private List<String> scrapedNames() throws Exception {
        String scrape =
                http.get().uri("/actuator/prometheus").exchange().getResponse().getContentAsString();
        return scrape.lines()
                .filter(line -> line.startsWith("oneshot"))
                .map(line -> line.split("[{ ]", 2)[0])
                .distinct()
                .sorted()
                .toList();
    }
}
