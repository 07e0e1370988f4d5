package dev.oneshot.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The peers answer as the shop does: what costs less because it does less would be no peer. */
class PeerShopTest {

    private static final String ORDER = "{\"userId\":7,\"items\":[{\"productId\":1,\"quantity\":2}]}";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "none"})
    void answersAsTheShopDoes(String store) throws Exception {
        try (ConfigurableApplicationContext shop = start(store)) {
            String price = store.equals("jdbc") ? "137" : "100";
            assertThat(send(HttpRequest.newBuilder(uri(shop, "/products/1"))).body())
                    .isEqualTo("{\"id\":1,\"name\":\"Product 1\",\"priceCents\":" + price + ",\"stock\":100}");

            HttpResponse<String> ordered = order(shop, ORDER);
            assertThat(ordered.statusCode()).isEqualTo(201);
            assertThat(ordered.headers().firstValue("Location")).contains("/orders/1");
            assertThat(ordered.body())
                    .isEqualTo("{\"id\":1,\"userId\":7,\"totalCents\":" + 2 * Integer.parseInt(price)
                            + ",\"items\":[{\"productId\":1,\"quantity\":2,\"priceCents\":" + price + "}]}");
            assertThat(order(shop, "{\"userId\":7,\"items\":[]}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void keepsOrdersAsTheShopDoes() throws Exception {
        try (ConfigurableApplicationContext shop = start("jdbc")) {
            order(shop, ORDER);
            assertThat(order(shop, ORDER.replace(":2}", ":1000}")).statusCode()).isEqualTo(409);
            assertThat(order(shop, ORDER.replace(":7,", ":7000,")).statusCode()).isEqualTo(404);

            JdbcClient jdbc = shop.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select stock from products where id = 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(98);
            assertThat(jdbc.sql("select count(*) from orders")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(jdbc.sql("select quantity from order_lines where order_id = 1 and line = 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private ConfigurableApplicationContext start(String store) {
        String sql = "file:../sample-app/src/main/resources/";
        return SpringApplication.run(
                PeerShop.class,
                "--peer.store=" + store,
                "--oneshot.enabled=false",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.sql.init.mode=always",
                "--spring.sql.init.schema-locations=" + sql + "schema-sqlite.sql",
                "--spring.sql.init.data-locations=" + sql + "data.sql",
                "--spring.datasource.hikari.maximum-pool-size=1",
                "--spring.datasource.url=jdbc:sqlite:" + directory.resolve("shop.db"));
    }

    private HttpResponse<String> order(ConfigurableApplicationContext shop, String json)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(shop, "/orders"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ConfigurableApplicationContext shop, String path) {
        return URI.create("http://127.0.0.1:" + shop.getEnvironment().getProperty("local.server.port", "") + path);
    }
}
