package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.filter.OncePerRequestFilter;

/** The shop is stopped while it is busy. */
class StopUnderLoadTest {

    private static final int CLIENTS = 8;
    private static final String ORDER = "{\"userId\":1,\"items\":[{\"productId\":%d,\"quantity\":1}]}";

    /** How many requests are answered before the shop is told to stop. */
    private final CountDownLatch busy = new CountDownLatch(200);

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    @Test
    void everyAcceptedRequestIsAnsweredAndTheFileIsFree(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("shop.db");
        RunningShop shop = RunningShop.start(file, List.of(AcceptedRequests.class));
        AcceptedRequests accepted = shop.bean(AcceptedRequests.class);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                runs.add(clients.submit(() -> askUntilTheShopIsGone(shop.client())));
            }
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            shop.close();
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            shop.close();
            clients.shutdownNow();
        }

        assertThat(accepted.numbers).isNotEmpty();
        assertThat(accepted.numbers)
                .allSatisfy(number -> assertThat(statuses.get(number))
                        .as("answer to accepted request %s", number)
                        .isIn(200, 201));
        assertThat(directory).isDirectoryContaining(file::equals);
        Files.delete(file);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsInTheQueueWhenTheShopIsToldToStopIsAnswered(@TempDir Path directory) throws Exception {
        int waiting = 20;
        RunningShop shop = RunningShop.start(directory.resolve("shop.db"), "oneshot.worker.readers.size=0");
        ExecutorService stopper = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch release = shop.holdWorker();
            List<Future<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < waiting; i++) {
                requests.add(shop.client().getAsync((i % 2 == 0 ? "/products/" : "/users/") + (i + 1)));
            }
            shop.awaitQueued(waiting);
            Future<?> stopped = stopper.submit(shop::close);
            shop.awaitRefusing();
            release.countDown();

            for (Future<HttpResponse<String>> request : requests) {
                assertThat(request.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            stopped.get(30, TimeUnit.SECONDS);
        } finally {
            shop.close();
            stopper.shutdownNow();
        }
    }

    private void askUntilTheShopIsGone(ShopClient shop) {
        try {
            while (!Thread.interrupted()) {
                int number = numbers.incrementAndGet();
                int id = 1 + number % 1_000;
                HttpResponse<String> response = switch (id % 3) {
                    case 0 -> shop.get("/products/" + id + "?number=" + number);
                    case 1 -> shop.get("/users/" + id + "?number=" + number);
                    default -> shop.post("/orders?number=" + number, ORDER.formatted(id));
                };
                statuses.put(String.valueOf(number), response.statusCode());
                busy.countDown();
            }
        } catch (IOException gone) {
            // No connection, or none any more: the request was not accepted, or else the test finds it unanswered.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes which requests have reached the application. */
    static final class AcceptedRequests extends OncePerRequestFilter {

        final Set<String> numbers = ConcurrentHashMap.newKeySet();

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            numbers.add(request.getParameter("number"));
            chain.doFilter(request, response);
        }
    }
}
