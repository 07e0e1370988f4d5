package dev.oneshot.benchmarks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneshot.benchmarks.http.Request;
import dev.oneshot.benchmarks.load.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopRequestsTest {

    private static final int MANY = 1000;

    @Test
    void readsProductsThatThereAre() {
        assertThat(texts(Operation.READ, 1))
                .allSatisfy(text -> assertThat(text).matches("(?s)GET /products/([1-9]\\d{0,2}|1000) HTTP/1.1\r\n.*"));
    }

    @Test
    void ordersOneOfAProduct() {
        assertThat(texts(Operation.WRITE, 1)).allSatisfy(text -> {
            String body = text.substring(text.indexOf("\r\n\r\n") + 4);
            assertThat(body).matches("\\{\"userId\":\\d+,\"items\":\\[\\{\"productId\":\\d+,\"quantity\":1}]}");
            assertThat(text).startsWith("POST /orders ").contains("Content-Length: " + body.length() + "\r\n");
        });
    }

    @Test
    void mixesFourReadsWithEachOrder() {
        long orders = texts(Operation.MIX, 1).stream()
                .filter(text -> text.startsWith("POST"))
                .count();
        assertThat(orders).isBetween(150L, 250L);
    }

    @Test
    void asksOnEachConnectionForSomethingElse() {
        assertThat(texts(Operation.READ, 1))
                .isNotEqualTo(texts(Operation.READ, 2))
                .isEqualTo(texts(Operation.READ, 1));
    }

    private static List<String> texts(Operation operation, long seed) {
        Supplier<Request> requests = ShopRequests.of(operation, seed);
        return Stream.generate(requests)
                .limit(MANY)
                .map(request -> new String(request.bytes(), StandardCharsets.US_ASCII))
                .toList();
    }
}
