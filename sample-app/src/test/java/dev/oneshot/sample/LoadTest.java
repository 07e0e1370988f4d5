package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once, over one connection. */
class LoadTest {

    private static final int CLIENTS = 16;
    private static final int REQUESTS = 1_000;
    private static final int ROWS = 1_000;

    @Test
    void everyAnswerIsTheOneThatWasAskedFor(@TempDir Path directory) throws Exception {
        try (RunningShop shop = RunningShop.start(directory.resolve("shop.db"))) {
            askFromAllClients(shop.client());

            long completions = shop.client().metric("oneshot.completions");
            assertThat(completions).isEqualTo(CLIENTS * REQUESTS);
            assertThat(shop.client().metric("oneshot.polls"))
                    .isEqualTo(shop.client().metric("oneshot.pendings") + completions);
            assertThat(shop.client().metric("oneshot.worker.jobs?tag=outcome:done"))
                    .isEqualTo(CLIENTS * REQUESTS);
            assertThat(shop.client().metric("oneshot.channels?tag=outcome:created"))
                    .isEqualTo(shop.client().metric("oneshot.channels?tag=outcome:sent"))
                    .isEqualTo(CLIENTS * REQUESTS);
        }
    }

    private static void askFromAllClients(ShopClient shop) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(client);
                runs.add(clients.submit(() -> {
                    for (int request = 0; request < REQUESTS; request++) {
                        askForOne(shop, random);
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get(120, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void askForOne(ShopClient shop, Random random) throws Exception {
        int id = 1 + random.nextInt(ROWS);
        boolean product = random.nextBoolean();
        HttpResponse<String> answer = shop.get((product ? "/products/" : "/users/") + id);

        assertThat(answer.body()).isEqualTo(product ? productAsJson(id) : userAsJson(id));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String productAsJson(int id) {
        return "{\"id\":%d,\"name\":\"Product %d\",\"priceCents\":%d,\"stock\":100}"
                .formatted(id, id, 100 + id * 37 % 9900);
    }

    private static String userAsJson(int id) {
        return "{\"id\":%d,\"name\":\"User %d\",\"email\":\"user%d@example.com\"}".formatted(id, id, id);
    }
}
