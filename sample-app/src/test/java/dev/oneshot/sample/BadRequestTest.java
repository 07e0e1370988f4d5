package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the shop answers to requests that it cannot fulfil: always problem+json, in words about the request. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class BadRequestTest {

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

    @ParameterizedTest
    @CsvSource({
        "/products/1001, There is no product with the id 1001.",
        "/products/0, There is no product with the id 0.",
        "/products/-1, There is no product with the id -1.",
        "/users/1001, There is no user with the id 1001.",
        "/users/-1, There is no user with the id -1.",
        "/orders/4711, There is no order with the id 4711.",
        "/, There is nothing at this address.",
        "/products, There is nothing at this address.",
        "/nothing/here, There is nothing at this address.",
    })
    void whatIsNotThereIs404(String path, String detail) throws Exception {
        assertProblem(shop.get(path), 404, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "9223372036854775808", "%20"})
    void anIdThatIsNoNumberIs400(String id) throws Exception {
        for (String path : new String[] {"/products/", "/users/", "/orders/"}) {
            HttpResponse<String> response = shop.get(path + id);
            assertThat(detail(response)).startsWith("id must be a whole number");
            assertProblem(response, 400, detail(response));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"userId":1,                                                     | The body is not valid JSON: see line 1, column 13.
            {"userId":1,"items":[]} rest                                     | The body is not valid JSON: see line 1, column 25.
            userId=1                                                         | The body is not valid JSON: see line 1, column 1.
            ~~                                                               | The body is missing: a JSON object is expected.
            null                                                             | The body is missing: a JSON object is expected.
            []                                                               | The body must be an object.
            17                                                               | The body must be an object.
            "order"                                                          | The body must be an object.
            {}                                                               | userId must be a whole number.
            {"userId":null,"items":[{"productId":1,"quantity":1}]}           | userId must be a whole number.
            {"items":[{"productId":1,"quantity":1}]}                         | userId must be a whole number.
            {"userId":"1","items":[{"productId":1,"quantity":1}]}            | userId must be a whole number.
            {"userId":true,"items":[{"productId":1,"quantity":1}]}           | userId must be a whole number.
            {"userId":{},"items":[{"productId":1,"quantity":1}]}             | userId must be a whole number.
            {"userId":1.5,"items":[{"productId":1,"quantity":1}]}            | userId must be a whole number.
            {"userId":9223372036854775808,"items":[]}                        | userId is out of range.
            {"userId":1}                                                     | items must hold at least one item.
            {"userId":1,"items":null}                                        | items must hold at least one item.
            {"userId":1,"items":[]}                                          | items must hold at least one item.
            {"userId":1,"items":{}}                                          | items must be a list.
            {"userId":1,"items":"all"}                                       | items must be a list.
            {"userId":1,"items":[null]}                                      | items[0] must not be null.
            {"userId":1,"items":[5]}                                         | items[0] must be an object.
            {"userId":1,"items":[{"quantity":1}]}                            | items[0].productId must be a whole number.
            {"userId":1,"items":[{"productId":1}]}                           | items[0].quantity must be a whole number.
            {"userId":1,"items":[{"productId":1,"quantity":"2"}]}            | items[0].quantity must be a whole number.
            {"userId":1,"items":[{"productId":1,"quantity":2.5}]}            | items[0].quantity must be a whole number.
            {"userId":1,"items":[{"productId":1,"quantity":0}]}              | items[0].quantity must be at least 1.
            {"userId":1,"items":[{"productId":1,"quantity":-1}]}             | items[0].quantity must be at least 1.
            {"userId":1,"items":[{"productId":1,"quantity":1001}]}           | items[0].quantity must be at most 1000.
            {"userId":1,"items":[{"productId":1,"quantity":2147483648}]}     | items[0].quantity is out of range.
            """)
    void anOrderThatMakesNoSenseIs400(String body, String detail) throws Exception {
        assertProblem(shop.post("/orders", body), 400, detail);
    }

    @Test
    void allThatIsWrongWithAnOrderIsSaidAtOnce() throws Exception {
        String body =
                "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":0},null,{\"productId\":2,\"quantity\":5000}]}";

        assertProblem(
                shop.post("/orders", body),
                400,
                "items[0].quantity must be at least 1. items[1] must not be null. items[2].quantity must be at most 1000.");
    }

    @Test
    void tooManyItemsAre400() throws Exception {
        assertThat(shop.post("/orders", orderOf(100)).statusCode()).isEqualTo(201);
        assertProblem(shop.post("/orders", orderOf(101)), 400, "items must hold at most 100 items.");
    }

    @Test
    void aHugeBodyIs400() throws Exception {
        assertProblem(shop.post("/orders", orderOf(10_000)), 400, "The body is too large.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"userId":1001,"items":[{"productId":1,"quantity":1}]}  | 404 | There is no user with the id 1001.
            {"userId":-1,"items":[{"productId":1,"quantity":1}]}    | 404 | There is no user with the id -1.
            {"userId":1,"items":[{"productId":1001,"quantity":1}]}  | 404 | There is no product with the id 1001.
            {"userId":1,"items":[{"productId":900,"quantity":101}]} | 409 | Product 900 is out of stock: 101 ordered, 100 left.
            """)
    void anOrderThatCannotBeIs404Or409(String body, int status, String detail) throws Exception {
        assertProblem(shop.post("/orders", body), status, detail);
    }

    @Test
    void aWrongMethodIs405AndNamesTheRightOne() throws Exception {
        HttpResponse<String> response = shop.send(shop.request("/products/1").DELETE());

        assertProblem(response, 405, "DELETE is not possible here, only GET.");
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void aWrongContentTypeIs415AndNamesTheRightOne() throws Exception {
        HttpResponse<String> response = shop.send(
                shop.request("/orders").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));

        assertProblem(response, 415, "The body must be application/json, not text/plain.");
        assertThat(response.headers().firstValue("Accept").orElseThrow()).contains("application/json");
    }

    @Test
    void anAnswerThatTheClientDoesNotAcceptIs406() throws Exception {
        HttpResponse<String> response = shop.send(
                shop.request("/products/1").header("Accept", "text/csv").GET());

        assertProblem(response, 406, "The answer is application/json, which the request does not accept.");
    }

    @Test
    void saysTheSameInEveryLanguage() throws Exception {
        HttpResponse<String> response = shop.send(shop.request("/orders")
                .header("Accept-Language", "de")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"userId\":1}")));

        assertProblem(response, 400, "items must hold at least one item.");
    }

    private static String orderOf(int items) {
        String item = "{\"productId\":1,\"quantity\":1}";
        return IntStream.range(0, items)
                .mapToObj(i -> item)
                .collect(Collectors.joining(",", "{\"userId\":1,\"items\":[", "]}"));
    }

    private static String detail(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.detail");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        Map<String, Object> problem = JsonPath.read(response.body(), "$");
        assertThat(problem)
                .containsOnlyKeys("title", "status", "detail", "instance")
                .containsEntry("status", status)
                .containsEntry("detail", detail)
                .containsEntry("instance", response.uri().getRawPath());
    }
}
