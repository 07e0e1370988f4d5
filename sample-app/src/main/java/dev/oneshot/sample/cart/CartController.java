package dev.oneshot.sample.cart;

import dev.oneshot.Receiver;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows carts, and fills them. */
@RestController
final class CartController {

    private final Carts carts;

    CartController(Carts carts) {
        this.carts = carts;
    }

    @GetMapping("/carts/{userId}")
    Receiver<Cart> find(@PathVariable long userId) {
        return carts.find(userId);
    }

    @PutMapping("/carts/{userId}/items/{productId}")
    Receiver<Cart> put(@PathVariable long userId, @PathVariable long productId, @Valid @RequestBody Quantity quantity) {
        return carts.put(userId, productId, quantity.quantity());
    }
}
