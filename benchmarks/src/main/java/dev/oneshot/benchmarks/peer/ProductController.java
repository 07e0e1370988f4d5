package dev.oneshot.benchmarks.peer;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Looks products up. */
@RestController
final class ProductController {

    private final Store store;

    ProductController(Store store) {
        this.store = store;
    }

    @GetMapping("/products/{id}")
    Product find(@PathVariable long id) {
        return store.find(id);
    }
}
