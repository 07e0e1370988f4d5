package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the shop does with its one writer and its readers, whatever the database. */
abstract class ShopContract {

    private static final int CLIENTS = 11;
    private static final int ROUNDS = 20;
    private static final String ORDER = "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":1}]}";

    /** A shop over a new database. */
    abstract RunningShop start(String... properties) throws Exception;

    static String[] with(String[] properties, String... more) {
        return Stream.of(properties, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void everyAnswerIsTheOneThatWasAskedForAndEveryOrderIsKept() throws Exception {
        try (RunningShop shop = start()) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Future<?>> runs = new ArrayList<>();
                for (int client = 1; client <= CLIENTS; client++) {
                    int user = client;
                    runs.add(clients.submit(() -> buyAgainAndAgain(shop.client(), user)));
                }
                for (Future<?> run : runs) {
                    run.get(120, TimeUnit.SECONDS);
                }
            } finally {
                clients.shutdownNow();
            }

            assertThat(shop.client().get("/products/1").body())
                    .contains("\"stock\":0")
                    .as("100 of it were there, and more were asked for");
            assertThat(shop.client().metric("oneshot.worker.jobs?tag=outcome:unknown"))
                    .isZero();
            assertThat(shop.client().metric("oneshot.worker.batch.size")).isPositive();
        }
    }

    /** Every other order is for the one product that all want. */
    private static Void buyAgainAndAgain(ShopClient shop, int user) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int product = round % 2 == 0 ? 1 : 1 + user;
            HttpResponse<String> order = shop.post("/orders", ORDER.formatted(user, product));
            if (order.statusCode() == 201) {
                String location = order.headers().firstValue("Location").orElseThrow();
                assertThat(shop.get(location).body()).isEqualTo(order.body()).contains("\"userId\":" + user);
            } else {
                assertThat(order.statusCode()).as(order.body()).isEqualTo(409);
                assertThat(product).isEqualTo(1);
            }
            assertThat(shop.get("/users/" + user).body()).contains("\"name\":\"User " + user + "\"");
        }
        assertThat(shop.get("/products/" + (1 + user)).body()).contains("\"stock\":" + (100 - ROUNDS / 2));
        return null;
    }

    @Test
    void ordersThatWaitTogetherShareACommitAndReadsDoNotWait() throws Exception {
        try (RunningShop shop = start("oneshot.worker.batch.max-time=30s")) {
            CountDownLatch release = shop.holdWorker();
            List<CompletableFuture<HttpResponse<String>>> orders = new ArrayList<>();
            for (int user = 1; user <= 8; user++) {
                orders.add(shop.client().postAsync("/orders", ORDER.formatted(user, user == 3 ? 5_000 : user)));
            }
            shop.awaitQueued(8);

            assertThat(shop.client().get("/products/1").body()).contains("\"stock\":100");
            String report = shop.client().get("/actuator/oneshot").body();
            assertThat(JsonPath.<String>read(report, "$.workers[0].running.job"))
                    .isEqualTo("hold");
            assertThat(JsonPath.<Integer>read(report, "$.workers[0].queue.lanes.normal"))
                    .isEqualTo(8);
            assertThat(JsonPath.<List<Boolean>>read(report, "$.workers[0].readers.connections[*].connection.connected"))
                    .hasSize(10)
                    .containsOnly(true);

            release.countDown();
            for (int user = 1; user <= 8; user++) {
                assertThat(orders.get(user - 1).get(30, TimeUnit.SECONDS).statusCode())
                        .isEqualTo(user == 3 ? 404 : 201);
            }
            report = shop.client().get("/actuator/oneshot").body();
            assertThat(JsonPath.<List<Integer>>read(report, "$.workers[0].transactions.recentBatches"))
                    .as("that which held the worker, and all orders but the one that failed")
                    .containsExactly(8);
            assertThat(JsonPath.<Integer>read(report, "$.workers[0].transactions.rollbacks"))
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutGroupsAndReadersOneConnectionDoesOneJobAfterTheOther() throws Exception {
        try (RunningShop shop = start("oneshot.worker.batch.max-jobs=1", "oneshot.worker.readers.size=0")) {
            CountDownLatch release = shop.holdWorker();
            CompletableFuture<HttpResponse<String>> first = shop.client().postAsync("/orders", ORDER.formatted(1, 1));
            CompletableFuture<HttpResponse<String>> second = shop.client().postAsync("/orders", ORDER.formatted(2, 2));
            shop.awaitQueued(2);
            release.countDown();

            assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(second.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            String report = shop.client().get("/actuator/oneshot").body();
            assertThat(JsonPath.<List<Integer>>read(report, "$.workers[0].transactions.recentBatches"))
                    .containsExactly(1, 1, 1);
            assertThat(shop.worker().snapshot().readers()).isNull();
        }
    }

    @Test
    void springsTransactionsTakePartInAJob() throws Exception {
        try (RunningShop shop = start()) {
            JdbcClient jdbc = shop.bean(JdbcClient.class);
            TransactionTemplate nested = transactions(shop, TransactionDefinition.PROPAGATION_NESTED);
            TransactionTemplate apart = transactions(shop, TransactionDefinition.PROPAGATION_REQUIRES_NEW);

            shop.worker().call(connection -> {
                rename(jdbc, 1, "renamed");
                assertThatThrownBy(() -> nested.executeWithoutResult(status -> {
                            rename(jdbc, 2, "undone");
                            jdbc.sql("INSERT INTO users (id, name, email) VALUES (1, 'twice', 'there')")
                                    .update();
                        }))
                        .isInstanceOf(DataAccessException.class);
                assertThatThrownBy(() -> apart.executeWithoutResult(status -> rename(jdbc, 3, "apart")))
                        .isInstanceOf(IllegalTransactionStateException.class);
                rename(jdbc, 4, "renamed, too");
                return true;
            });

            assertThat(shop.client().get("/products/1").body()).contains("\"name\":\"renamed\"");
            assertThat(shop.client().get("/products/2").body()).contains("\"name\":\"Product 2\"");
            assertThat(shop.client().get("/products/3").body()).contains("\"name\":\"Product 3\"");
            assertThat(shop.client().get("/products/4").body()).contains("\"name\":\"renamed, too\"");
        }
    }

    private static TransactionTemplate transactions(RunningShop shop, int propagation) {
        TransactionTemplate transactions = new TransactionTemplate(shop.bean(PlatformTransactionManager.class));
        transactions.setPropagationBehavior(propagation);
        return transactions;
    }

    private static void rename(JdbcClient jdbc, int product, String name) {
        jdbc.sql("UPDATE products SET name = :name WHERE id = :id")
                .param("name", name)
                .param("id", product)
                .update();
    }

    @Test
    void aCartBecomesAnOrder() throws Exception {
        try (RunningShop shop = start()) {
            shop.client().put("/carts/8/items/1", "{\"quantity\":1}");
            assertThat(shop.client().put("/carts/8/items/1", "{\"quantity\":2}").body())
                    .isEqualTo("{\"userId\":8,\"items\":[{\"productId\":1,\"quantity\":2}]}");

            HttpResponse<String> order =
                    shop.client().postAsync("/carts/8/checkout").get(30, TimeUnit.SECONDS);

            assertThat(order.statusCode()).isEqualTo(201);
            assertThat(shop.client().get("/products/1").body()).contains("\"stock\":98");
            assertThat(shop.client().get("/carts/8").body()).isEqualTo("{\"userId\":8,\"items\":[]}");
        }
    }
}
