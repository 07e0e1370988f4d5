package dev.oneshot.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneshot.worker.Job;
import dev.oneshot.worker.OutcomeUnknownException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** The shop's file and the one connection to it. */
class DatabaseTest {

    private static final String ORDER = "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1}]}";

    @TempDir
    private Path directory;

    @Test
    void theFirstStartFillsTheFileAndTheNextOneKeepsIt() throws Exception {
        ShopDatabase database = ShopDatabase.of(file());
        String order;
        try (RunningShop shop = RunningShop.start(file())) {
            order = shop.client().post("/orders", ORDER).body();
        }
        assertThat(database.number("SELECT count(*) FROM products")).isEqualTo(1_000);
        assertThat(database.number("SELECT count(*) FROM users")).isEqualTo(1_000);
        database.execute("DELETE FROM users WHERE id = 1000");

        try (RunningShop shop = RunningShop.start(file())) {
            assertThat(shop.client().get("/orders/1").body()).isEqualTo(order);
            assertThat(shop.client().get("/products/1").body()).contains("\"stock\":99");
            assertThat(shop.client().get("/users/1000").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatIsCommittedIsForcedToTheDisk() throws Exception {
        try (RunningShop shop = RunningShop.start(file())) {
            assertThat(shop.worker().call(pragma("journal_mode"))).isEqualTo("wal");
            assertThat(shop.worker().call(pragma("synchronous"))).isEqualTo("2");
            assertThat(shop.worker().call(pragma("foreign_keys"))).isEqualTo("1");
        }
    }

    @Test
    void aJobHasTheWriteLockFromItsBeginning() throws Exception {
        try (RunningShop shop = RunningShop.start(file())) {
            shop.worker().call(own -> {
                try (Connection other = ShopDatabase.of(file()).connect();
                        Statement statement = other.createStatement()) {
                    statement.execute("PRAGMA busy_timeout = 0");
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> statement.executeUpdate("UPDATE products SET stock = 0"))
                            .withMessageContaining("SQLITE_BUSY");
                }
                return null;
            });
        }
    }

    @Test
    void aConnectionThatIsClosedUnderTheWorkerIsReplaced() throws Exception {
        try (RunningShop shop = RunningShop.start(file())) {
            assertThatThrownBy(() -> shop.worker().call(connection -> {
                        connection.unwrap(SQLiteConnection.class).close();
                        return null;
                    }))
                    .isInstanceOf(OutcomeUnknownException.class);

            assertThat(shop.client().get("/products/1").statusCode()).isEqualTo(200);
            assertThat(shop.client().get("/users/1").statusCode()).isEqualTo(200);
            assertThat(shop.client().post("/orders", ORDER).statusCode()).isEqualTo(201);
            assertThat(shop.client().get("/actuator/health").body()).contains("\"UP\"");
            assertThat(shop.client().metric("oneshot.worker.reconnects")).isEqualTo(1);
            assertThat(shop.worker().call(pragma("foreign_keys"))).isEqualTo("1");
        }
    }

    @Test
    void onlyThisMachineIsListenedTo() {
        try (RunningShop shop = RunningShop.start(file())) {
            // A server on all addresses would accept this one, too, where it is an address at all.
            assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), shop.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private Path file() {
        return directory.resolve("shop.db");
    }

    private static Job<Connection, String> pragma(String name) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                ResultSet row = statement.executeQuery("PRAGMA " + name);
                row.next();
                return row.getString(1);
            }
        };
    }
}
