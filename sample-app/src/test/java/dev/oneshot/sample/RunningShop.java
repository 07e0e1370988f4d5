package dev.oneshot.sample;

import static org.awaitility.Awaitility.await;

import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;

/** The whole shop in this process, on a free port, until it is closed. */
public final class RunningShop implements AutoCloseable {

    /** Not what anything may take, but when a test that hangs is to fail. */
    private static final Duration GUARD = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final ShopClient client;

    private RunningShop(ConfigurableApplicationContext context) {
        this.context = context;
        this.client = new ShopClient(
                ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    public static RunningShop start(Path file, String... properties) {
        return start(file, List.of(), properties);
    }

    /** Starts the shop with more beans, and with properties such as {@code oneshot.worker.queue-capacity=4}. */
    static RunningShop start(Path file, List<Class<?>> beans, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--shop.file=" + file));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RunningShop(new SpringApplicationBuilder(ShopApplication.class)
                .sources(beans.toArray(Class<?>[]::new))
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    ShopClient client() {
        return client;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConnectionWorker<Connection> worker() {
        return context.<ConnectionWorker<Connection>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(ConnectionWorker.class, Connection.class))
                .getObject();
    }

    /** Keeps the connection busy: returns when a job has it, which ends when the latch is counted down. */
    public CountDownLatch holdWorker() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        worker().submit(
                        connection -> {
                            held.countDown();
                            return release.await(GUARD.toSeconds(), TimeUnit.SECONDS);
                        },
                        JobOptions.named("hold"));
        if (!held.await(GUARD.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the worker did not come to the job: " + worker().snapshot());
        }
        return release;
    }

    /** Returns when so many jobs wait for the connection. */
    void awaitQueued(int jobs) {
        await().atMost(GUARD).until(() -> worker().snapshot().queue().size() == jobs);
    }

    /** Returns when the shop accepts no connections any more. */
    void awaitRefusing() {
        int port = port();
        await().atMost(GUARD).until(() -> {
            try (Socket accepted = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return !accepted.isConnected();
            } catch (ConnectException refused) {
                return true;
            }
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
