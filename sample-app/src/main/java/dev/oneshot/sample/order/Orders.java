package dev.oneshot.sample.order;

import dev.oneshot.Receiver;
import dev.oneshot.sample.user.UserRows;
import dev.oneshot.worker.ConnectionWorker;
import dev.oneshot.worker.JobOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The orders, their lines, and what they take from the stock. Every method is one job.
 *
 * <p>A job is a transaction: it is committed before its answer is sent, and whatever it throws undoes all of it. So a
 * job simply throws when it finds that an order cannot be. Orders that come together share one commit, and those that are
 * only looked at do not wait for it.
 */
@Component
final class Orders {

    private static final JobOptions PLACE = JobOptions.named("placeOrder");
    private static final JobOptions FIND = JobOptions.named("findOrder").readOnly();

    private final ConnectionWorker<Connection> worker;

    Orders(ConnectionWorker<Connection> worker) {
        this.worker = worker;
    }

    /** Waits until the order is on the disk. Who comes alone writes it by itself; those who come together share a commit. */
    Order place(NewOrder order) {
        return worker.call(connection -> place(connection, order), PLACE);
    }

    /** Returns at once. */
    Receiver<Order> find(long id) {
        return worker.submit(connection -> OrderRows.select(connection, id), FIND);
    }

    private static Order place(Connection connection, NewOrder order) throws SQLException {
        UserRows.require(connection, order.userId());
        List<OrderLine> lines = OrderRows.takeFromStock(connection, order.quantities());
        return OrderRows.insert(connection, order.userId(), lines);
    }
}
