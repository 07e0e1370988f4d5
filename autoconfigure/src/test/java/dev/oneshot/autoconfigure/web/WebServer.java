package dev.oneshot.autoconfigure.web;

import dev.oneshot.Sender;
import dev.oneshot.autoconfigure.Contexts;
import dev.oneshot.runner.Runner;
import dev.oneshot.worker.ConnectionWorker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a real server, and a client for it. */
final class WebServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final int port;

    private WebServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    static WebServer start(WebApplicationType type, String... arguments) {
        return start(type, WebApplication.class, arguments);
    }

    static WebServer start(WebApplicationType type, Class<?> more, String... arguments) {
        return new WebServer(new SpringApplicationBuilder(WebApplication.class, more)
                .web(type)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.reactor.netty.shutdown-quiet-period=0s")
                .run(arguments));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    WebApplication.Controller controller() {
        return bean(WebApplication.Controller.class);
    }

    ConnectionWorker<?> worker() {
        return bean(ConnectionWorker.class);
    }

    CompletableFuture<HttpResponse<String>> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(Contexts.GUARD_SECONDS))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return ask(path).join();
    }

    /** Sends a request and leaves it to the caller to read the answer, or to go away. */
    Socket askAndHold(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Returns when the receiver was closed; fails if it is not. */
    void awaitReceiverClosed(Sender<?> sender) {
        bean(Runner.class).blockOn(sender.closed(), Duration.ofSeconds(Contexts.GUARD_SECONDS));
    }

    @Override
    public void close() {
        context.close();
    }
}
