package dev.oneshot.sample.cart;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many of a product shall be in the cart; none takes it out. */
record Quantity(
        @Min(value = 0, message = "must be at least {value}") @Max(value = MAX, message = "must be at most {value}") int quantity) {

    static final int MAX = 1_000;
}
