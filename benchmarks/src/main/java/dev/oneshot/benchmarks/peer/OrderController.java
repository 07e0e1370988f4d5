package dev.oneshot.benchmarks.peer;

import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders. */
@RestController
final class OrderController {

    private final Store store;

    OrderController(Store store) {
        this.store = store;
    }

    @PostMapping("/orders")
    ResponseEntity<Order> place(@Valid @RequestBody NewOrder newOrder) {
        Order order = store.place(newOrder);
        return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
    }
}
