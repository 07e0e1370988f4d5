package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filling a cart, and paying it at the shop's own provider. */
class CartTest {

    private static RunningShop shop;
    private static ShopClient client;

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = RunningShop.start(directory.resolve("shop.db"), "shop.payment.decline-rate=1");
        client = shop.client();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void itemsArePutChangedAndTakenOut() throws Exception {
        assertThat(client.get("/carts/1").body()).isEqualTo("{\"userId\":1,\"items\":[]}");
        assertThat(client.put("/carts/1/items/5", "{\"quantity\":2}").body())
                .isEqualTo("{\"userId\":1,\"items\":[{\"productId\":5,\"quantity\":2}]}");
        assertThat(client.put("/carts/1/items/4", "{\"quantity\":1}").body())
                .isEqualTo(
                        "{\"userId\":1,\"items\":[{\"productId\":4,\"quantity\":1},{\"productId\":5,\"quantity\":2}]}");
        client.put("/carts/1/items/5", "{\"quantity\":3}");
        assertThat(client.put("/carts/1/items/4", "{\"quantity\":0}").body())
                .isEqualTo("{\"userId\":1,\"items\":[{\"productId\":5,\"quantity\":3}]}");
        assertThat(client.get("/carts/1").body())
                .isEqualTo("{\"userId\":1,\"items\":[{\"productId\":5,\"quantity\":3}]}");
        assertThat(client.get("/carts/2").body()).isEqualTo("{\"userId\":2,\"items\":[]}");
    }

    @Test
    void theShopsOwnProviderDeclinesAsConfigured() throws Exception {
        client.put("/carts/3/items/1", "{\"quantity\":1}");

        assertThat(client.post("/carts/3/checkout", "").statusCode()).isEqualTo(402);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /carts/1001/items/1 | {"quantity":1}    | 404 | There is no user with the id 1001.
            /carts/1/items/1001 | {"quantity":1}    | 404 | There is no product with the id 1001.
            /carts/1/items/1    | {"quantity":-1}   | 400 | quantity must be at least 0.
            /carts/1/items/1    | {"quantity":1001} | 400 | quantity must be at most 1000.
            /carts/1/items/1    | {"quantity":"2"}  | 400 | quantity must be a whole number.
            /carts/1/items/1    | {}                | 400 | quantity must be a whole number.
            /carts/1/items/1    | 5                 | 400 | The body must be an object.
            /carts/1/items/1    | ~~                | 400 | The body is missing: a JSON object is expected.
            /carts/me/items/1   | {"quantity":1}    | 400 | userId must be a whole number, and 'me' is not, or is too large.
            /carts/1/items/all  | {"quantity":1}    | 400 | productId must be a whole number, and 'all' is not, or is too large.
            """)
    void whatMakesNoSenseIsRefused(String path, String body, int status, String detail) throws Exception {
        assertProblem(client.put(path, body), status, detail);
    }

    @Test
    void aCheckoutOfNobodysCartIsRefused() throws Exception {
        assertProblem(client.post("/carts/1001/checkout", ""), 404, "There is no user with the id 1001.");
        assertProblem(
                client.post("/carts/me/checkout", ""),
                400,
                "userId must be a whole number, and 'me' is not, or is too large.");
        assertProblem(client.get("/carts/1001"), 404, "There is no user with the id 1001.");
        assertProblem(client.get("/carts/1/checkout"), 405, "GET is not possible here, only POST.");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonPath.<String>read(response.body(), "$.detail")).isEqualTo(detail);
    }
}
