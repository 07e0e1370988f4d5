package dev.oneshot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * An application starts without each of the libraries that are optional to us, without a warning, and its worker works.
 *
 * <p>The libraries are really absent: each application runs in a class loader of its own, over the class path of the
 * tests less some jars.
 */
@ExtendWith(OutputCaptureExtension.class)
class OptionalLibrariesTest {

    private static final String[] WEB = {
        "spring-web",
        "spring-boot-web",
        "spring-boot-servlet",
        "spring-boot-tomcat",
        "spring-boot-netty",
        "spring-boot-reactor-netty",
        "spring-boot-http",
        "tomcat-embed-core",
        "jakarta.servlet"
    };

    /** What an application hears at every start, and cannot mend. */
    @AfterEach
    void nothingIsWarnedOf(CapturedOutput output) {
        assertThat(output).contains("Started ").doesNotContain(" WARN ", " ERROR ");
    }

    @Test
    void withAllOfThemAllIsThere() throws Exception {
        assertThat(beansWithout())
                .contains(
                        "oneshotWorker",
                        "oneshotMeterBinder",
                        "oneshotHealthContributor",
                        "oneshotContextPropagatingJobDecorator",
                        "oneshotBlockingGuard");
    }

    @Test
    void withoutMicrometer() throws Exception {
        assertThat(beansWithout("micrometer", "spring-boot-micrometer", "context-propagation", "spring-boot-actuator"))
                .contains("oneshotWorker")
                .doesNotContain("oneshotMeterBinder", "oneshotContextPropagatingJobDecorator");
    }

    @Test
    void withMicrometerButWithoutSpringBootsMetrics() throws Exception {
        assertThat(beansWithout("spring-boot-micrometer", "spring-boot-actuator"))
                .contains("oneshotWorker")
                .doesNotContain("oneshotMeterBinder");
    }

    @Test
    void withoutContextPropagation() throws Exception {
        assertThat(beansWithout("context-propagation"))
                .contains("oneshotWorker")
                .doesNotContain("oneshotContextPropagatingJobDecorator");
    }

    @Test
    void withoutHealth() throws Exception {
        assertThat(beansWithout("spring-boot-health", "spring-boot-actuator"))
                .contains("oneshotWorker", "oneshotMeterBinder")
                .doesNotContain("oneshotHealthContributor");
    }

    @Test
    void withoutSpringsJdbcADataSourceIsEnough() throws Exception {
        assertThat(beansWithout("spring-boot-jdbc", "spring-boot-sql", "spring-jdbc", "spring-boot-transaction"))
                .contains("oneshotWorker");
    }

    @Test
    void withoutReactor() throws Exception {
        assertThat(beansWithout("reactor", "reactive-streams", "spring-boot-reactor"))
                .contains("oneshotWorker")
                .doesNotContain("oneshotBlockingGuard");
    }

    @Test
    void withoutTheWeb() throws Exception {
        assertThat(beansWithout(WEB)).contains("oneshotWorker").doesNotContain("oneshotWebMvcConfigurer");
    }

    @SuppressWarnings("unchecked") // the class was loaded a second time, so its type here is that of its interface
    private static List<String> beansWithout(String... jars) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urlsWithout(jars), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Class<?> application = loader.loadClass(SmallApplication.class.getName());
            return ((Supplier<List<String>>)
                            application.getDeclaredConstructor().newInstance())
                    .get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urlsWithout(String... jars) {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (String jar : jars) {
            assertThat(entries).as("a jar to leave out").anyMatch(entry -> isJar(entry, jar));
        }
        return Stream.of(entries)
                .filter(entry -> Arrays.stream(jars).noneMatch(jar -> isJar(entry, jar)))
                .map(entry -> url(new File(entry).toURI()))
                .toArray(URL[]::new);
    }

    private static boolean isJar(String entry, String prefix) {
        return entry.endsWith(".jar") && new File(entry).getName().startsWith(prefix);
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
