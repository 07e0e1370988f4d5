package dev.oneshot.sample.order;

import dev.oneshot.Receiver;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Waits where it needs the answer to go on, for the address of the new order, and returns the receiver elsewhere. */
@RestController
final class OrderController {

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    @PostMapping("/orders")
    ResponseEntity<Order> place(@Valid @RequestBody NewOrder newOrder) {
        Order order = orders.place(newOrder);
        return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
    }

    @GetMapping("/orders/{id}")
    Receiver<Order> find(@PathVariable long id) {
        return orders.find(id);
    }
}
