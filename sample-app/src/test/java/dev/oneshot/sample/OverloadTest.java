package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests than one connection can answer. */
class OverloadTest {

    private static final int CAPACITY = 4;
    private static final int REQUESTS = 20;

    @Test
    void requestsPastTheBoundAreRefusedAtOnceAndTheRestAnswered(@TempDir Path directory) throws Exception {
        try (RunningShop shop = RunningShop.start(
                directory.resolve("shop.db"),
                "oneshot.worker.queue-capacity=" + CAPACITY,
                "oneshot.worker.readers.size=0")) {
            CountDownLatch release = shop.holdWorker();
            Semaphore answered = new Semaphore(0);
            List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                // Products hold no thread of the server while they wait, users do.
                String path = (i % 2 == 0 ? "/products/" : "/users/") + (i + 1);
                requests.add(shop.client().getAsync(path).whenComplete((response, failure) -> answered.release()));
            }

            // At once: the connection is still held.
            assertThat(answered.tryAcquire(REQUESTS - CAPACITY, 30, TimeUnit.SECONDS))
                    .as("answered while the connection is held")
                    .isTrue();
            assertThat(requests.stream().filter(CompletableFuture::isDone)).hasSize(REQUESTS - CAPACITY);
            requests.stream().filter(CompletableFuture::isDone).forEach(refused -> assertRefused(refused.join()));

            List<CompletableFuture<HttpResponse<String>>> accepted =
                    requests.stream().filter(request -> !request.isDone()).toList();
            release.countDown();
            for (CompletableFuture<HttpResponse<String>> request : accepted) {
                HttpResponse<String> response = request.get(30, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.uri().getPath()).endsWith("/" + JsonPath.<Integer>read(response.body(), "$.id"));
            }
        }
    }

    @Test
    void aRequestWhoseDeadlinePassesInTheQueueIs504(@TempDir Path directory) throws Exception {
        try (RunningShop shop = RunningShop.start(
                directory.resolve("shop.db"), "oneshot.worker.deadline=100ms", "oneshot.worker.readers.size=0")) {
            CountDownLatch release = shop.holdWorker();

            assertProblem(shop.client().get("/products/1"), 504);
            assertProblem(shop.client().get("/users/1"), 504);
            assertProblem(shop.client().post("/orders", ORDER), 504);

            release.countDown();
            assertThat(shop.client().get("/products/1").body()).contains("\"stock\":100");
        }
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertProblem(response, 503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static final String ORDER = "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1}]}";
}
