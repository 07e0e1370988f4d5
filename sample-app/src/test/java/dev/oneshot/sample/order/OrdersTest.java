package dev.oneshot.sample.order;

import static dev.oneshot.sample.ShopDatabase.INITIAL_STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.oneshot.runner.Runner;
import dev.oneshot.sample.ShopDatabase;
import dev.oneshot.sample.order.NewOrder.Item;
import dev.oneshot.sample.problem.NotFoundException;
import dev.oneshot.worker.ConnectionWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

class OrdersTest {

    private final Runner runner = Runner.create();
    private ShopDatabase database;
    private ConnectionWorker<Connection> worker;
    private Orders orders;

    @BeforeEach
    void open(@TempDir Path directory) throws SQLException {
        database = ShopDatabase.create(directory.resolve("shop.db"));
        worker = database.startWorker();
        orders = new Orders(worker);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void takesWhatIsOrderedFromTheStock() throws SQLException {
        Order order = place(1, new Item(2, 3), new Item(1, 1));

        assertThat(order)
                .isEqualTo(new Order(
                        order.id(), 1, 3 * 174 + 137, List.of(new OrderLine(2, 3, 174), new OrderLine(1, 1, 137))));
        assertThat(database.stockOf(1)).isEqualTo(INITIAL_STOCK - 1);
        assertThat(database.stockOf(2)).isEqualTo(INITIAL_STOCK - 3);
    }

    @Test
    void findsAnOrderAsItWasPlaced() {
        Order order = place(7, new Item(30, 1), new Item(10, 2), new Item(20, 3));

        assertThat(runner.blockOn(orders.find(order.id()))).isEqualTo(order);
    }

    @Test
    void keepsThePriceThatWasPaid() throws SQLException {
        Order order = place(7, new Item(30, 1));
        database.execute("UPDATE products SET price_cents = 1 WHERE id = 30");

        assertThat(runner.blockOn(orders.find(order.id()))).isEqualTo(order);
    }

    @Test
    void sumsItemsForTheSameProduct() throws SQLException {
        Order order = place(1, new Item(5, 1), new Item(6, 1), new Item(5, 2));

        assertThat(order.items()).extracting(OrderLine::productId).containsExactly(5L, 6L);
        assertThat(order.items()).extracting(OrderLine::quantity).containsExactly(3, 1);
        assertThat(database.stockOf(5)).isEqualTo(INITIAL_STOCK - 3);
    }

    @Test
    void sellsTheLastOneAndNotOneMore() throws SQLException {
        place(1, new Item(5, INITIAL_STOCK));

        assertRejected(HttpStatus.CONFLICT, "Product 5 is out of stock: 1 ordered, 0 left.", new Item(5, 1));
        assertThat(database.stockOf(5)).isZero();
    }

    @Test
    void countsTheSumOfAProductsItemsAgainstItsStock() {
        assertRejected(
                HttpStatus.CONFLICT,
                "Product 5 is out of stock: 101 ordered, 100 left.",
                new Item(5, 100),
                new Item(5, 1));
    }

    @Test
    void leavesNothingOfAnOrderThatRunsOutOfStockAtItsLastItem() throws SQLException {
        assertRejected(
                HttpStatus.CONFLICT,
                "Product 2 is out of stock: 101 ordered, 100 left.",
                new Item(1, 1),
                new Item(2, INITIAL_STOCK + 1));
        assertUntouched();
    }

    @Test
    void leavesNothingOfAnOrderForAProductThatDoesNotExist() throws SQLException {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> place(1, new Item(1, 1), new Item(1001, 1)))
                .satisfies(e -> assertThat(e.getBody().getDetail()).isEqualTo("There is no product with the id 1001."));
        assertUntouched();
    }

    @Test
    void leavesNothingOfAnOrderWhoseTotalIsTooLarge() throws SQLException {
        database.execute("UPDATE products SET price_cents = 9223372036854775807 WHERE id = 2");

        String tooLarge = "The total of the order is more than the shop can charge.";
        assertRejected(HttpStatus.BAD_REQUEST, tooLarge, new Item(1, 1), new Item(2, 2));
        assertRejected(HttpStatus.BAD_REQUEST, tooLarge, new Item(1, 1), new Item(2, 1));
        assertUntouched();
    }

    @Test
    void refusesAUserThatDoesNotExist() throws SQLException {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> place(1001, new Item(1, 1)))
                .satisfies(e -> assertThat(e.getBody().getDetail()).isEqualTo("There is no user with the id 1001."));
        assertUntouched();
    }

    private Order place(long userId, Item... items) {
        return orders.place(new NewOrder(userId, List.of(items)));
    }

    private void assertRejected(HttpStatus status, String detail, Item... items) {
        assertThatExceptionOfType(OrderRejectedException.class)
                .isThrownBy(() -> place(1, items))
                .satisfies(e -> {
                    assertThat(e.getStatusCode()).isEqualTo(status);
                    assertThat(e.getBody().getDetail()).isEqualTo(detail);
                });
    }

    private void assertUntouched() throws SQLException {
        assertThat(database.number("SELECT count(*) FROM orders")).isZero();
        assertThat(database.number("SELECT count(*) FROM order_lines")).isZero();
        assertThat(database.number("SELECT count(*) FROM products WHERE stock <> " + INITIAL_STOCK))
                .isZero();
    }
}
