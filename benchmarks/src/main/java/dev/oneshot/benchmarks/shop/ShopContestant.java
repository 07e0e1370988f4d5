package dev.oneshot.benchmarks.shop;

import dev.oneshot.benchmarks.application.WebApplication;
import dev.oneshot.benchmarks.http.HttpLoad;
import dev.oneshot.benchmarks.load.CallerThreads;
import dev.oneshot.benchmarks.load.Cell;
import dev.oneshot.benchmarks.load.Contestant;
import dev.oneshot.benchmarks.load.Operation;
import dev.oneshot.benchmarks.load.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the shops. Its server is started anew when its threads are to be others. */
final class ShopContestant implements Contestant {

    /** With few connections first, beside which the compilers get their share of the processors. */
    private static final List<WarmUp> WARM_UPS =
            List.of(new WarmUp(Operation.READ, 4, 100_000, 25), new WarmUp(Operation.WRITE, 64, 40_000, 35));

    private final ShopPlan plan;
    private final Path classes;
    private final Path directory;

    private @Nullable WebApplication server;
    private @Nullable CallerThreads threads;

    ShopContestant(ShopPlan plan, Path classes, Path directory) {
        this.plan = plan;
        this.classes = classes;
        this.directory = directory;
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public boolean takes(Operation operation) {
        return operation != Operation.NOTHING;
    }

    @Override
    public void prepare(Cell cell) throws InterruptedException {
        if (server != null && threads == cell.threads()) {
            return;
        }
        close();
        try {
            WebApplication started = start(cell.threads());
            server = started;
            threads = cell.threads();
            for (WarmUp warmUp : WARM_UPS) {
                warmUp.of((operation, connections, length) -> ask(started, operation, connections, length));
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(name() + " cannot be started: " + e, e);
        }
    }

    @Override
    public Reading measure(Cell cell, Duration length) throws InterruptedException {
        WebApplication running = server;
        if (running == null) {
            throw new IllegalStateException(name() + " has not been started");
        }
        try {
            return ask(running, cell.operation(), cell.callers(), length);
        } catch (IOException e) {
            throw new IllegalStateException(name() + " failed at " + cell + ": " + e, e);
        }
    }

    private static Reading ask(WebApplication server, Operation operation, int connections, Duration length)
            throws IOException {
        return new HttpLoad(server.address())
                .measure(connections, number -> ShopRequests.of(operation, number), length);
    }

    private WebApplication start(CallerThreads wanted) throws IOException, SQLException, InterruptedException {
        String id = plan.name() + "-" + wanted;
        Path file = ShopFile.create(directory.resolve(id + ".db"), classes);
        List<String> arguments = new ArrayList<>(plan.arguments());
        arguments.add("--shop.file=" + file.toAbsolutePath());
        arguments.add("--spring.threads.virtual.enabled=" + (wanted == CallerThreads.VIRTUAL));
        // What is measured is answers on connections that last, not connecting.
        arguments.add("--server.tomcat.max-keep-alive-requests=-1");
        return WebApplication.start(
                plan.classPath(), plan.mainClass(), arguments, directory.resolve(id + ".log"), "/products/1");
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
