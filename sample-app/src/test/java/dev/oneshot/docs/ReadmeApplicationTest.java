package dev.oneshot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.autoconfigure.worker.OneshotWorkers;
import dev.oneshot.sample.ShopApplication;
import dev.oneshot.worker.ConnectionWorker;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** Runs the README's controller and configuration, just as they stand there, in an application beside the shop's own. */
class ReadmeApplicationTest {

    @TempDir
    private Path directory;

    @Test
    void theReadmesBeansWork() throws Exception {
        for (Page.Block block : Page.of("README.md").blocks()) {
            if (block.language().equals("java")) {
                assertThat(new Snippet(block.text(), directory).compile()).isEmpty();
            }
        }
        try (URLClassLoader snippets = new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
                ConfigurableApplicationContext application = start(snippets)) {
            assertThat(get(application, "/names/7")).isEqualTo("User 7");
            assertThat(get(application, "/greetings/7")).isEqualTo("Hello User 7");
            assertThat(get(application, "/answers")).isEqualTo("42");
            assertThat(application.getBean(OneshotWorkers.class).all())
                    .extracting(ConnectionWorker::name)
                    .containsExactlyInAnyOrder("database", "scale");
        }
    }

    private ConfigurableApplicationContext start(ClassLoader snippets) throws ClassNotFoundException {
        SpringApplication application = new SpringApplication(
                new DefaultResourceLoader(snippets),
                ShopApplication.class,
                snippets.loadClass("NameController"),
                snippets.loadClass("ScaleConfiguration"));
        return application.run("--server.port=0", "--shop.file=" + directory.resolve("shop.db"));
    }

    private static String get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
