package dev.oneshot.sample.product;

import dev.oneshot.Receiver;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Returns the receiver itself: the request's thread goes back to the server while the job waits for its turn. */
@RestController
final class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @GetMapping("/products/{id}")
    Receiver<Product> find(@PathVariable long id) {
        return products.find(id);
    }
}
