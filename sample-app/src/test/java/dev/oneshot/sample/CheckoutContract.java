package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a checkout does, however its steps are written down. Each test has a user and two products of its own. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class CheckoutContract {

    private static final Duration GUARD = Duration.ofSeconds(30);
    private static final Duration HASTY = Duration.ofMillis(100);

    private ScriptedProvider provider;
    private RunningShop shop;
    private ShopClient client;
    private int user;
    private int product;
    private int other;

    /** One of the values of {@code shop.checkout.style}. */
    abstract String style();

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        provider = new ScriptedProvider();
        shop = start(directory.resolve("shop.db"), GUARD);
        client = shop.client();
    }

    @BeforeEach
    void fillACart() throws Exception {
        user++;
        product = 2 * user;
        other = product + 1;
        provider.forget();
        fillCart(client);
    }

    @AfterAll
    void close() {
        shop.close();
        provider.close();
    }

    @Test
    void aPaidCartBecomesAnOrder() throws Exception {
        provider.answer(201);

        HttpResponse<String> order = checkOut();

        assertThat(order.statusCode()).as(order.body()).isEqualTo(201);
        String location = order.headers().firstValue("Location").orElseThrow();
        assertThat(order.body())
                .isEqualTo("{\"id\":%s,\"userId\":%d,\"totalCents\":%d,\"items\":[%s,%s]}"
                        .formatted(
                                location.substring("/orders/".length()),
                                user,
                                total(),
                                line(product, 2),
                                line(other, 1)));
        assertThat(client.get(location).body()).isEqualTo(order.body());
        assertThat(provider.awaitRequest().body()).isEqualTo("{\"amountCents\":" + total() + "}");
        assertThat(stock()).isEqualTo(98);
        assertThat(cart()).isEqualTo("{\"userId\":" + user + ",\"items\":[]}");
    }

    /** How many there are is up to chance: a step may be done before it is first looked at. */
    @Test
    void theAnswerTellsOfPollsPendingsAndWakes() throws Exception {
        provider.answer(201);

        assertThat(checkOut().headers().firstValue("Oneshot-Trace").orElseThrow())
                .matches("polls=[1-3] pendings=[0-2] wakes=[0-2]");
    }

    @Test
    void noThreadOfTheServerWaits() throws Exception {
        CompletableFuture<HttpResponse<String>> order = checkOutAsync();
        provider.awaitRequest();

        // The server has one thread.
        assertThat(client.get("/users/1").statusCode()).isEqualTo(200);

        provider.answer(201);
        assertThat(get(order).statusCode()).isEqualTo(201);
    }

    @Test
    void aDeclinedPaymentIs402AndLeavesEverythingAsItWas() throws Exception {
        String before = cart();
        provider.answer(402);

        assertProblem(checkOut(), 402, "The payment of " + total() + " cents was declined.");

        assertThat(cart()).isEqualTo(before);
        assertThat(stock()).isEqualTo(100);
        assertThat(orders()).isZero();
    }

    @Test
    void afterADeclineTheCartCanBeChangedAndIsPaidByAnotherPayment() throws Exception {
        provider.answer(402);
        checkOut();

        assertThat(client.put(item(other), "{\"quantity\":0}").statusCode()).isEqualTo(200);
        provider.answer(201);
        assertThat(checkOut().body()).contains("\"totalCents\":" + 2 * price(product) + ",");
        assertThat(new HashSet<>(provider.references())).hasSize(2);
    }

    @Test
    void whileItIsPaidTheCartCannotBeChanged() throws Exception {
        CompletableFuture<HttpResponse<String>> order = checkOutAsync();
        provider.awaitRequest();

        assertProblem(
                client.put(item(other), "{\"quantity\":5}"),
                409,
                "The cart of user " + user + " is being checked out. Repeat the checkout to learn how it ends.");

        provider.answer(201);
        assertThat(get(order).statusCode()).isEqualTo(201);
        assertThat(client.put(item(other), "{\"quantity\":5}").body())
                .isEqualTo("{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":5}]}".formatted(user, other));
    }

    @Test
    void aRepeatedCheckoutIsTheSameOrder() throws Exception {
        provider.answer(201);
        String order = checkOut().body();

        assertThat(checkOut().body()).isEqualTo(order);
        assertThat(provider.references()).hasSize(1);
    }

    @Test
    void twoCheckoutsAtOnceAreOnePaymentAndOneOrder() throws Exception {
        CompletableFuture<HttpResponse<String>> first = checkOutAsync();
        CompletableFuture<HttpResponse<String>> second = checkOutAsync();
        assertThat(provider.awaitRequest()).isEqualTo(provider.awaitRequest());
        provider.answer(201);
        provider.answer(201);

        assertThat(get(first).body()).isEqualTo(get(second).body()).contains("\"totalCents\":" + total());
        assertThat(orders()).isOne();
        assertThat(stock()).isEqualTo(98);
    }

    @Test
    void aProviderInTroubleIs502AndTheRepetitionIsTheSamePayment() throws Exception {
        provider.answer(500);

        assertProblem(
                checkOut(),
                502,
                "The payment provider gave no answer that tells whether the payment was made."
                        + " Repeat the checkout: it is the same payment, and is made once.");

        provider.answer(201);
        assertThat(checkOut().statusCode()).isEqualTo(201);
        assertThat(provider.references()).hasSize(2);
        assertThat(new HashSet<>(provider.references())).hasSize(1);
    }

    @Test
    void anOrderThatWasPaidAndCouldNotBeStoredIsStoredByTheRepetition() throws Exception {
        CompletableFuture<HttpResponse<String>> order = checkOutAsync();
        provider.awaitRequest();
        execute("ALTER TABLE payments RENAME TO elsewhere");
        provider.answer(201);

        assertProblem(
                get(order),
                503,
                "The payment was made, but the order could not be stored. Repeat the checkout: it is not paid again.");
        assertThat(get(order).headers().firstValue("Retry-After")).contains("1");
        execute("ALTER TABLE elsewhere RENAME TO payments");
        assertThat(orders()).isZero();

        provider.answer(201);
        assertThat(checkOut().statusCode()).isEqualTo(201);
        assertThat(new HashSet<>(provider.references())).hasSize(1);
        assertThat(stock()).isEqualTo(98);
    }

    @Test
    void aCartThatCannotBeBoughtIsRefusedBeforeItIsPaid() throws Exception {
        assertThat(client.put(item(other), "{\"quantity\":101}").statusCode()).isEqualTo(200);
        assertProblem(checkOut(), 409, "Product " + other + " is out of stock: 101 ordered, 100 left.");
        assertThat(stock()).isEqualTo(100);

        client.put(item(product), "{\"quantity\":0}");
        client.put(item(other), "{\"quantity\":0}");
        assertProblem(checkOut(), 409, "The cart of user " + user + " is empty.");
        assertThat(provider.references()).isEmpty();
    }

    @Test
    void pastTheDeadlineItIs504AndTheCheckoutGoesOn(@TempDir Path directory) throws Exception {
        try (RunningShop hasty = start(directory.resolve("shop.db"), HASTY)) {
            fillCart(hasty.client());

            assertProblem(
                    hasty.client().post(checkout(), ""),
                    504,
                    "The checkout takes longer than 100 ms, and goes on. Repeat it to learn how it ends: it is paid once.");

            provider.answer(201);
            await().atMost(GUARD).until(() -> hasty.client().get("/orders/1").statusCode() == 200);
            await().atMost(GUARD)
                    .until(
                            () -> hasty.client().post(checkout(), "").body(),
                            hasty.client().get("/orders/1").body()::equals);
            assertThat(provider.references()).hasSize(1);
        }
    }

    @Test
    void pastTheDeadlineWhatWasPaidAndCouldNotBeStoredIsLogged(@TempDir Path directory, CapturedOutput output)
            throws Exception {
        try (RunningShop hasty = start(directory.resolve("shop.db"), HASTY)) {
            fillCart(hasty.client());
            assertThat(hasty.client().post(checkout(), "").statusCode()).isEqualTo(504);
            provider.awaitRequest();
            execute(hasty, "ALTER TABLE payments RENAME TO elsewhere");

            provider.answer(201);

            await().atMost(GUARD)
                    .until(() -> output.getOut().contains("The checkout of user " + user + " has to be repeated"));
            assertThat(output).contains("The payment was made, but the order could not be stored.");
        }
    }

    @Test
    void aShopThatStoppedWhileItWaitedForThePaymentGoesOnWithIt(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("shop.db");
        try (RunningShop hasty = start(file, HASTY)) {
            fillCart(hasty.client());
            assertThat(hasty.client().post(checkout(), "").statusCode()).isEqualTo(504);
            provider.awaitRequest();
        }
        provider.answer(201);
        provider.answer(201); // the first one is for the shop that has gone

        try (RunningShop next = start(file, GUARD)) {
            assertThat(next.client().post(checkout(), "").statusCode()).isEqualTo(201);
            assertThat(stock(next.client())).isEqualTo(98);
        }
        assertThat(provider.references()).hasSize(2);
        assertThat(new HashSet<>(provider.references())).hasSize(1);
    }

    private RunningShop start(Path file, Duration deadline) {
        return RunningShop.start(
                file,
                "shop.checkout.style=" + style(),
                "shop.checkout.deadline=" + deadline.toMillis() + "ms",
                "server.tomcat.threads.max=1",
                provider.property());
    }

    private void fillCart(ShopClient shopper) throws Exception {
        assertThat(shopper.put(item(product), "{\"quantity\":2}").statusCode()).isEqualTo(200);
        assertThat(shopper.put(item(other), "{\"quantity\":1}").statusCode()).isEqualTo(200);
    }

    private String item(int id) {
        return "/carts/" + user + "/items/" + id;
    }

    private String cart() throws Exception {
        return client.get("/carts/" + user).body();
    }

    private String checkout() {
        return "/carts/" + user + "/checkout";
    }

    private HttpResponse<String> checkOut() throws Exception {
        return client.post(checkout(), "");
    }

    private CompletableFuture<HttpResponse<String>> checkOutAsync() {
        return client.postAsync(checkout());
    }

    private long orders() throws Exception {
        return shop.worker().call(connection -> {
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM orders WHERE user_id = ?")) {
                count.setInt(1, user);
                ResultSet row = count.executeQuery();
                row.next();
                return row.getLong(1);
            }
        });
    }

    private int stock() throws Exception {
        return stock(client);
    }

    private int stock(ShopClient shopper) throws Exception {
        return JsonPath.read(shopper.get("/products/" + product).body(), "$.stock");
    }

    private static String line(int id, int quantity) {
        return "{\"productId\":%d,\"quantity\":%d,\"priceCents\":%d}".formatted(id, quantity, price(id));
    }

    private static long price(int id) {
        return 100 + id * 37L % 9900;
    }

    private long total() {
        return 2 * price(product) + price(other);
    }

    private static HttpResponse<String> get(CompletableFuture<HttpResponse<String>> response) throws Exception {
        return response.get(GUARD.toSeconds(), TimeUnit.SECONDS);
    }

    private void execute(String sql) throws SQLException {
        execute(shop, sql);
    }

    private static void execute(RunningShop in, String sql) throws SQLException {
        in.worker().call(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonPath.<String>read(response.body(), "$.detail")).isEqualTo(detail);
    }
}
