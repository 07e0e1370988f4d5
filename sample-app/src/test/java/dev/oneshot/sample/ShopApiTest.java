package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the shop answers to requests as they should be. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ShopApiTest {

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("shop.file", () -> directory.resolve("shop.db").toString());
    }

    private ShopClient shop;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        shop = new ShopClient(port);
    }

    @Test
    void findsTheFirstAndTheLastProduct() throws Exception {
        assertJson(shop.get("/products/1"), 200, "{'id':1,'name':'Product 1','priceCents':137,'stock':100}");
        assertJson(shop.get("/products/1000"), 200, "{'id':1000,'name':'Product 1000','priceCents':7400,'stock':100}");
    }

    @Test
    void findsTheFirstAndTheLastUser() throws Exception {
        assertJson(shop.get("/users/1"), 200, "{'id':1,'name':'User 1','email':'user1@example.com'}");
        assertJson(shop.get("/users/1000"), 200, "{'id':1000,'name':'User 1000','email':'user1000@example.com'}");
    }

    @Test
    void placesAnOrderAndFindsItAgain() throws Exception {
        HttpResponse<String> placed = shop.post("/orders", """
                {"userId":3,"items":[{"productId":2,"quantity":2},{"productId":1,"quantity":1},{"productId":2,"quantity":1}]}
                """);

        String location = placed.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("/orders/[1-9][0-9]*");
        String order = "{'id':" + location.substring("/orders/".length()) + ",'userId':3,'totalCents':659,'items':["
                + "{'productId':2,'quantity':3,'priceCents':174},{'productId':1,'quantity':1,'priceCents':137}]}";
        assertJson(placed, 201, order);
        assertJson(shop.get(location), 200, order);
    }

    @Test
    void anOrderLowersTheStock() throws Exception {
        HttpResponse<String> placed =
                shop.post("/orders", "{\"userId\":3,\"items\":[{\"productId\":77,\"quantity\":40}]}");

        assertThat(placed.statusCode()).isEqualTo(201);
        assertJson(shop.get("/products/77"), 200, "{'id':77,'name':'Product 77','priceCents':2949,'stock':60}");
    }

    @Test
    void tellsOfTheOneConnectionAndOpensNoOtherToDoSo() throws Exception {
        HttpResponse<String> health = shop.get("/actuator/health");

        assertThat(health.statusCode()).isEqualTo(200);
        Map<String, Object> components = JsonPath.read(health.body(), "$.components");
        assertThat(components).containsKey("oneshot").doesNotContainKey("db");
        assertThat(JsonPath.<Boolean>read(health.body(), "$.components.oneshot.components.database.details.connected"))
                .isTrue();
    }

    @Test
    void showsItsMetrics() throws Exception {
        assertThat(shop.get("/products/1").statusCode()).isEqualTo(200);

        assertThat(shop.metric("oneshot.polls")).isPositive();
        assertThat(shop.get("/actuator/prometheus").body())
                .contains("oneshot_polls_total", "oneshot_worker_queued_jobs{name=\"database\"} 0.0");
    }

    private static void assertJson(HttpResponse<String> response, int status, String json) {
        assertThat(response.body()).isEqualTo(json.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }
}
