package dev.oneshot.sample.cart;

import java.util.List;

/** What a user means to buy, by product. */
record Cart(long userId, List<Item> items) {

    record Item(long productId, int quantity) {}
}
