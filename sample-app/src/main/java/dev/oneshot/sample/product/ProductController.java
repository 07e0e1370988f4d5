package dev.oneshot.sample.product;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Waits for the answer on the request's thread, which mostly fetches it itself, from a reader that it has borrowed. */
@RestController
final class ProductController {

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @GetMapping("/products/{id}")
    Product find(@PathVariable long id) {
        return products.find(id);
    }
}
